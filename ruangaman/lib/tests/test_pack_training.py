"""What a pack teaches: the content of NTT is whole, and every kind of fault is named."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from ruangaman.lib.pack import PackError, PackFault, Training, read_dialogue, read_pack
from ruangaman.lib.pack.faults import FaultList
from ruangaman.lib.pack.training import read_training
from ruangaman.lib.tests.pack_copy import NTT, PackCopy

CHAT = "training/dialogues/01-grup-obrolan.toml"
ITEMS = "training/items/m05.toml"
CURRICULUM = "training/curriculum.toml"


@pytest.fixture
def copy(tmp_path: Path) -> PackCopy:
    return PackCopy(tmp_path)


@pytest.fixture(scope="module")
def training() -> Training:
    taught = read_pack(NTT).training
    assert taught is not None
    return taught


def test_the_curriculum_of_ntt_is_27_and_29_hours(training: Training) -> None:
    (curriculum,) = training.curriculum
    assert (curriculum.basic_jp, curriculum.advanced_jp, curriculum.refresher_jp) == (27, 29, 6)
    assert [module.number for module in training.modules] == list(range(1, 13))
    assert sum(module.self_jp for module in training.modules) >= 10
    assert {one.course: one.within_months for one in training.requirements} == {
        "basic": 0,
        "advanced": 6,
        "refresher": 12,
        "recertify": 24,
    }


def test_ntt_has_two_tests_of_twenty_and_ten_conversations(training: Training) -> None:
    forms = Counter(item.form for item in training.items)
    assert (forms["A"], forms["B"]) == (20, 20)
    assert forms.total() >= 60
    assert [dialogue.number for dialogue in training.dialogues] == list(range(1, 11))


def test_the_first_training_is_told_as_reported(training: Training) -> None:
    (event,) = training.events
    assert [one.count for one in event.counted] == [22, 2, 9, 7]
    assert (event.declared, str(event.first)) == (41, "2025-10-21")
    assert "40" in event.explanation_id


def test_nothing_is_reviewed_before_somebody_reviewed_it(training: Training) -> None:
    taught = [*training.items, *training.dialogues, *training.induction, *training.checklist]
    assert not [one.key for one in taught if one.is_reviewed]


def test_a_pack_without_training_still_loads(copy: PackCopy) -> None:
    shutil.rmtree(copy.path / "training")
    assert read_pack(copy.path).training is None


FAULTS = [
    (CURRICULUM, "basic_jp = 27", "basic_jp = 28", "basic_jp", "wrong-total"),
    (CURRICULUM, "number = 12", "number = 11", "number", "duplicate"),
    (CURRICULUM, "number = 12", "number = 11", "module", "missing-row"),
    (CURRICULUM, 'event = "kupang-2025"', 'event = "ende-2025"', "bridge", "unknown-event"),
    (CURRICULUM, "self_jp = 1", "self_jp = -1", "self_jp", "negative"),
    (CURRICULUM, "study_en = [", 'study_en = ["x",', "study_en", "missing-translation"),
    (ITEMS, "right = true", "right = false", "choice", "one-right"),
    (ITEMS, "right = false", 'right = "no"', "right", "wrong-type"),
    (ITEMS, 'mark = "', 'mark = "K-m" # ', "mark", "weak-mark"),
    (ITEMS, 'reviewed_on = ""', 'reviewed_on = "2026-11-01"', "reviewed_by", "half-reviewed"),
    (ITEMS, 'form = "A"', 'form = "C"', "form A", "blueprint"),
    (ITEMS, 'form = "A"', 'form = "B"', "pair", "pair-broken"),
    (ITEMS, 'form = "A"', 'form = "C"', "pair", "pair-of-practice"),
    (ITEMS, 'must_pass = "consent"', 'must_pass = ""', "form A", "must-pass"),
    (ITEMS, 'must_pass = "consent"', 'must_pass = "child"', "must_pass", "must-pass-place"),
    (ITEMS, 'key = "m05-', 'key = "m04-', "key", "bad-code"),
    ("training/items/m11.toml", 'form = "C"', 'form = "A"', "form A", "blueprint"),
    (CHAT, "feedback_id = ", 'feedback_id = "" # ', "feedback_id", "missing-value"),
    (CHAT, "feedback_en = ", 'feedback_en = "" # ', "feedback_en", "missing-translation"),
    (CHAT, 'then = "', 'then = "nowhere-', "then", "unknown-turn"),
    (CHAT, "shows = [", 'shows = ["smile", ', "shows", "unknown-choice"),
    (CHAT, "errors = [", 'errors = ["late", ', "errors", "unknown-choice"),
    (CHAT, "modules = [", "modules = [13, ", "modules", "unknown-choice"),
    (CHAT, 'start = "', 'start = "x-', "start", "unknown-turn"),
    ("training/checklist.toml", 'key = "look"', 'key = "calm"', "key", "duplicate"),
    ("training/checklist.toml", 'key = "look"', 'key = "calm"', "key", "missing-row"),
    ("training/self_check.toml", "from = 10", "from = 11", "from", "band-gap"),
    ("training/self_check.toml", "to = 30", "to = 29", "to", "band-gap"),
    ("training/evaluation.toml", 'kind = "scale5"', 'kind = "yes-no"', "choice", "too-many"),
    ("training/evaluation.toml", 'kind = "scale5"', 'kind = "text"', "kind", "unknown-choice"),
    ("training/induction.toml", "[[page]]", "[[extra]]", "extra", "unknown-field"),
    ("training/events.toml", "explanation_id = ", 'explanation_id = "" # ', "explanation_id",
     "no-explanation"),
    ("training/events.toml", 'title_id = "', 'title_id = "Telp 0380-821234 ', "title_id",
     "number-outside-hotlines"),
]  # fmt: skip


def taught_faults(copy: PackCopy) -> list[PackFault]:
    """The faults of training alone, which is quicker than the whole pack."""
    faults = FaultList()
    read_training(copy.path, faults)
    return faults.found


def test_every_fault_is_named_where_it_stands(copy: PackCopy) -> None:
    for path in (copy.path / "training/dialogues").glob("*.toml"):
        if path.name not in CHAT:
            path.unlink()
    missed = []
    for file, old, new, field, code in FAULTS:
        before = (copy.path / file).read_bytes()
        copy.replace(file, old, new)
        if (field, code) not in {(fault.field, fault.code) for fault in taught_faults(copy)}:
            missed.append((file, new, field, code))
        (copy.path / file).write_bytes(before)
    assert missed == []


def test_all_faults_at_once_each_with_its_line(copy: PackCopy) -> None:
    copy.replace(CURRICULUM, "basic_jp = 27", "basic_jp = 28")
    copy.replace(ITEMS, "right = true", "right = false")
    (copy.path / "training/items/m12.toml").write_text("x = 1\n", encoding="utf-8")
    found = {(fault.file, fault.code): fault.row for fault in copy.faults()}
    assert found[CURRICULUM, "wrong-total"] == copy.line_of(CURRICULUM, "basic_jp = 28")
    assert found[ITEMS, "one-right"] == copy.line_of(ITEMS, "[[item]]")
    assert found["training/items/m12.toml", "unknown-file"] == 0


def conversation(folder: Path, links: dict[str, str], *, shows: str = "", error: str = "") -> Path:
    """A conversation whose turn ``t1`` … go where ``links`` says: ``t1: "t2 bad"``."""
    answer = 'text_id = "a {n}"\ntext_en = "a {n}"\nfeedback_id = "f"\nfeedback_en = "f"\n'
    lines = [
        '[dialogue]\nkey = "x"\nnumber = 1\nversion = 1\nmodules = [4]\nminutes = 5\nstart = "t1"',
        *(f'{name}_id = "x"\n{name}_en = "x"' for name in ("title", "scene", "goal")),
        'source = "x"\nmark = "D"',
    ]
    for turn, thens in links.items():
        lines.append(f'[[turn]]\nkey = "{turn}"\nsays_id = "s"\nsays_en = "s"')
        for n, then in enumerate((thens.split() * 3)[:3]):
            told = f"shows = [{shows}]\nerrors = [{error if n else ''}]\n"
            lines.append(
                f'[[turn.answer]]\nkey = "k{n}"\nthen = "{then}"\n{answer.format(n=n)}{told}'
            )
    for kind in ("good", "mixed", "harm"):
        texts = 'title_id = "x"\ntitle_en = "x"\ntext_id = "x"\ntext_en = "x"'
        lines.append(f'[[ending]]\nkey = "{kind}"\nkind = "{kind}"\n{texts}')
    path = folder / "x.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


EIGHT = '"prepare", "look", "calm", "limits", "listen", "believe", "options", "choice"'
ROAD = {f"t{n}": f"t{n + 1} t{n + 1} harm" for n in range(1, 8)} | {"t8": "good mixed harm"}


def codes(path: Path) -> set[str]:
    try:
        read_dialogue(path)
    except PackError as error:
        return {fault.code for fault in error.faults}
    return set()


def test_ways_of_a_conversation(tmp_path: Path) -> None:
    assert codes(conversation(tmp_path, ROAD, shows=EIGHT, error='"blame"')) == set()
    broken = {
        "circle": ROAD | {"t7": "t8 t1 harm"},
        "unreachable": ROAD | {"t9": "good mixed harm"},
        "short-way": ROAD | {"t3": "t4 good harm"},
        "dead-end": ROAD | {"t8": ""},
        "unknown-turn": ROAD | {"t8": "good mixed nowhere"},
        "too-few": {turn: thens for turn, thens in ROAD.items() if turn != "t8"},
    }
    for code, links in broken.items():
        assert code in codes(conversation(tmp_path, links, shows=EIGHT, error='"blame"')), code
    assert codes(conversation(tmp_path, ROAD, shows='"look"', error='"blame"')) == {
        "few-behaviours"
    }
    assert codes(conversation(tmp_path, ROAD, shows=EIGHT)) == {"no-repair"}


def test_a_conversation_ends_well_half_well_and_badly(tmp_path: Path) -> None:
    path = conversation(tmp_path, ROAD, shows=EIGHT, error='"blame"')
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('kind = "harm"', 'kind = "mixed"'), encoding="utf-8")
    assert codes(path) == {"missing-ending"}


def test_an_error_that_only_does_harm_is_not_mended(tmp_path: Path) -> None:
    path = conversation(tmp_path, ROAD, shows=EIGHT)
    text = path.read_text(encoding="utf-8")
    at = text.index('then = "harm"')
    path.write_text(text[:at] + text[at:].replace("errors = []", 'errors = ["blame"]', 1), "utf-8")
    assert codes(path) == {"no-repair"}


def test_that_an_answer_mends_nothing_is_said_only_where_it_would_mend(tmp_path: Path) -> None:
    path = conversation(tmp_path, ROAD, shows=EIGHT, error='"blame"')
    text = path.read_text(encoding="utf-8")
    good, wrong = "errors = []\n", 'errors = ["blame"]\n'
    for line, found in (
        (good, {"no-repair", "nothing-to-mend"}),  # in every turn: also where nothing went wrong
        (wrong, {"nothing-to-mend"}),
    ):
        path.write_text(text.replace(line, f"{line}mends_nothing = true\n"), "utf-8")
        assert codes(path) == found
    path.write_text(text.replace(good, f"{good}mends_nothing = 1\n", 1), "utf-8")
    assert codes(path) == {"wrong-type"}


def test_garbage_is_a_fault_and_no_crash(copy: PackCopy) -> None:
    for text in ("turn = 1\n[dialogue]\n", "[[turn]]\nanswer = 5\n", "dialogue = [1, 2]\n", "\x00"):
        (copy.path / CHAT).write_text(text, encoding="utf-8")
        assert copy.faults()
