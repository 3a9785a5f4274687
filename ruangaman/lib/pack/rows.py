"""One function per kind of row: from cells to the dataclass."""

from contextlib import suppress
from datetime import date
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ruangaman.lib.pack import model, vocabulary
from ruangaman.lib.pack.cells import CODE, LABEL, NAME, SHORT, SOURCE, TEXT, Row
from ruangaman.lib.pack.phones import is_dial, is_display, misprint_of, same_number

_ZONES = frozenset({"Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"})
_SMALL, _MANY = 32_767, 10_000_000
_PHONE_EXAMPLES = "129 atau +628111129129"


def info(row: Row) -> model.PackInfo:
    title_id, title_en = row.pair("title", limit=LABEL)
    zone = row.reference("time_zone", limit=CODE)
    if zone and not _is_zone(zone):
        row.fault("time_zone", "bad-time-zone", value=zone)
    url = row.reference("exit_url", limit=NAME)
    if url and not _is_https(url):
        row.fault("exit_url", "bad-url", value=url)
    return model.PackInfo(
        name=row.slug("name"),
        version=row.reference("version", limit=20),
        title_id=title_id,
        title_en=title_en,
        language=row.slug("language"),
        time_zone=zone,
        time_zone_label=row.text("time_zone_label", limit=10),
        licence=row.reference("licence", limit=SHORT),
        exit_url=url,
        emergency_hotline=row.slug("emergency_hotline"),
        area_code=row.region_code("area_code"),
        area_name=row.text("area_name", limit=NAME),
    )


def _is_zone(name: str) -> bool:
    if name in _ZONES:
        return True
    with suppress(ZoneInfoNotFoundError, ValueError, OSError):
        return bool(ZoneInfo(name).key)
    return False


def _is_https(url: str) -> bool:
    with suppress(ValueError):
        parts = urlsplit(url)
        plain = not (parts.username or parts.query or parts.fragment or " " in url)
        return parts.scheme == "https" and "." in (parts.hostname or "") and plain
    return False


def unit(row: Row) -> model.Unit:
    start, end = row.day("valid_from"), row.day("valid_to")
    if start and end and end <= start:
        row.fault("valid_to", "date-order")
    return model.Unit(
        code=row.slug("code"),
        kind=row.choice("kind", vocabulary.UNIT_KINDS),
        name=row.text("name", limit=NAME),
        short_name=row.text("short_name", limit=SHORT),
        valid_from=start,
        valid_to=end,
        legal_basis=row.reference("legal_basis", limit=SOURCE, required=False),
        parent=row.slug("parent", required=False),
        region=row.region_code("region", required=False),
        personnel=row.number("personnel", most=_MANY, required=False),
        **row.origin(),
    )


def region(row: Row) -> model.Region:
    return model.Region(
        code=row.region_code("code"),
        kind=row.choice("kind", vocabulary.REGION_KINDS),
        name=row.text("name", limit=NAME),
        capital=row.text("capital", limit=NAME),
        capital_mark=row.choice("capital_mark", vocabulary.MARKS),
        population=row.number("population") or 0,
        area_km2=row.number("area_km2") or 0,
        districts=row.number("districts", most=_SMALL) or 0,
        villages=row.number("villages", most=_SMALL) or 0,
        **row.origin(),
    )


def hotline(row: Row) -> model.Hotline:
    label_id, label_en = row.pair("label", limit=LABEL)
    note_id, note_en = row.pair("note", limit=TEXT, required=False)
    code, kind = row.slug("code"), row.choice("kind", vocabulary.HOTLINE_KINDS)
    display = row.reference("display", limit=20)
    dial = row.reference("dial", limit=20)
    _check_numbers(row, code, kind, display, dial)
    return model.Hotline(
        code=code,
        label_id=label_id,
        label_en=label_en,
        kind=kind,
        display=display,
        dial=dial,
        hours=row.hours("hours"),
        note_id=note_id,
        note_en=note_en,
        **row.origin(),
    )


