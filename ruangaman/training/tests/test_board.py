"""The board: nothing is shown unread, nobody is named, nothing of a case stands there."""

from __future__ import annotations

import datetime as dt

import pytest

from ruangaman.core.models import AuditEvent, PackText, RuleValue
from ruangaman.people.models import User
from ruangaman.training.models import Post
from ruangaman.training.services.board import MOST_WAITING, post_show, post_write, posts_prune
from tests.clients import StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db
BOARD = "/pelatihan/papan/"
ASKED = "Bagaimana menjelaskan batas kerahasiaan dengan kata sehari-hari?"


@pytest.fixture
def rina(world: World) -> StaffClient:
    return world.sign_in(StaffClient(), "rina")


@pytest.fixture
def maria(world: World) -> StaffClient:
    return world.sign_in(StaffClient(), "maria")


def shown(by: User, maria: User, text: str = ASKED) -> Post:
    post = post_write(text=text, by=by)
    post_show(post=post, by=maria)
    return post


def test_a_question_is_seen_by_others_only_after_a_moderator_who_sees_no_name(
    world: World, rina: StaffClient, maria: StaffClient
) -> None:
    sent = rina.post(f"{BOARD}tulis/", {"tulisan": ASKED}, follow=True).content.decode()
    assert ASKED in sent
    assert "Menunggu moderator" in sent
    post = Post.objects.get()
    assert ASKED.encode() not in bytes(post.sealed)
    lena = world.sign_in(StaffClient(), "lena")
    assert ASKED not in lena.get(BOARD).content.decode()
    assert lena.get(f"{BOARD}{post.pk}/").status_code == 404
    waiting = maria.get(f"{BOARD}periksa/").content.decode()
    assert ASKED in waiting
    assert "Rina" not in waiting
    assert "Dinas Kesehatan" not in waiting
    maria.post(f"{BOARD}{post.pk}/periksa/", {"langkah": "tampilkan"})
    for page in (lena.get(BOARD), lena.get(f"{BOARD}{post.pk}/")):
        assert ASKED in page.content.decode()
        assert "Rina" not in page.content.decode()
    events = AuditEvent.objects.filter(action__startswith="training_post").order_by("sequence")
    assert [one.action for one in events] == ["training_post_written", "training_post_shown"]
    assert ASKED not in str([one.detail for one in events])


def test_a_refused_text_is_emptied_at_once_and_its_author_reads_why(
    world: World, rina: StaffClient, maria: StaffClient
) -> None:
    post = post_write(text=ASKED, by=world.rina)
    path = f"{BOARD}{post.pk}/periksa/"
    unsaid = maria.post(path, {"keadaan": "waiting"})
    assert unsaid.status_code == 422
    assert "Pilih alasannya." in unsaid.content.decode()
    maria.post(path, {"keadaan": "waiting", "alasan": "case"})
    post.refresh_from_db()
    assert (post.state, post.reason, bytes(post.sealed)) == ("refused", "case", b"")
    mine = rina.get(BOARD).content.decode()
    assert "Memuat rincian kejadian" in mine
    assert ASKED not in mine
    maria.post(path, {"langkah": "tampilkan"})
    assert Post.objects.get().state == "refused", "an emptied text is never shown"


def test_the_second_of_two_moderators_is_told_and_changes_nothing(
    world: World, maria: StaffClient
) -> None:
    post = shown(world.rina, world.yosef)
    late = maria.post(
        f"{BOARD}{post.pk}/periksa/", {"keadaan": "waiting", "alasan": "other"}, follow=True
    )
    assert "sudah diperiksa moderator lain" in late.content.decode()
    assert Post.objects.get().state == "shown"
    later = {"keadaan": "shown", "alasan": "person"}
    maria.post(f"{BOARD}{post.pk}/periksa/", later)
    assert Post.objects.get().state == "refused", "whoever saw it shown may take it down"
    Post.objects.all().delete()
    gone = maria.post(f"{BOARD}{post.pk}/periksa/", {"langkah": "tampilkan"}, follow=True)
    assert "sudah ditarik" in gone.content.decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kasus BCD-4821 bagaimana?", "nomor kasus"),
        ("Telepon saya 0812 3456 7890", "nomor telepon"),
        ("Surel rina@contoh.go.id", "alamat surel"),
        ("NIP 198001012005012001", "NIP"),
        ("x" * 1001, "Terlalu panjang"),
        ("   ", "Tulis dulu"),
    ],
)
def test_details_are_stopped_at_the_field_with_what_was_typed_kept(
    rina: StaffClient, text: str, said: str
) -> None:
    page = rina.post(f"{BOARD}tulis/", {"tulisan": text})
    assert page.status_code == 422
    assert said in page.content.decode()
    assert text.strip() in page.content.decode()
    assert not Post.objects.exists()


