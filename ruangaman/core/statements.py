"""SQL that is built once in each process, for what stands behind "send".

Django builds the SQL of a query anew each time it is asked, which takes several times as long
as SQLite takes to answer it. Only building is saved here: every question is asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Field, Model, QuerySet

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class _Built:
    sql: str
    parameters: tuple[Any, ...]
    compiler: Any
    converters: Any

    def converted(self, rows: Rows) -> Rows:
        """Return the rows as Django gives them."""
        return [tuple(row) for row in self.compiler.apply_converters(rows, self.converters)]


def rows_asked(ask: Callable[..., QuerySet[Any, Any]], *arguments: Hashable) -> Rows:
    """Return the rows of the ``values_list`` that ``ask(*arguments)`` returns.

    ``ask`` is a function of a module, and what it returns depends on nothing but ``arguments``:
    for the same ones it is called once.
    """
    raw, converted = rows_raw(ask, *arguments)
    return converted(raw)


def rows_raw(
    ask: Callable[..., QuerySet[Any, Any]], *arguments: Hashable
) -> tuple[Rows, Callable[[Rows], Rows]]:
    """Return the rows of ``rows_asked`` as the database gave them, and what converts them.

    For whoever can tell from the bare rows that there is nothing new.
    """
    built = _built(ask, *arguments)
    if built is None:
        return [], list
    with connection.cursor() as cursor:
        cursor.execute(built.sql, built.parameters)
        rows = cursor.fetchall()
    return rows, built.converted


def rows_insert(objects: Sequence[Model], *, conflicts: bool = False) -> int:
    """Insert new objects of one model in one statement and return how many rows there are now.

    Every field must have its value, the primary key too unless the database gives it. With
    ``conflicts``, a row whose key or unique value is taken is left out without an error, so
    that no database log repeats what it would have held.
    """
    if not objects:
        return 0
    sql, fields = _insertion(type(objects[0]), len(objects), conflicts)
    values = [
        field.get_db_prep_save(field.pre_save(one, add=True), connection)
        for one in objects
        for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


@lru_cache(maxsize=512)
def _built(ask: Callable[..., QuerySet[Any, Any]], *arguments: Hashable) -> _Built | None:
    compiler = ask(*arguments).query.get_compiler(connection=connection)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet:
        return None
    converters = compiler.get_converters([column for column, *_ in compiler.select])
    return _Built(sql, tuple(parameters), compiler, converters)


@lru_cache(maxsize=64)
def _insertion(model: type[Model], rows: int, conflicts: bool) -> tuple[str, list[Field[Any, Any]]]:
    """Return the statement, and the fields in the order of each row's values."""
    quote = connection.ops.quote_name
    fields = [f for f in model._meta.local_concrete_fields if f is not model._meta.auto_field]
    columns = ", ".join(quote(str(field.column)) for field in fields)
    row = f"({', '.join(['%s'] * len(fields))})"
    into, values = quote(model._meta.db_table), ", ".join([row] * rows)
    sql = f"INSERT INTO {into} ({columns}) VALUES {values}"  # noqa: S608  names of models only
    return sql + (" ON CONFLICT DO NOTHING" if conflicts else ""), fields
