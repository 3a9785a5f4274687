"""The texts of the help page and of the rights page, in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass

from ruangaman.core.rules import RuleMissing, rule
from ruangaman.core.texts import pack_texts
from ruangaman.core.words import words
from ruangaman.directory.marks import Mark, mark_of


@dataclass(frozen=True, slots=True)
class Need:
    """A step of the safe referral pathway (domain 1.12); ``hotlines`` are codes."""

    key: str
    title: str
    text: str
    hotlines: tuple[str, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Right:
    """A right in plain words, with its article."""

    title: str
    text: str
    article: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class RightsGroup:
    """Rights under one heading."""

    key: str
    label: str
    rights: list[Right]


@dataclass(frozen=True, slots=True)
class PoliceNotice:
    """Within how many times 24 hours a service tells the police (UU 12/2022 Art. 41(2)-(3))."""

    days: int
    mark: Mark


def needs() -> list[Need]:
    """Return the needs in the order in which help is asked for."""
    return [
        Need(
            key=text.key,
            title=words(text.body, "title"),
            text=words(text.body, "text"),
            hotlines=tuple(text.body.get("hotlines", ())),
            mark=mark_of(text.body),
        )
        for text in pack_texts("needs")
    ]


def rights_groups() -> list[RightsGroup]:
    """Return the groups that hold a right, in the order of the pack, in two queries."""
    groups = [
        RightsGroup(text.key, words(text.body, "label"), []) for text in pack_texts("rights_groups")
    ]
    by_key = {group.key: group for group in groups}
    for text in pack_texts("rights"):
        if text.body["group"] in by_key:
            by_key[text.body["group"]].rights.append(
                Right(
                    title=words(text.body, "title"),
                    text=words(text.body, "text"),
                    article=text.body["article"],
                    mark=mark_of(text.body),
                )
            )
    return [group for group in groups if group.rights]


def area_title() -> str:
    """Return the name of the area the pack is about; empty while no pack is loaded."""
    return next((words(text.body, "title") for text in pack_texts("info")), "")


def police_notice() -> PoliceNotice | None:
    """Return how soon the police are told, or None while the rule has no value in days."""
    try:
        value = rule("police_notice")
    except RuleMissing:
        return None
    if value.value is None or value.unit != "hours" or value.value % 24:
        return None
    return PoliceNotice(days=value.value // 24, mark=mark_of(value))
