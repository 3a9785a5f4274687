"""Accounts, roles, teams, recipient keys and sessions."""

from __future__ import annotations

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What an account may do (design section 2)."""

    CASE_WORKER = "case_worker", _("Pendamping")
    SUPERVISOR = "supervisor", _("Penyelia tim")
    FOCAL_POINT = "focal_point", _("Fokal point")
    COORDINATOR = "coordinator", _("Koordinator")
    TRAINER = "trainer", _("Pelatih")
    EXAMINER = "examiner", _("Pemeriksa")
    HEAD_OF_UNIT = "head_of_unit", _("Kepala unit")
    HEAD_OF_DINAS = "head_of_dinas", _("Kepala Dinas")
    PARTNER = "partner", _("Mitra/pengamat")
    DPO = "dpo", _("Petugas pelindungan data")
    STATISTICS = "statistics", _("Pemegang kunci statistik")
    ADMINISTRATOR = "administrator", _("Administrator")


READER_ROLES = frozenset({Role.CASE_WORKER, Role.SUPERVISOR, Role.FOCAL_POINT, Role.EXAMINER})
"""Roles that may be given parts of a report."""

KEY_ROLES = READER_ROLES | {Role.DPO, Role.STATISTICS}
"""Roles that may hold a recipient key. The last two are never given a part of a report."""


class Team(models.Model):
    """A receiving team (tim penerima): who reads together, and what telling them sets in motion.

    ``organisation`` is the answer of the conflict question that takes this team away
    (``uptd_ppa``, ``dinas``, ``fokal_point``). ``effect_rules`` and ``reply_rule`` are keys of
    rule values: what the legal effect rests on, and the clock of the first answer. ``serves``:
    the groups of people (``reporting.work.PLACES``) to whom it is offered before they send.
    """

    class Kind(models.TextChoices):
        """What the team is."""

        UPTD_PPA = "uptd_ppa", _("UPTD PPA")
        PSEAH_DESK = "pseah_desk", _("Meja PSEAH")
        FOCAL_POINT = "focal_point", _("Fokal point")
        EXAMINER = "examiner", _("Tim pemeriksa")
        OTHER = "other", _("Tim lain")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=100, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=240)
    name_en = models.CharField(max_length=240, blank=True)
    short_name = models.CharField(max_length=240)
    organisation = models.SlugField(max_length=20, blank=True)
    unit_code = models.SlugField(max_length=100, blank=True)
    legal_effect_id = models.TextField(blank=True)
    legal_effect_en = models.TextField(blank=True)
    effect_rules = models.JSONField(default=list)
    reply_rule = models.SlugField(max_length=80, blank=True)
    serves = models.JSONField(default=list)
    source = models.CharField(max_length=300, blank=True)
    mark = models.CharField(max_length=3, blank=True)
    verified_by = models.CharField(max_length=200, blank=True)
    verified_on = models.DateField(null=True)
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        """Return the short name."""
        return self.short_name


class UserManager(BaseUserManager["User"]):
    """Find accounts by user name, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the account with this user name."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """An account, made by invitation only (akun)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=40, unique=True)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False)
    joined_on = models.DateField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email", "name"]

    def __str__(self) -> str:
        """Return the person's name."""
        return self.name


