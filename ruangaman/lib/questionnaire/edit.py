"""Changes to a definition that is still a draft: each returns another one.

A draft may be incomplete (``faults_of`` says what is missing before it can be asked), so these work
on JSON, not on values.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from copy import deepcopy
from typing import Any

from ruangaman.lib.questionnaire.cells import KEY
from ruangaman.lib.questionnaire.read import ITEMS, SECTION_ITEMS, SECTIONS

Definition = Mapping[str, Any]
_WORD = re.compile(r"[a-z0-9]+")


class EditError(ValueError):
    """A change that cannot be made; ``code`` is ``missing``, ``items`` or ``sections``."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def empty(key: str) -> dict[str, Any]:
    """A definition with nothing in it."""
    texts: dict[str, Any] = dict.fromkeys(("title_id", "title_en", "intro_id", "intro_en"), "")
    return texts | {"key": key, "measures": "", "sections": []}


def head_put(definition: Definition, texts: Mapping[str, str]) -> dict[str, Any]:
    """The same with other texts around the sections."""
    return {**_new(definition), **texts}


def section_of(definition: Definition, key: str) -> dict[str, Any]:
    """The section of a key. Raises EditError."""
    return _one(definition.get("sections", []), key)


def item_of(definition: Definition, key: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The section an item stands in, and the item. Raises EditError."""
    for section in definition.get("sections", []):
        for item in section["items"]:
            if item["key"] == key:
                return section, item
    raise EditError("missing")


def section_put(definition: Definition, texts: Mapping[str, str], key: str = "") -> dict[str, Any]:
    """Change the texts of a section, or add one at the end."""
    new = _new(definition)
    if key:
        section_of(new, key).update(texts)
        return new
    if len(new["sections"]) >= SECTIONS:
        raise EditError("sections")
    taken = [section["key"] for section in new["sections"]]
    made = key_for(texts.get("title_id", ""), taken, "bagian")
    new["sections"].append({"key": made, "items": [], **texts})
    return new


def section_removed(definition: Definition, key: str) -> dict[str, Any]:
    """The same without a section and its items."""
    new = _new(definition)
    new["sections"].remove(section_of(new, key))
    return new


def section_moved(definition: Definition, key: str, step: int) -> dict[str, Any]:
    """Move a section up (-1) or down (1); at the end it stays."""
    new = _new(definition)
    _shift(new["sections"], section_of(new, key), step)
    return new


def item_put(definition: Definition, item: Mapping[str, Any], *, section: str) -> dict[str, Any]:
    """Change the item of a key, or add one to a section; without a key it gets one."""
    new = _new(definition)
    taken = {one["key"] for each in new["sections"] for one in each["items"]}
    if item.get("key") in taken:
        place, old = item_of(new, str(item["key"]))
        place["items"][place["items"].index(old)] = dict(item)
        return new
    target = section_of(new, section)
    if len(target["items"]) >= SECTION_ITEMS or len(taken) >= ITEMS:
        raise EditError("items")
    name = str(item.get("key") or "") or key_for(str(item.get("text_id", "")), taken, "butir")
    target["items"].append({**item, "key": name})
    return new


def item_removed(definition: Definition, key: str) -> dict[str, Any]:
    """The same without an item."""
    new = _new(definition)
    section, item = item_of(new, key)
    section["items"].remove(item)
    return new


def item_moved(definition: Definition, key: str, step: int) -> dict[str, Any]:
    """Move an item up (-1) or down (1), at the edge of a section into the next one."""
    new = _new(definition)
    section, item = item_of(new, key)
    if _shift(section["items"], item, step):
        return new
    at = new["sections"].index(section) + step
    if not 0 <= at < len(new["sections"]):
        return new
    target = new["sections"][at]["items"]
    if len(target) >= SECTION_ITEMS:
        raise EditError("items")
    section["items"].remove(item)
    target.insert(len(target) if step < 0 else 0, item)
    return new


def without_crosswise(definition: Definition) -> dict[str, Any]:
    """The same with crosswise items off; a section of nothing else goes too."""
    new = _new(definition)
    kept = []
    for section in new["sections"]:
        items = [item for item in section["items"] if item.get("kind") != "crosswise"]
        if items or not section["items"]:
            kept.append({**section, "items": items})
    return {**new, "sections": kept}


def key_for(text: str, taken: Collection[str], otherwise: str) -> str:
    """A key of the first words of a text that nothing has yet."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    bare = "-".join(_WORD.findall(plain)[:4])[: KEY - 3].strip("-") or otherwise
    if bare not in taken:
        return bare
    return next(name for at in range(2, 100) if (name := f"{bare}-{at}") not in taken)


def _new(definition: Definition) -> dict[str, Any]:
    """A copy without the minutes, which are counted anew."""
    new = {name: deepcopy(value) for name, value in definition.items() if name != "minutes"}
    return {"sections": []} | new


def _one(found: list[dict[str, Any]], key: str) -> dict[str, Any]:
    for one in found:
        if one["key"] == key:
            return one
    raise EditError("missing")


def _shift(found: list[dict[str, Any]], one: dict[str, Any], step: int) -> bool:
    """Move ``one`` within a list; say whether there was room."""
    at = found.index(one)
    if not 0 <= at + step < len(found):
        return False
    found.insert(at + step, found.pop(at))
    return True
