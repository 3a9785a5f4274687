"""items/*.toml: test items, and whether together they make two parallel tests."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ruangaman.lib.pack.cells import TEXT
from ruangaman.lib.pack.faults import FaultList
from ruangaman.lib.pack.training import vocabulary
from ruangaman.lib.pack.training.line import Line
from ruangaman.lib.pack.training.model import Choice, Item
from ruangaman.lib.pack.training.tree import Node, table

TEXTS = "text_id text_en reason_id reason_en"
CHOICE = table("key text_id text_en right")
SHAPE = {
    "item": table(
        f"key form pair must_pass {TEXTS} source mark reviewed_by reviewed_on", choice=CHOICE
    )
}
_FILE = re.compile(r"m(\d{2})\.toml")
FOLDER = "training/items"
Items = list[tuple[Line, Item]]


def module_of(file: str) -> int:
    """The module whose items stand in ``file``; 0 where its name says none."""
    found = _FILE.fullmatch(file)
    number = int(found[1]) if found else 0
    return number if number in vocabulary.TEST_MODULES else 0


def item(node: Node, module: int) -> Item:
    line = node.line
    text_id, text_en = line.pair("text", limit=TEXT)
    reason_id, reason_en = line.pair("reason", limit=TEXT)
    key = line.slug("key")
    if key and not key.startswith(f"m{module:02d}-"):
        line.fault("key", "bad-code", value=key, limit=f"m{module:02d}-…")
    review = line.review()
    line.settled(review["mark"], vocabulary.SETTLED_MARKS)
    return Item(
        key=key,
        module=module,
        form=line.choice("form", vocabulary.FORMS),
        pair=line.slug("pair", required=False),
        must_pass=line.choice("must_pass", vocabulary.MUST_PASS, required=False),
        text_id=text_id,
        text_en=text_en,
        reason_id=reason_id,
        reason_en=reason_en,
        choice=choices(node),
        **review,
    )


def choices(node: Node) -> tuple[Choice, ...]:
    """The answers of a question: three or four, one right, no two alike."""
    found = tuple(_choice(one.line) for one in node.inner["choice"])
    least, most = vocabulary.CHOICES
    count_between(node.line, "choice", len(found), least, most)
    right = sum(one.right for one in found)
    if found and right != 1:
        node.line.fault("choice", "one-right", value=right)
    no_twins([(inner.line, one.key) for inner, one in pairs(node, found)], "key")
    for name in ("text_id", "text_en"):
        no_twins([(inner.line, getattr(one, name)) for inner, one in pairs(node, found)], name)
    return found


def pairs(node: Node, found: Sequence[Choice]) -> list[tuple[Node, Choice]]:
    return list(zip(node.inner["choice"], found, strict=True))


def _choice(line: Line) -> Choice:
    text_id, text_en = line.pair("text", limit=TEXT)
    return Choice(key=line.short_key(), text_id=text_id, text_en=text_en, right=line.flag("right"))


def count_between(line: Line, field: str, number: int, least: int, most: int) -> None:
    """Notes too few or too many of something."""
    if number < least:
        line.fault(field, "too-few", value=number, limit=least)
    if number > most:
        line.fault(field, "too-many", value=number, limit=most)


def no_twins(values: Sequence[tuple[Line, str]], field: str) -> None:
    """Notes a value that stands on an earlier line too."""
    seen: dict[str, int] = {}
    for line, value in values:
        if value and value in seen:
            line.fault(field, "duplicate", value=value, limit=seen[value])
        seen.setdefault(value, line.line)


def check_items(items: Items, faults: FaultList) -> None:
    """Notes what makes the two forms of the test unequal or incomplete."""
    no_twins([(line, one.key) for line, one in items], "key")
    _check_pairs(items)
    for form in vocabulary.TEST_FORMS:
        found = Counter(one.module for _, one in items if one.form == form)
        for module in vocabulary.TEST_MODULES:
            _count(faults, form, f"m{module:02d}", found[module], vocabulary.BLUEPRINT.get(module))
        _check_must_pass(items, form, faults)
    practice = Counter(one.module for _, one in items if one.form == "C")
    for module in vocabulary.TEST_MODULES:
        if practice[module] < vocabulary.PRACTICE_LEAST:
            faults.add(
                file=f"{FOLDER}/m{module:02d}.toml",
                code="practice-items",
                value=practice[module],
                limit=vocabulary.PRACTICE_LEAST,
            )


def _count(faults: FaultList, form: str, stem: str, number: int, wanted: int | None) -> None:
    if number != (wanted or 0):
        faults.add(
            file=f"{FOLDER}/{stem}.toml",
            field=f"form {form}",
            code="blueprint",
            value=number,
            limit=wanted or 0,
        )


def _check_must_pass(items: Items, form: str, faults: FaultList) -> None:
    for subject, module in vocabulary.MUST_PASS.items():
        found = [pair for pair in items if pair[1].form == form and pair[1].must_pass == subject]
        for line, one in found:
            if one.module != module:
                line.fault("must_pass", "must-pass-place", value=subject, limit=f"m{module:02d}")
        if len(found) != 1:
            faults.add(
                file=f"{FOLDER}/m{module:02d}.toml",
                field=f"form {form}",
                code="must-pass",
                value=f"{subject}: {len(found)}",
            )


def _check_pairs(items: Items) -> None:
    """An item of A has one of B beside it: same module, same subject that must be passed."""
    tested = [(line, one) for line, one in items if one.form in vocabulary.TEST_FORMS]
    for line, one in items:
        if one.form == "C" and one.pair:
            line.fault("pair", "pair-of-practice", value=one.pair)
    for line, one in tested:
        if not one.pair:
            line.fault("pair", "missing-value")
            continue
        same = [other for _, other in tested if other.pair == one.pair]
        fits = sorted(other.form for other in same) == ["A", "B"]
        alike = len({(other.module, other.must_pass) for other in same}) == 1
        if not (fits and alike):
            line.fault("pair", "pair-broken", value=one.pair)
