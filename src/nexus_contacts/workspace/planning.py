"""Telling SQLite's planner which index to leave alone; PostgreSQL knows the data's distribution and needs no word."""

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class Unindexed(FunctionElement[Any]):
    """A column for which SQLite uses no index: neither to find by it nor to order by it."""

    inherit_cache = True


@compiles(Unindexed)
def _plain(element: Unindexed, compiler: SQLCompiler, **more: Any) -> str:
    return compiler.process(element.clauses, **more)


@compiles(Unindexed, "sqlite")
def _signed(element: Unindexed, compiler: SQLCompiler, **more: Any) -> str:
    return f"+{compiler.process(element.clauses, **more)}"
