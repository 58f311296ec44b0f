"""The shape of the tree: sizes, names, docstrings of packages, and tests that mirror the sources."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "nexus_contacts"
SOURCES = sorted(PACKAGE.rglob("*.py"))
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "handler"}
TOP_LEVEL = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "src", "resources", "tests", "packaging"}

MIRRORED = [path for path in SOURCES if path.name not in ("__init__.py", "__main__.py")]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_file_is_short_and_so_are_its_functions(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    long = [
        f"{function.name}: {function.end_lineno - function.lineno + 1} lines"
        for function in functions(ast.parse(text))
        if function.end_lineno is not None and function.end_lineno - function.lineno + 1 > 40
    ]

    assert text.count("\n") < 400
    assert long == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_name_says_what_is_kept_there(path: Path) -> None:
    assert path.stem not in BANNED_NAMES


@pytest.mark.parametrize("path", [path for path in SOURCES if path.name == "__init__.py"], ids=name_of)
def test_a_package_is_opened_by_its_docstring_alone(path: Path) -> None:
    body = ast.parse(path.read_text(encoding="utf-8")).body

    assert len(body) == 1
    assert isinstance(body[0], ast.Expr)


@pytest.mark.parametrize("path", MIRRORED, ids=name_of)
def test_a_module_has_its_test_at_the_mirrored_place(path: Path) -> None:
    relative = path.relative_to(PACKAGE)

    assert (ROOT / "tests" / relative.parent / f"test_{relative.name}").is_file()


def tracked_files() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    return listed.stdout.split()


def test_the_top_level_holds_only_the_known_names() -> None:
    names = {name.split("/")[0] for name in tracked_files()}

    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL


def test_nobody_left_an_open_end() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X:")

    left = [name_of(path) for path in SOURCES if any(mark in path.read_text(encoding="utf-8") for mark in marks)]

    assert left == []


def test_exception_is_caught_whole_in_at_most_three_places() -> None:
    places = [
        f"{name_of(path)}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")))
    ]

    assert len(places) <= 3, places
