#!/usr/bin/env python3
"""One command from a fresh clone: `python3 packaging/dev.py run` opens the program, `… test` runs every check.

Needs only the standard library. Makes `.venv` at the project's root (with uv where it is present), installs the project
into it, and installs the system libraries Qt needs when run as root; otherwise it prints the exact apt line and stops.
"""

from __future__ import annotations  # an older Python shall read as far as the word about itself

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "nexus-contacts.stamp"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
SUPPORTED = ((3, 11), (3, 14))

# What Qt loads, and the Debian package that holds it. A missing library is found by loading it: Qt's own message
# names only the platform plugin that failed, not the reason.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
}


class SetupError(Exception):
    """Something this script cannot mend by itself; the text says what to do."""


def say(text: str) -> None:
    """Tell the person what is going on, on stderr."""
    print(f"dev.py: {text}", file=sys.stderr, flush=True)


def shows_windows() -> bool:
    """Whether Qt will put real windows on a screen here, for which it needs more libraries."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform in ("offscreen", "minimal"):
        return False
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or platform)


def can_load(library: str) -> bool:
    """Whether the system's loader finds and loads `library`."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_packages(packages: list[str]) -> None:
    """Install Debian packages when root; else raise SetupError with the exact line to type."""
    line = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if not shutil.which("apt-get"):
        raise SetupError("this is missing, by Debian's names of packages: " + ", ".join(packages))
    if os.geteuid() != 0:
        raise SetupError(f"some system packages are missing. Type this, then start again:\n\n    sudo {line}\n")
    say("installing " + " ".join(packages))
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ("apt-get update", line):
        done = heard(*command.split(), env=environment)
        if done.returncode != 0:
            raise SetupError(f"`{command}` failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def ensure_libraries(window: bool) -> None:
    """See that Qt's shared libraries are there; `window` adds those of a real window."""
    if not sys.platform.startswith("linux"):
        return
    wanted = {**LIBRARIES, **(WINDOW_LIBRARIES if window else {})}
    missing = [package for library, package in wanted.items() if not can_load(library)]
    if missing:
        install_packages(missing)


def fingerprint() -> str:
    """What the environment was made from: pyproject.toml and this Python, by whatever name it was called."""
    digest = hashlib.sha256((ROOT / "pyproject.toml").read_bytes())
    digest.update(f"{sys.version}|{Path(sys.executable).resolve()}|{ROOT}".encode())
    return digest.hexdigest()


def environment_stands() -> bool:
    """Whether `.venv` was finished for this pyproject and Python, and still works."""
    try:
        if STAMP.read_bytes() != fingerprint().encode():
            return False
        return heard(PYTHON, "-c", "import nexus_contacts, PySide6, pytest").returncode == 0
    except OSError:  # there is no stamp, or no interpreter that could be started
        return False


def clear_environment() -> None:
    """Take away what is left of `.venv`; the stamp first, so that what is half gone is never taken for whole."""
    if VENV.is_dir():
        STAMP.unlink(missing_ok=True)
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()  # what it points to is somebody else's
    shutil.rmtree(VENV, ignore_errors=True)


def heard(*command: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, its words kept for whoever wants them."""
    words = [str(part) for part in command]
    return subprocess.run(words, capture_output=True, text=True, errors="replace", check=False, **more)


def run_setup(*command: str | Path) -> None:
    """Run one step of the set-up, quiet unless it fails.

    Raises SetupError with the end of its output.
    """
    done = heard(*command, cwd=ROOT)
    if done.returncode != 0:
        words = " ".join(Path(str(part)).name for part in command)
        raise SetupError(f"`{words}` failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


def make_environment_with_pip() -> list[str | Path]:
    """Make `.venv` with the standard library. Returns the installing command. Mends a Debian without venv or pip."""
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        run_setup(sys.executable, "-m", "venv", "--clear", VENV)
        return [PYTHON, "-m", "pip"]
    if importlib.util.find_spec("venv") and importlib.util.find_spec("pip"):
        run_setup(sys.executable, "-m", "venv", "--clear", "--without-pip", VENV)
        return [sys.executable, "-m", "pip", "--python", PYTHON]
    install_packages(["python3-venv", f"python3.{sys.version_info.minor}-venv"])
    run_setup(sys.executable, "-m", "venv", "--clear", VENV)
    return [PYTHON, "-m", "pip"]


def ensure_environment() -> None:
    """Make or repair `.venv` and install the project with its development tools into it."""
    if not SUPPORTED[0] <= sys.version_info[:2] < SUPPORTED[1]:
        raise SetupError(f"Python 3.11, 3.12 or 3.13 is needed; this is {sys.version.split()[0]}")
    if environment_stands():
        return
    say("setting up .venv (a minute or two, once)")
    clear_environment()
    uv = shutil.which("uv")
    if uv:
        run_setup(uv, "venv", "--python", sys.executable, VENV)
        run_setup(uv, "pip", "install", "--python", PYTHON, "--editable", ".[dev]")
    else:
        installer = make_environment_with_pip()
        run_setup(*installer, "install", "--disable-pip-version-check", "--editable", ".[dev]")
    STAMP.write_text(fingerprint(), encoding="utf-8")


def run(arguments: list[str]) -> int:
    """Open the program on the sample workspace; without a display the window is rendered to a picture."""
    ensure_libraries(window=shows_windows())
    ensure_environment()
    return subprocess.run([PYTHON, "-m", "nexus_contacts", *(arguments or ["--sample"])], check=False).returncode


def test(arguments: list[str]) -> int:
    """Run every check with pytest, a worker a core. `--deep` adds what takes long; anything else goes to pytest."""
    ensure_libraries(window=False)
    ensure_environment()
    deep = "--deep" in arguments
    rest = [argument for argument in arguments if argument != "--deep"]
    selection = [] if deep else ["-m", "not deep"]
    # A few named tests are sooner done by one process.
    workers = [] if rest else ["--numprocesses", str(min(os.cpu_count() or 1, 8)), "--dist", "loadfile"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [str(PYTHON), "-m", "pytest", *workers, *selection, *rest]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def outside() -> str | None:
    """The Python behind `.venv` where this is the one inside: it cannot mend the house it stands in."""
    base: str | None = getattr(sys, "_base_executable", None)
    inside = Path(sys.prefix).resolve() == VENV.resolve()
    return base if inside and base and Path(base) != Path(sys.executable) else None


def main() -> int:
    """Read the command and run it. Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=("run", "test"))
    chosen, arguments = parser.parse_known_args()
    base = outside()
    try:
        if base is not None:
            return subprocess.run([base, __file__, *sys.argv[1:]], check=False).returncode
        return run(arguments) if chosen.command == "run" else test(arguments)
    except SetupError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