class RoleGrant(models.Model):
    """A role of a person; for those who read or lead a team, in that team (peran).

    ``unit_code`` scopes roles that belong to a unit without reading for it (head of unit). Only
    a focal point has the two days (``services.receiving``): up to ``receives_until`` she is offered
    to reporters, up to ``reads_until`` she keeps what she was given. Without a day: not at all.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="grants")
    unit_code = models.SlugField(max_length=100, blank=True)
    granted_on = models.DateField(auto_now_add=True)
    receives_until = models.DateField(null=True)
    reads_until = models.DateField(null=True)

    class Meta:
        """A person has a role once in a team, or once in a unit or everywhere."""

        constraints = [
            models.UniqueConstraint(fields=["user", "role", "team"], name="one_grant_in_team"),
            models.UniqueConstraint(
                fields=["user", "role", "unit_code"],
                condition=models.Q(team=None),
                name="one_grant_without_team",
            ),
        ]


class RecipientKey(models.Model):
    """A person's key pair: the public half, and the seed wrapped under her pass-phrase.

    ``wrapped`` is ``lib.vault.wrap_seed`` with ``owner`` = ``id.bytes``. ``replaced_on`` ends a
    key: nothing new is sealed to it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="keys")
    public = models.BinaryField(max_length=1248)
    wrapped = models.BinaryField(max_length=128)
    created_on = models.DateField(auto_now_add=True)
    replaced_on = models.DateField(null=True)

    class Meta:
        """A person has one key at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(replaced_on=None), name="one_key_in_use"
            )
        ]


class ManifestEntry(models.Model):
    """An entry of the manifest of receivers (daftar penerima), append-only.

    ``lib.manifest`` says what the two texts hold and what the signatures cover; nothing here is
    believed before it is verified against the root key. ``hash`` is the chain's after it.
    """

    sequence = models.PositiveBigIntegerField(primary_key=True)
    statement = models.TextField()
    closing = models.TextField()
    public = models.BinaryField(max_length=1248, default=bytes)
    first = models.BinaryField(max_length=64)
    second = models.BinaryField(max_length=64)
    hash = models.BinaryField(max_length=32)


class PublicVerdict(models.Model):
    """What the public pages believe of the manifest, in their own words (``people.verdict``).

    ``sealed`` opens with the server secret alone; which row is the newest stands inside.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed = models.BinaryField(max_length=700)


class ReceiverProposal(models.Model):
    """What one receiver signed and a second one has not yet (usulan penerima).

    ``id`` is the statement's, ``about`` the person it is about. It goes when it is closed,
    refused or too old.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.SlugField(max_length=20)
    about = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    signer = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    statement = models.TextField()
    public = models.BinaryField(max_length=1248, default=bytes)
    first = models.BinaryField(max_length=64)
    made_at = models.DateTimeField()


class Session(AbstractBaseSession):
    """A signed-in browser; the database has only the SHA-256 of its id."""

    session_key = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")

    @classmethod
    def get_session_store_class(cls) -> type:
        """Return the store that hashes ids."""
        from ruangaman.people.sessions import SessionStore

        return SessionStore


class Unlocking(models.Model):
    """A seed that one session may use: wrapped under a value only the browser's cookie has.

    ``id`` is ``lib.vault.token_id`` of that value. It ends with its session, however that ends.
    """

    id = models.BinaryField(primary_key=True, max_length=32)
    key = models.ForeignKey(RecipientKey, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    wrapped = models.BinaryField(max_length=128)
    used_at = models.DateTimeField()


class Invitation(models.Model):
    """An invitation to make an account (undangan); of the link's token, only the SHA-256."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token = models.BinaryField(max_length=32, unique=True)
    email = models.EmailField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role.choices)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    unit_code = models.SlugField(max_length=100, blank=True)
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)


class FailedSignIns(models.Model):
    """How often signing in to an account failed in one hour (gagal masuk): wrong password or code.

    Without ``user`` it counts names that no account has, together. ``hour`` is its beginning.
    ``recorded``: it is in the audit chain. From where somebody tried is kept nowhere.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)
    recorded = models.BooleanField(default=False)

    class Meta:
        """One row for an account and hour, and one an hour for all unknown names."""

        constraints = [
            models.UniqueConstraint(fields=["user", "hour"], name="one_count_an_hour"),
            models.UniqueConstraint(
                fields=["hour"], condition=models.Q(user=None), name="one_unknown_an_hour"
            ),
        ]


class StatisticsHalf(models.Model):
    """A half of the statistics key (kunci statistik), held by one person in the name of an office.

    ``sealed`` is its seed, for her recipient key alone; the same 24 words lie on paper at her
    office. ``confirmed``: she has read them back. It is in force once the manifest vouches for both
    halves together (``lib.statistics``).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="statistics_half")
    office = models.CharField(max_length=120)
    public = models.BinaryField(max_length=1248)
    sealed = models.BinaryField(max_length=2048)
    confirmed = models.BooleanField(default=False)
    made_on = models.DateField(auto_now_add=True)


class RecoveryKey(models.Model):
    """The public half of a recovery key (kunci cadangan); its shares lie with three offices.

    ``holders`` are these offices, in words. It is in force only once the manifest vouches for it.
    ``ended_on`` ends a key: nothing new is sealed to it, and nothing it signs is taken in.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    public = models.BinaryField(max_length=1248)
    holders = models.CharField(max_length=900)
    adopted_on = models.DateField(auto_now_add=True)
    ended_on = models.DateField(null=True)
