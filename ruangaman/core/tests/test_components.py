"""The components that every form on both surfaces is made of."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory


class Asking(forms.Form):
    """One field of each kind."""

    aman = forms.ChoiceField(
        label="Aman?",
        choices=[("", "---"), ("ya", "Ya"), ("tidak", "Tidak")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih satu."},
    )
    butuh = forms.MultipleChoiceField(
        label="Butuh",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("Sekarang", [("dokter", "Dokter")]), ("Nanti", [("teman", "Teman bicara")])],
    )
    nomor = forms.CharField(label="Nomor", help_text="Boleh kosong", max_length=9, required=False)
    cerita = forms.CharField(label="Cerita", widget=forms.Textarea)
    unit = forms.ChoiceField(label="Unit", choices=[("", "Pilih"), ("1", "Dinas")])
    setuju = forms.BooleanField(label="Setuju")


def show(name: str, **context: Any) -> str:
    return re.sub(r"\s+", " ", render_to_string(f"components/{name}.html", context))


def test_nothing_is_chosen_beforehand_and_the_empty_choice_is_left_out() -> None:
    html = show("field_radios", field=Asking()["aman"])
    assert "checked" not in html
    assert re.findall(r'value="(\w*)"', html) == ["ya", "tidak"]


def test_a_bound_form_keeps_what_was_chosen() -> None:
    html = show("field_radios", field=Asking({"aman": "tidak"})["aman"])
    assert re.findall(r'value="(\w+)" checked', html) == ["tidak"]


def test_the_question_is_the_heading_of_the_page_where_asked() -> None:
    html = show("field_radios", field=Asking()["aman"], heading=True, caption="Pertanyaan 1")
    assert '<h1 class="govuk-fieldset__heading">Aman?</h1>' in html
    assert "Pertanyaan 1" in html
    assert "Pertanyaan 1" not in show(
        "field_radios", field=Asking()["aman"], caption="Pertanyaan 1"
    )


def test_hint_and_error_describe_the_group() -> None:
    html = show("field_radios", field=Asking({})["aman"], hint="Hanya Anda yang tahu")
    assert 'aria-describedby="id_aman-hint id_aman-error"' in html
    assert 'id="id_aman-hint">Hanya Anda yang tahu' in html
    assert "Pilih satu." in html


def test_each_choice_has_its_own_hint_by_value() -> None:
    html = show("field_radios", field=Asking()["aman"], hints={"ya": "Tenang"})
    described = re.search(r'value="ya" aria-describedby="([\w-]+)"', html)
    assert described
    assert f'id="{described[1]}">Tenang' in html


def test_groups_of_choices_are_named_once() -> None:
    html = show("field_checkboxes", field=Asking()["butuh"], divider="teman")
    assert [html.count(name) for name in ("Sekarang", "Nanti", "atau")] == [1, 1, 1]
    assert html.count('type="checkbox"') == 2


@pytest.mark.parametrize(
    ("component", "name"),
    [("field_text", "nomor"), ("field_textarea", "cerita"), ("field_select", "unit")],
)
def test_the_browser_never_stops_or_cuts_an_answer(component: str, name: str) -> None:
    html = show(component, field=Asking()[name])
    assert " required" not in html
    assert "maxlength" not in html
    assert f'for="id_{name}"' in html
    assert f'id="id_{name}"' in html


def test_text_keeps_its_width_keyboard_and_faulty_answer() -> None:
    field = Asking({"nomor": "0" * 10})["nomor"]
    html = show("field_text", field=field, width=20, inputmode="tel", autocomplete="off")
    for part in (
        "govuk-input--width-20",
        "govuk-input--error",
        'value="0000000000"',
        'inputmode="tel"',
        'autocomplete="off"',
        'aria-invalid="true"',
    ):
        assert part in html


def test_a_single_tick_has_its_label_and_error() -> None:
    html = show("field_checkbox", field=Asking({})["setuju"])
    assert 'aria-describedby="id_setuju-error"' in html
    assert 'for="id_setuju">Setuju' in html


def test_the_error_summary_leads_to_the_fields() -> None:
    html = show("error_summary", form=Asking({"nomor": "0" * 10}))
    anchors = re.findall(r'href="#([\w-]+)"', html)
    assert anchors == ["id_aman_1", "id_nomor", "id_cerita", "id_unit", "id_setuju"]


def test_the_error_summary_is_silent_without_faults() -> None:
    assert show("error_summary").strip() == ""
    assert show("error_summary", form=Asking()).strip() == ""


def test_what_a_person_wrote_is_never_markup() -> None:
    html = show("message_bubble", author="<b>", when="", body="<script>", own=True)
    assert "<script>" not in html
    assert "<b>" not in html


def test_only_the_way_out_is_an_exit() -> None:
    away = "https://example.org/"
    assert "data-exit" in show("button", label="Keluar", href=away, exit_url=away)
    assert "data-exit" not in show("button", label="Ke depan", href="/", exit_url=away)


def test_pages_keep_the_search() -> None:
    request = RequestFactory().get("/", {"cari": "KTN", "page": "2"})
    page = Paginator(range(100), 10).get_page(2)
    html = show("pagination", page_obj=page, request=request)
    assert 'href="?cari=KTN&amp;page=3" rel="next"' in html
    assert html.count('aria-current="page"') == 1