def test_a_settlement_is_asked_about_once_and_how_to_decline_one_may_be_asked(
    rina: StaffClient,
) -> None:
    PackText.objects.create(
        section="settlements",
        key="damai",
        position=1,
        body={"words": ["damai*"], "text_id": "Pasal 23.", "text_en": "Art. 23.", "source": "UU"},
    )
    text = {"tulisan": "Bagaimana menolak ajakan damai?"}
    page = rina.post(f"{BOARD}tulis/", text).content.decode()
    assert "“damai”" in page
    assert "Pasal 23." in page
    assert not Post.objects.exists()
    assert rina.post(f"{BOARD}tulis/", text | {"kutipan": "on"}).status_code == 302
    assert Post.objects.count() == 1


def test_answers_go_the_same_way_and_those_of_uptd_ppa_are_shown_as_such(
    world: World, rina: StaffClient, maria: StaffClient
) -> None:
    asked = shown(world.lena, world.maria)
    path = f"{BOARD}{asked.pk}/"
    rina.post(path, {"tulisan": "Saya memakai kata “saya jaga”."})
    assert "saya jaga" not in rina.get(path).content.decode()
    maria.post(path, {"tulisan": "Sebutkan juga pengecualiannya."})
    page = rina.get(path).content.decode()
    assert "Sebutkan juga" in page
    assert "<strong>UPTD PPA</strong>" in page
    assert "Maria" not in page.split("<main")[1]


def test_an_own_text_is_taken_back_and_nobody_elses(world: World, rina: StaffClient) -> None:
    asked = shown(world.rina, world.maria)
    post_write(text="Jawaban", by=world.lena, question=asked)
    lena = world.sign_in(StaffClient(), "lena")
    assert lena.post(f"{BOARD}{asked.pk}/tarik/").status_code == 404
    assert Post.objects.count() == 2
    rina.post(f"{BOARD}{asked.pk}/tarik/")
    assert not Post.objects.exists(), "a question goes with its answers, as its button says"
    assert rina.get(f"{BOARD}{asked.pk}/").status_code == 404


def test_the_pile_of_one_person_stays_small(world: World, rina: StaffClient) -> None:
    for _ in range(MOST_WAITING):
        post_write(text=ASKED, by=world.rina)
    page = rina.post(f"{BOARD}tulis/", {"tulisan": ASKED})
    assert page.status_code == 422
    assert "masih menunggu moderator" in page.content.decode()
    assert Post.objects.count() == MOST_WAITING


def test_only_focal_points_and_uptd_ppa_come_in(world: World) -> None:
    post = shown(world.rina, world.maria)
    for name in ("sari", "dewi", "agustina", "tono", "hasan"):
        client = world.sign_in(StaffClient(), name)
        for path in ("", "tulis/", "periksa/", f"{post.pk}/"):
            assert client.get(BOARD + path).status_code == 403, (name, path)
    rina = world.sign_in(StaffClient(), "rina")
    assert rina.get(f"{BOARD}periksa/").status_code == 403
    assert rina.post(f"{BOARD}{post.pk}/periksa/", {"langkah": "tampilkan"}).status_code == 403


def test_texts_go_after_the_months_of_the_rule(world: World) -> None:
    RuleValue.objects.create(
        key="board_retention", label_id="a", label_en="a", value=2, unit="months",
        clock="calendar", source="uji", mark="D", valid_from=dt.date(2026, 1, 1),
    )  # fmt: skip
    old, kept = shown(world.rina, world.maria), shown(world.rina, world.maria, "Yang baru")
    post_write(text="Jawaban baru", by=world.lena, question=old)
    today = dt.date.today()  # noqa: DTZ011
    Post.objects.filter(pk=old.pk).update(written_on=today - dt.timedelta(days=70))
    posts_prune()
    assert list(Post.objects.values_list("pk", flat=True)) == [kept.pk]
