"""The error summary: each line says by itself what is wrong, and where."""

from __future__ import annotations

from django import forms

from ruangaman.core.templatetags.ui import error_links

ONE = {"required": "Pilih satu."}


class Danger(forms.Form):
    """Two questions with one message, and one with its own."""

    now = forms.ChoiceField(label="Bahaya sekarang", choices=[], error_messages=ONE)
    source = forms.ChoiceField(label="Dari mana?", choices=[], error_messages=ONE)
    day = forms.DateField(label="Hari", error_messages={"required": "Isi tanggalnya."})


def test_a_message_that_comes_twice_names_its_question() -> None:
    said = [link.message for link in error_links(Danger({}))]
    assert said == ["Bahaya sekarang: Pilih satu.", "Dari mana? Pilih satu.", "Isi tanggalnya."]


def test_two_forms_are_told_apart_as_one_page() -> None:
    class Other(forms.Form):
        who = forms.ChoiceField(label="Siapa?", choices=[], error_messages=ONE)

    said = [link.message for link in error_links(forms=[Danger({"source": ""}), Other({})])]
    assert "Siapa? Pilih satu." in said
    assert error_links(Danger()) == []
