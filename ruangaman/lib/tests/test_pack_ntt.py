"""The pack of NTT: complete, sourced, and without anything that could hurt."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from ruangaman.lib.pack import FILES, MARKS, WINDOW_KEYS, Pack, Sourced, read_pack
from ruangaman.lib.tests.pack_copy import NTT

TODAY = date(2026, 11, 23)

DOMAIN_RULES = {
    "hiv_pep": (72, None, "hours"),
    "emergency_contraception": (120, None, "hours"),
    "forensic_best": (24, None, "hours"),
    "forensic_common": (72, None, "hours"),
    "forensic_some": (120, 168, "hours"),
    "examination_no_deadline": (None, None, "no_limit"),
    "hepatitis_b_vaccine": (14, None, "days"),
    "care_any_time": (None, None, "no_limit"),
    "medical_review_1": (2, None, "weeks"),
    "medical_review_2": (1, None, "months"),
    "medical_review_3": (3, None, "months"),
    "acknowledge_hotline": (24, None, "hours"),
    "acknowledge_written": (48, None, "hours"),
    "acknowledge_latest": (72, None, "hours"),
    "acknowledge_eu": (7, None, "days"),
    "feedback_eu": (3, None, "months"),
    "refer_specialist": (24, None, "hours"),
    "refer_specialist_urgent": (1, None, "hours"),
    "refer_un_practice": (24, 48, "hours"),
    "first_contact": (2, None, "days"),
    "follow_up": (5, None, "days"),
    "police_notice": (72, None, "hours"),
    "police_protection": (24, None, "hours"),
    "police_ask_lpsk": (24, None, "hours"),
    "police_protection_length": (14, None, "days"),
    "investigation_opened": (7, None, "days"),
    "investigation_late": (14, None, "days"),
    "dbk_payment": (30, None, "days"),
    "data_breach_notice": (72, None, "hours"),
    "referral_check_1": (3, None, "days"),
    "referral_check_2": (14, None, "days"),
    "referral_check_3": (30, None, "days"),
    "retaliation_check_1": (30, None, "days"),
    "retaliation_check_2": (90, None, "days"),
    "retaliation_check_3": (180, None, "days"),
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(NTT)


def sourced(pack: Pack) -> list[Sourced]:
    groups = (
        pack.units,
        pack.regions,
        pack.hotlines,
        pack.teams,
        pack.services,
        pack.rules,
        pack.rights,
        pack.needs,
        pack.windows,
        pack.legal_notes,
        (pack.working_time,),
    )
    return [value for group in groups for value in group]


def test_forty_two_units_of_the_known_kinds(pack: Pack) -> None:
    assert len(pack.units) == 42
    assert Counter(unit.kind for unit in pack.units) == {
        "biro": 7,
        "badan": 9,
        "dinas": 21,
        "satpol_pp": 1,
        "inspektorat": 1,
        "sekretariat_dprd": 1,
        "rumah_sakit": 2,
    }


def test_regions_add_up_to_the_province(pack: Pack) -> None:
    assert len(pack.regions) == 22
    assert Counter(region.kind for region in pack.regions) == {"kabupaten": 21, "kota": 1}
    assert sum(region.population for region in pack.regions) == 5_700_772
    assert sum(region.area_km2 for region in pack.regions) == 46_378
    assert sum(region.districts for region in pack.regions) == 315
    assert sum(region.villages for region in pack.regions) == 3_442


def test_national_numbers_are_right(pack: Pack) -> None:
    numbers = {line.code: (line.display, line.dial) for line in pack.hotlines}
    assert numbers["sapa-129"] == ("129", "129")
    assert numbers["sapa-129-wa"] == ("08111-129-129", "+628111129129")
    assert pack.info.emergency_hotline == "sapa-129"


def test_every_rule_of_the_domain_is_there_with_its_value(pack: Pack) -> None:
    found = {rule.key: (rule.value, rule.value_max, rule.unit) for rule in pack.rules}
    assert {key: found.get(key) for key in DOMAIN_RULES} == DOMAIN_RULES


def test_law_and_confidence_of_the_rules(pack: Pack) -> None:
    police = pack.rule("police_notice", on=TODAY)
    assert (police.mark, police.clock) == ("S", "calendar")
    assert "Pasal 41" in police.source
    assert pack.rule("emergency_contraception", on=TODAY).mark == "K-h"
    assert pack.rule("hepatitis_b_vaccine", on=TODAY).is_weak
    assert not police.is_weak


def test_nothing_is_verified_yet_and_everything_has_a_source(pack: Pack) -> None:
    for value in sourced(pack):
        assert not value.is_verified
        assert value.verified_by == ""
        assert value.source
        assert value.mark in MARKS
    assert all(unit.legal_basis == "" for unit in pack.units)


def test_teams_say_what_the_law_makes_them_do(pack: Pack) -> None:
    teams = {team.kind: team for team in pack.teams}
    assert set(teams) == {"uptd_ppa", "pseah_desk", "examiner"}
    assert teams["uptd_ppa"].organisation == "uptd_ppa"
    assert teams["pseah_desk"].organisation == "dinas"
    for team in (one for one in pack.teams if one.kind != "examiner"):
        assert "3×24 jam" in team.legal_effect_id
        assert "3×24 hours" in team.legal_effect_en
        assert "police_notice" in team.effect_rules


def test_each_group_has_receivers_of_its_own_beside_uptd_ppa(pack: Pack) -> None:
    bodies = {service.code: service for service in pack.services}
    received = {group.key: group.services for group in pack.casework.groups}
    assert received["magang"] == ("satgas-ppkpt-kampus", "tim-sekolah")
    assert received["pasien"] == ("pengaduan-rs", "ombudsman-ntt")
    assert received["murid"] == ("tim-sekolah",)
    for code in ("satgas-ppkpt-kampus", "tim-sekolah", "pengaduan-rs"):
        assert "pengaduan" in bodies[code].types
        assert bodies[code].is_weak
    assert not any(team.serves for team in pack.teams)


def test_telephone_numbers_stand_in_hotlines_only() -> None:
    number = re.compile(r"(?<![\d.])(?:\+62|0)\d[\d ()-]{5,}\d")
    for file in set(FILES) - {"hotlines.csv"}:
        assert not number.search((NTT / file).read_text(encoding="utf-8")), file


def test_no_shelter_has_an_address_or_a_number_of_its_own(pack: Pack) -> None:
    shelters = [service for service in pack.services if "tempat_aman" in service.types]
    assert shelters
    for service in shelters:
        assert service.contact_kind == "via"
        assert not re.search(r"\b(Jl|Jalan|Jln|RT|RW)\b", service.what_id + service.what_en)


def test_no_mediation_is_offered(pack: Pack) -> None:
    for service in pack.services:
        assert "mediasi" not in service.what_id.lower()


def test_every_need_of_the_help_page_has_a_service_everywhere(pack: Pack) -> None:
    for need in pack.needs:
        served = [s for s in pack.services if set(s.types) & set(need.services)]
        assert any(s.regions == ("*",) for s in served), need.key


def test_needs_follow_the_order_of_the_safe_pathway(pack: Pack) -> None:
    assert [need.key for need in pack.needs][:8] == [
        "aman",
        "dokter",
        "psikososial",
        "tempat_aman",
        "hukum",
        "polisi",
        "kerja",
        "sosial",
    ]


def test_medical_windows_follow_the_rules(pack: Pack) -> None:
    assert tuple(window.key for window in pack.windows) == WINDOW_KEYS
    offered = {w.key: {key for i in w.items for key in i.rules} for w in pack.windows}
    for key in ("kurang_24_jam", "1_3_hari"):
        assert {"hiv_pep", "emergency_contraception"} <= offered[key]
    assert "hiv_pep" not in offered["3_5_hari"]
    assert "emergency_contraception" in offered["3_5_hari"]
    assert not {"hiv_pep", "emergency_contraception"} & offered["lebih_5_hari"]


def test_rights_name_their_article(pack: Pack) -> None:
    for right in pack.rights:
        assert re.search(r"Pasal \d+|PP 29/2025", right.article), right.key
    articles = " ".join(right.article for right in pack.rights)
    for number in (23, 24, 25, 41, 42, 66, 67, 68, 69, 70, 71):
        assert f"Pasal {number}" in articles


def test_the_open_question_about_asking_is_shown_until_it_is_settled(pack: Pack) -> None:
    texts = [note.text_id for note in pack.open_notes(where="tujuan", on=TODAY)]
    assert texts == [
        "Apakah bertanya tanpa nama bebas dari kewajiban lapor polisi masih kami pastikan."
    ]


def test_punishment_for_false_reports_is_never_printed() -> None:
    for file in FILES:
        text = (NTT / file).read_text(encoding="utf-8").lower()
        assert "laporan palsu" not in text
        assert "false report" not in text


def test_codes_of_units_do_not_change_by_accident(pack: Pack) -> None:
    codes = {unit.code for unit in pack.units}
    for code in ("dinas-kesehatan", "dinas-p3ap2kb", "inspektorat", "rsj-naimata", "biro-hukum"):
        assert code in codes


def test_csv_files_open_in_a_spreadsheet() -> None:
    for file in (name for name in FILES if name.endswith(".csv")):
        with Path(NTT / file).open(encoding="utf-8", newline="") as stream:
            assert len({len(record) for record in csv.reader(stream)}) == 1


def test_seventeen_ranks_of_either_kind_in_rising_order(pack: Pack) -> None:
    ranks = pack.decree.ranks
    pns = [one.grade for one in ranks if one.kind == "pns"]
    assert pns == sorted(pns)
    assert len(pns) == 17
    assert [one.title for one in ranks if one.grade == "III/a"] == ["Penata Muda"]
    assert [(one.grade, one.title) for one in ranks if one.kind == "pppk"][-1] == ("XVII", "")
