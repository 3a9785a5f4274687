"""policy/templates/*.toml: model texts with blanks, which a unit completes and prints."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ruangaman.lib.pack.cells import LABEL, NAME, TEXT
from ruangaman.lib.pack.settlement import settlement_pattern
from ruangaman.lib.pack.training.curriculum import VERSIONS
from ruangaman.lib.pack.training.forms import one
from ruangaman.lib.pack.training.items import no_twins
from ruangaman.lib.pack.training.line import Line
from ruangaman.lib.pack.training.model import Taught
from ruangaman.lib.pack.training.tree import Node, table

FOLDER = "templates"
KINDS = ("circular", "code", "sop", "pact", "clause", "poster", "script")
SCOPES = ("both", "unit", "province")
SIGNED = ("official", "person", "none")
"""Who signs a print: the official who sets it, each person for herself, nobody."""
SIGNATURE = ("pejabat", "tempat")
"""Blanks that the signature takes: the position, and the place."""
FORMS = ("text", "points", "steps", "checks", "said")
"""How the lines of a part stand: paragraphs, points, numbered, boxes to tick, words to send."""
BLANK_KINDS = ("line", "text")
GIVEN = ("unit", "address")
"""What every text may name without a blank: whose document it is, where one tells online."""

SHAPE = {
    "template": table(
        "key kind version scope signed title_id title_en subject_id subject_en about_id about_en"
        " source mark reviewed_by reviewed_on"
    ),
    "blank": table(
        "key kind optional label_id label_en help_id help_en usual_id usual_en", optional=True
    ),
    "part": table("heading_id heading_en lead_id lead_en form refuses lines_id lines_en"),
}
PLACE = re.compile(r"\{([a-z]+:)?([a-z0-9_-]+)\}")
"""``{blank}``, ``{rule:key}``, ``{hotline:code}``."""

_BRACE = re.compile(r"[{}]")
_FALSE = re.compile(
    r"\b(laporan (palsu|bohong)|lapor\w* palsu|fitnah\w*|memfitnah|pencemaran nama"
    r"|false(ly)? (report|accus|alleg)\w*|malicious\w*|defam\w*|slander\w*)",
    re.IGNORECASE,
)
"""What keeps people from telling; no text of ours says that a report can be punished."""
_REFUSES = re.compile(
    r"\b(tidak|bukan|jangan|tanpa|dilarang|not|no|never|without|nor)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Known:
    """What texts may name: keys of rules, codes of hotlines, and the words of a settlement."""

    rules: frozenset[str] = frozenset()
    hotlines: frozenset[str] = frozenset()
    settled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """``[[blank]]``: what a unit fills in; ``usual_*`` is proposed."""

    key: str
    kind: str
    optional: bool
    label_id: str
    label_en: str
    help_id: str
    help_en: str
    usual_id: str
    usual_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """``[[part]]``: a heading, a sentence that leads in, and lines.

    ``refuses`` says that the part speaks of a settlement to forbid it.
    """

    heading_id: str
    heading_en: str
    lead_id: str
    lead_en: str
    form: str
    refuses: bool
    lines_id: tuple[str, ...]
    lines_en: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Template(Taught):
    """A model text; ``subject_*`` is what its document is called."""

    key: str
    kind: str
    version: int
    scope: str
    signed: str
    title_id: str
    title_en: str
    subject_id: str
    subject_en: str
    about_id: str
    about_en: str
    blank: tuple[Blank, ...]
    part: tuple[Part, ...]


Found = Mapping[str, tuple[Node, ...]]


def template(found: Found, known: Known | None) -> tuple[Line, Template] | None:
    """The text of one file, all its faults noted; None without its head."""
    blanks = [(node.line, _blank(node.line)) for node in found["blank"]]
    parts = [(node.line, _part(node.line)) for node in found["part"]]
    no_twins([(line, each.key) for line, each in blanks], "key")
    for node in one(found["template"]):
        made = _template(
            node.line, tuple(each for _, each in blanks), tuple(each for _, each in parts)
        )
        _check_blanks(node.line, made, blanks, parts)
        if known is not None:
            _check_named(node.line, made, parts, known)
        _check_words(node.line, made, parts, known or Known())
        return node.line, made
    return None


def check_templates(found: list[tuple[Line, Template]]) -> None:
    """Notes a key that two texts share."""
    no_twins([(line, each.key) for line, each in found], "key")


def _template(line: Line, blanks: tuple[Blank, ...], parts: tuple[Part, ...]) -> Template:
    title_id, title_en = line.pair("title", limit=LABEL)
    subject_id, subject_en = line.pair("subject", limit=NAME)
    about_id, about_en = line.pair("about", limit=TEXT)
    return Template(
        key=line.slug("key"),
        kind=line.choice("kind", KINDS),
        version=line.number("version", least=1, most=VERSIONS) or 0,
        scope=line.choice("scope", SCOPES),
        signed=line.choice("signed", SIGNED),
        title_id=title_id,
        title_en=title_en,
        subject_id=subject_id,
        subject_en=subject_en,
        about_id=about_id,
        about_en=about_en,
        blank=blanks,
        part=parts,
        **line.review(),
    )


def _blank(line: Line) -> Blank:
    """A blank is explained: its help is not optional."""
    label_id, label_en = line.pair("label", limit=LABEL)
    help_id, help_en = line.pair("help", limit=TEXT)
    usual_id, usual_en = line.pair("usual", limit=TEXT, required=False)
    key = line.key("key")
    if key in GIVEN:
        line.fault("key", "duplicate", value=key, limit=0)
    return Blank(
        key=key,
        kind=line.choice("kind", BLANK_KINDS),
        optional=line.flag("optional"),
        label_id=label_id,
        label_en=label_en,
        help_id=help_id,
        help_en=help_en,
        usual_id=usual_id,
        usual_en=usual_en,
    )


def _part(line: Line) -> Part:
    heading_id, heading_en = line.pair("heading", limit=LABEL)
    lead_id, lead_en = line.pair("lead", limit=TEXT, required=False)
    lines_id, lines_en = line.paragraphs("lines")
    return Part(
        heading_id=heading_id,
        heading_en=heading_en,
        lead_id=lead_id,
        lead_en=lead_en,
        form=line.choice("form", FORMS),
        refuses=line.flag("refuses"),
        lines_id=lines_id,
        lines_en=lines_en,
    )


def texts_of(part: Part, language: str) -> Iterator[tuple[str, str]]:
    """Field and text of everything a part says in a language."""
    yield f"heading_{language}", getattr(part, f"heading_{language}")
    yield f"lead_{language}", getattr(part, f"lead_{language}")
    for text in getattr(part, f"lines_{language}"):
        yield f"lines_{language}", text


def named_in(text: str) -> Iterator[tuple[str, str]]:
    """What a text names: ("", blank), ("rule:", key), ("hotline:", code)."""
    for found in PLACE.finditer(text):
        yield found[1] or "", found[2]


def _check_blanks(
    head: Line,
    made: Template,
    blanks: list[tuple[Line, Blank]],
    parts: list[tuple[Line, Part]],
) -> None:
    """Each part names the same in both languages; every blank is declared, and used."""
    declared = {*GIVEN, *(blank.key for _, blank in blanks)}
    used = _same_named(head, "subject_en", made.subject_id, made.subject_en)
    for line, part in parts:
        both = [" ".join(text for _, text in texts_of(part, one)) for one in ("id", "en")]
        used |= _same_named(line, "lines_en", *both)
        for field, text in (*texts_of(part, "id"), *texts_of(part, "en")):
            _known_places(line, field, text, declared)
    for field in ("subject_id", "subject_en"):
        _known_places(head, field, getattr(made, field), declared)
    for name in SIGNATURE if made.signed in ("official", "person") else ():
        used.add(name)
        if name not in declared:
            head.fault("blank", "missing-row", value=name)
    for line, blank in blanks:
        if blank.key and blank.key not in used:
            line.fault("key", "unused-blank", value=blank.key)


def _same_named(line: Line, field: str, indonesian: str, english: str) -> set[str]:
    here, there = set(named_in(indonesian)), set(named_in(english))
    for kind, name in sorted(here ^ there):
        line.fault(field, "blanks-differ", value=f"{kind}{name}")
    return {name for kind, name in here if not kind}


def _known_places(line: Line, field: str, text: str, declared: Collection[str]) -> None:
    for kind, name in named_in(text):
        if kind not in ("", "rule:", "hotline:") or (not kind and name not in declared):
            limit = ", ".join(sorted(declared))
            line.fault(field, "unknown-placeholder", value=f"{kind}{name}", limit=limit)
    if stray := _BRACE.search(PLACE.sub("", text)):
        line.fault(field, "unknown-placeholder", value=stray[0], limit=", ".join(sorted(declared)))


def _check_named(head: Line, made: Template, parts: list[tuple[Line, Part]], known: Known) -> None:
    """Rules and hotlines that texts name are in the pack."""
    found = [(head, "subject_id", made.subject_id)]
    found += [(line, field, text) for line, part in parts for field, text in texts_of(part, "id")]
    for line, field, text in found:
        for kind, name in named_in(text):
            if kind == "rule:" and known.rules and name not in known.rules:
                line.fault(field, "unknown-rule", value=name)
            if kind == "hotline:" and known.hotlines and name not in known.hotlines:
                line.fault(field, "unknown-hotline", value=name)


def _check_words(head: Line, made: Template, parts: list[tuple[Line, Part]], known: Known) -> None:
    """No settlement but to forbid it; nothing that threatens whoever tells."""
    settled = settlement_pattern(known.settled)
    for name in ("subject_id", "subject_en", "about_id", "about_en"):
        _check_text(head, name, getattr(made, name), settled, refuses=False)
    for line, part in parts:
        for field, text in (*texts_of(part, "id"), *texts_of(part, "en")):
            _check_text(line, field, text, settled, refuses=part.refuses)


def _check_text(
    line: Line, field: str, text: str, settled: re.Pattern[str], *, refuses: bool
) -> None:
    found = settled.search(text)
    if found and not (refuses and _REFUSES.search(text)):
        line.fault(field, "settlement-word", value=found[0])
    if threat := _FALSE.search(text):
        line.fault(field, "threatens", value=threat[0])
