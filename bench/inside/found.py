"""Look for acknowledged reports: ``python -m bench.inside.found FILE``, a JSON list of codes.

Every code must open its mailbox with all 1,500 characters, and a receiver must open the same
report from her side; no report may be half there.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from django.db.models import Count

from bench.inside import answer
from bench.inside.people import RECEIVERS, reader
from bench.inside.states import STORY_CHARACTERS
from ruangaman.lib.boxes import PARTS
from ruangaman.lib.codename import read_code
from ruangaman.lib.sealing import SealError
from ruangaman.people.readers import Reader
from ruangaman.reporting.models import Box, Item, PartKey, Report
from ruangaman.reporting.selectors.desk import ReportNotFound, report_for
from ruangaman.reporting.selectors.mailbox import mailbox_open
from ruangaman.reporting.selectors.parts import holders_as_authors, items_read


def main(path: Path) -> None:
    """Print how many codes there are, how many are lost, and how many rows are half."""
    codes, receivers = json.loads(path.read_text()), [reader(n) for n in range(RECEIVERS)]
    lost = sum(
        not is_whole(code, receivers[number % RECEIVERS]) for number, code in enumerate(codes)
    )
    answer({"codes": len(codes), "lost": lost, "half": half(), "reports": Report.objects.count()})


def is_whole(code: str, receiver: Reader) -> bool:
    """Say whether a code opens its report, and this receiver the same one."""
    try:
        mailbox = mailbox_open(read_code(code))
        if mailbox is None:
            return False
        report, box = report_for(reader=receiver, number=mailbox.report.number)
        authors = holders_as_authors(report, box.reporter)
        told = items_read(report, box, ["account"], authors)["account"]
    except (SealError, ReportNotFound, ValueError):
        return False
    return [len(item.body["answers"]["cerita"]) for item in told] == [STORY_CHARACTERS]


def half() -> int:
    """Count the reports that lack a box, a part's key or an item."""
    expected = {Box: RECEIVERS, PartKey: len(PARTS), Item: len(PARTS)}
    total = Report.objects.count()
    return sum(
        total - model.objects.values("report").annotate(n=Count("pk")).filter(n=wanted).count()
        for model, wanted in expected.items()
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
