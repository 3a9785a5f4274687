"""Nothing writes a column besides those it names, for which the database has given no right.

Django's ``update_or_create`` writes each date and file of a row that stands too. On PostgreSQL the
accounts of an installation may change only the columns of ``deploy/postgresql/grants.toml``.
"""

import re
import tomllib

from django.apps import apps
from django.db.models import Field

from tests.house import ROOT

_CALLS = re.compile(r"\b([A-Z]\w+)\.objects\.update_or_create\(")
_GRANTS = tomllib.loads((ROOT / "deploy/postgresql/grants.toml").read_text("utf-8"))


def test_rows_that_stand_keep_their_dates() -> None:
    called = {
        (path.relative_to(ROOT / "ruangaman").parts[0], name)
        for path in (ROOT / "ruangaman").rglob("*.py")
        if "tests" not in path.parts
        for name in _CALLS.findall(path.read_text("utf-8"))
    }
    assert len(called) > 10
    assert {
        f"{room}.{name}: {one}" for room, name in called for one in _besides(room, name)
    } == set()


def _besides(room: str, name: str) -> list[str]:
    """Return what is written of a model without a right, by those who may change some of it."""
    named = [one for one in apps.get_models() if one.__name__ == name]
    model = next((one for one in named if one._meta.app_label == room), named[0])
    dated = [
        field.attname
        for field in model._meta.local_concrete_fields
        if not field.primary_key and type(field).pre_save is not Field.pre_save
    ]
    rights = _GRANTS[model._meta.db_table]
    changes = (rights.get(role, {}).get("update", "") for role in ("staff", "public"))
    return [
        one for may in changes if may not in ("", "*") for one in dated if one not in may.split()
    ]
