"""Rows of needs.toml and working_time.toml."""

from datetime import date, time

from ruangaman.lib.pack import model, vocabulary
from ruangaman.lib.pack.cells import LABEL, TEXT, Row


def need(row: Row) -> model.Need:
    title_id, title_en = row.pair("title", limit=LABEL)
    text_id, text_en = row.pair("text", limit=TEXT)
    return model.Need(
        key=row.choice("key", vocabulary.NEEDS),
        title_id=title_id,
        title_en=title_en,
        text_id=text_id,
        text_en=text_en,
        services=row.choices("services", vocabulary.NEEDS),
        rules=row.codes("rules", required=False),
        hotlines=row.codes("hotlines", required=False),
        **row.origin(),
    )


def window(row: Row) -> model.Window:
    title_id, title_en = row.pair("title", limit=LABEL)
    text_id, text_en = row.pair("text", limit=TEXT)
    start, end = row.number("from_hours") or 0, row.number("to_hours", required=False)
    if end is not None and end <= start:
        row.fault("to_hours", "max-below-value")
    return model.Window(
        key=row.choice("key", vocabulary.WINDOW_KEYS),
        from_hours=start,
        to_hours=end,
        title_id=title_id,
        title_en=title_en,
        text_id=text_id,
        text_en=text_en,
        **row.origin(),
    )


def window_item(row: Row) -> model.WindowItem:
    text_id, text_en = row.pair("text", limit=TEXT)
    return model.WindowItem(
        window=row.key("window"),
        text_id=text_id,
        text_en=text_en,
        rules=row.codes("rules", required=False),
    )


def working_day(row: Row) -> model.WorkingDay:
    weekday = row.number("weekday", least=1, most=7) or 0
    start, end = row.clock_time("start"), row.clock_time("end")
    if start and end and end <= start:
        row.fault("end", "time-order")
    return model.WorkingDay(weekday=weekday, start=start or time.min, end=end or time.max)


def holiday(row: Row) -> model.Holiday:
    label_id, label_en = row.pair("label", limit=LABEL)
    day = row.day("day", required=True) or date.min
    return model.Holiday(day=day, label_id=label_id, label_en=label_en)


def working_time(row: Row) -> model.WorkingTime:
    return model.WorkingTime(**row.origin())
