"""Translations: what the check finds, and what the compiler writes."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from ruangaman.ops.texts import compile_all, faults, main, texts_in_code

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
GOOD = HEAD + 'msgid "Halo %(name)s"\nmsgstr "Hello %(name)s"\n\nmsgid "Kirim"\nmsgstr "Send"\n'


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """A small package: one module, one template, no catalogue yet."""
    root = tmp_path / "package"
    (root / "templates").mkdir(parents=True)
    (root / "locale" / "en" / "LC_MESSAGES").mkdir(parents=True)
    (root / "page.py").write_text('from x import _\n\n\nTEXT = _("Kirim")\n')
    (root / "templates" / "page.html").write_text(
        "{% load i18n %}\n<p>\n  {% blocktranslate %}Halo {{ name }}{% endblocktranslate %}\n"
    )
    return root


def catalogue(root: Path, text: str) -> None:
    (root / "locale" / "en" / "LC_MESSAGES" / "django.po").write_text(text, encoding="utf-8")


def test_texts_of_modules_and_templates_are_found(code: Path) -> None:
    places = {msgid: text.place for (msgid, _), text in texts_in_code(code).items()}
    assert places == {
        "Kirim": "package/page.py:4",
        "Halo %(name)s": "package/templates/page.html:3",
    }


def test_a_complete_catalogue_has_no_faults(code: Path) -> None:
    catalogue(code, GOOD)
    assert faults(code) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('msgid "Kirim"\nmsgstr "Send"\n', "", "no translation (package/page.py:4): 'Kirim'"),
        ('"Send"', '""', "empty translation: 'Kirim'"),
        ('msgid "Kirim"', '#, fuzzy\nmsgid "Kirim"', "uncertain translation (fuzzy): 'Kirim'"),
        ("Hello %(name)s", "Hello", "other placeholders than in the text: 'Halo %(name)s'"),
    ],
)
def test_a_fault_is_named(code: Path, old: str, new: str, fault: str) -> None:
    catalogue(code, GOOD.replace(old, new))
    assert faults(code) == [f"en: {fault}"]


def test_a_translation_of_nothing_is_named(code: Path) -> None:
    catalogue(code, GOOD + '\nmsgid "Lama"\nmsgstr "Old"\n')
    assert faults(code) == ["en: not in the code any more: 'Lama'"]


def test_the_compiled_catalogue_translates(code: Path) -> None:
    catalogue(code, GOOD)
    compile_all(code)
    folder = code / "locale" / "en" / "LC_MESSAGES"
    with (folder / "django.mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Kirim") == "Send"
    assert sorted(path.name for path in folder.iterdir()) == ["django.mo", "django.po"]


def test_anything_else_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["what"]) == 2
    assert "compile|check" in capsys.readouterr().err