def _check_numbers(row: Row, code: str, kind: str, display: str, dial: str) -> None:
    for field, number in (("display", display), ("dial", dial)):
        if meant := misprint_of(code, number) if number else "":
            row.fault(field, "misprint", value=number, limit=meant)
        elif number and not (is_display(number) if field == "display" else is_dial(number, kind)):
            row.fault(field, "bad-phone", value=number, limit=_PHONE_EXAMPLES)
    if display and dial and not same_number(display, dial):
        row.fault("display", "phone-mismatch")


def team(row: Row) -> model.Team:
    title_id, title_en = row.pair("title", limit=LABEL)
    effect_id, effect_en = row.pair("legal_effect", limit=TEXT)
    kind = row.choice("kind", vocabulary.TEAM_KINDS)
    receives = kind in ("uptd_ppa", "pseah_desk")
    serves = row.choices("serves", vocabulary.CASE_GROUPS, required=kind == vocabulary.OTHER_TEAM)
    if serves and kind and kind not in vocabulary.SERVING_KINDS:
        row.fault("serves", "serves-nobody", value=kind)
    return model.Team(
        code=row.slug("code"),
        kind=kind,
        title_id=title_id,
        title_en=title_en,
        organisation=row.choice("organisation", vocabulary.ORGANISATIONS, required=receives),
        unit=row.slug("unit", required=receives),
        legal_effect_id=effect_id,
        legal_effect_en=effect_en,
        effect_rules=row.codes("effect_rules", required=False),
        reply_rule=row.key("reply_rule"),
        serves=serves,
        **row.origin(),
    )


def service(row: Row) -> model.Service:
    what_id, what_en = row.pair("what", limit=TEXT)
    return model.Service(
        code=row.slug("code"),
        name=row.text("name", limit=NAME),
        types=row.choices("types", vocabulary.NEEDS),
        level=row.choice("level", vocabulary.LEVELS),
        regions=row.codes("regions"),
        what_id=what_id,
        what_en=what_en,
        cost=row.choice("cost", vocabulary.COSTS),
        hours=row.hours("hours"),
        languages=row.slugs("languages"),
        disability_access=row.choice("disability_access", vocabulary.ANSWERS),
        men=row.choice("men", vocabulary.ANSWERS),
        children=row.choice("children", vocabulary.ANSWERS),
        must_report=row.choice("must_report", vocabulary.ANSWERS),
        contact_kind=row.choice("contact_kind", vocabulary.CONTACT_KINDS),
        contact=row.text("contact", limit=NAME, required=False),
        **row.origin(),
    )


def rule(row: Row) -> model.Rule:
    label_id, label_en = row.pair("label", limit=LABEL)
    unit = row.choice("unit", vocabulary.RULE_UNITS)
    value = row.number("value", required=unit not in {"", "no_limit"})
    most = row.number("value_max", required=False)
    if unit == "no_limit" and (value is not None or most is not None):
        row.fault("value", "value-with-no-limit")
    if value is not None and most is not None and most < value:
        row.fault("value_max", "max-below-value")
    return model.Rule(
        key=row.key("key"),
        label_id=label_id,
        label_en=label_en,
        value=value,
        value_max=most,
        unit=unit,
        clock=row.choice("clock", vocabulary.CLOCKS),
        valid_from=row.day("valid_from", required=True) or date.min,
        **row.origin(),
    )


def rights_group(row: Row) -> model.RightsGroup:
    label_id, label_en = row.pair("label", limit=LABEL)
    return model.RightsGroup(key=row.key("key"), label_id=label_id, label_en=label_en)


def right(row: Row) -> model.Right:
    title_id, title_en = row.pair("title", limit=LABEL)
    text_id, text_en = row.pair("text", limit=TEXT)
    return model.Right(
        key=row.key("key"),
        group=row.key("group"),
        title_id=title_id,
        title_en=title_en,
        text_id=text_id,
        text_en=text_en,
        article=row.reference("article", limit=LABEL),
        **row.origin(),
    )


def legal_note(row: Row) -> model.LegalNote:
    text_id, text_en = row.pair("text", limit=TEXT)
    return model.LegalNote(
        key=row.key("key"),
        where=row.choice("where", vocabulary.NOTE_PLACES),
        text_id=text_id,
        text_en=text_en,
        question=row.reference("question", limit=SOURCE),
        ask=row.reference("ask", limit=NAME),
        rules=row.codes("rules", required=False),
        **row.origin(),
    )
