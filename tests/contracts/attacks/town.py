"""What there is to attack: people who are signed in, and one of everything somebody owns."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from ruangaman.casework.tests.cases import ELSEWHERE, sent
from ruangaman.duty.services.roster import absence_add, day_set, swap_offer
from ruangaman.lib.codename import Code
from ruangaman.lib.tests.pictures import jpeg
from ruangaman.people.models import Role
from ruangaman.people.services.grants import GrantSpec
from ruangaman.people.services.invitations import invitation_create
from ruangaman.people.services.receivers import removal_propose
from ruangaman.reporting.models import Report
from ruangaman.reporting.services.ending import ending_propose
from ruangaman.reporting.services.files import file_keep
from ruangaman.reporting.services.mailbox import message_add
from ruangaman.reporting.tests import ends
from tests.clients import PublicClient, StaffClient, undone
from tests.contracts.attacks.addresses import Address, addresses
from tests.contracts.permission_people import EVERYBODY, OPEN
from tests.contracts.permission_table import STAFF
from tests.world import World

PEOPLE = sorted(EVERYBODY | {"lena"})
"""One of each role, and Lena of another office."""

METHODS = ("GET", "POST")
REFUSED = {401, 403, 405}
"""Said before anything is looked for: then one value is enough."""

Answer = tuple[int, str, str]
_EACH, _SHORT = 2, 3
_ONE_TIME = re.compile(
    r'name="(?:csrfmiddlewaretoken|butir|state|isi)" value="[^"]*"|\b[A-Z2-7]{32}\b'
)


@dataclass
class Town:
    """A world with two reports, things begun by two people, and clients of everybody."""

    world: World
    token: str
    codes: dict[str, Code]
    clients: dict[str, StaffClient] = field(default_factory=dict)
    public: PublicClient = field(default_factory=PublicClient)
    known: dict[str, str] = field(default_factory=dict)

    def client(self, name: str) -> StaffClient:
        """Return somebody's browser, signed in and unlocked where she has a key."""
        if name not in self.clients:
            unlock = name in self.world.keys
            client = StaffClient(raise_request_exception=False)
            self.clients[name] = self.world.sign_in(client, name, unlock=unlock)
        return self.clients[name]

    def things(self) -> dict[str, str]:
        """Return the identifiers of what was there when first asked, by a name that says what."""
        if self.known:
            return self.known
        found = {"invitation token": self.token}
        for model in apps.get_models(include_auto_created=True):
            for place, one in enumerate(model._default_manager.all()[:_EACH]):
                for kind, value in _identifiers(one):
                    found[f"{model._meta.label} {place} {kind}"] = value
        self.known = found
        return found

    def paths(self, address: Address) -> list[str]:
        """Return paths of an address that lead to something."""
        if not address.parameters:
            return [address.path]
        return [address.at(value) for value in self.findable(address)]

    def invented(self, address: Address) -> str:
        """Return something that looks like the name of such an object, and is none."""
        shape, taken = address.expects, self.things().values()
        options = [
            str(uuid.UUID(int=7)),
            "987654321",
            "ZZZ-9999",
            "ZZZZ-9999",
            "INS-99999",
            "tidak-ada",
            "2099-12",
            "135790",
        ]
        return next(one for one in options if shape.fullmatch(one) and one not in taken)

    def findable(self, address: Address) -> list[str]:
        """Return the identifiers of its shape from tables that a page looks in, and one other.

        In no other table can it find anything. Where no statement has the value as it is, a page
        keeps it in another form: then they are all.
        """
        fits = {one: v for one, v in self.things().items() if address.expects.fullmatch(v)}
        tables = self._searched(address)
        models = {m._meta.label for m in apps.get_models() if m._meta.db_table in tables}
        chosen = [v for one, v in fits.items() if not tables or one.split()[0] in models]
        others = [v for v in fits.values() if v not in chosen]
        return list(dict.fromkeys([*chosen, *others[:1]]))

    def nothing(self, address: Address) -> dict[tuple[str, str], Answer]:
        """Return how people are answered, each by GET or POST, about what is not there."""
        value, noted = self.invented(address), list[str]()
        path, found = address.at(value), dict[tuple[str, str], Answer]()
        named = set(path.strip("/").split("/"))
        for name, method in asking(address):
            client = self.client(name)
            with undone(client), statements_with(named, noted):
                found[name, method] = plain_of(client.generic(method, path), path, value)
        _SEARCHED[address] = tables_of(noted)
        return found

    def _searched(self, address: Address) -> set[str]:
        """Return the tables in which anybody's request looks for what the address names."""
        if address not in _SEARCHED:
            self.nothing(address)
        return _SEARCHED[address]


_SEARCHED: dict[Address, set[str]] = {}


def turn(address: Address) -> int:
    """Return the number of an address: by it takes turns what not every address is tried with."""
    return addresses(address.surface).index(address)


def let_in(address: Address) -> list[str]:
    """Return who may come to an address, by the table of permissions."""
    allowed = STAFF[address.name][2]
    return [name for name in PEOPLE if allowed is OPEN or name in allowed]


def asking(address: Address) -> Iterator[tuple[str, str]]:
    """Yield everybody with a method: whoever is let in with both, the others with one in turn."""
    inside = let_in(address)
    for number, name in enumerate(PEOPLE):
        if name in inside:
            yield from ((name, method) for method in METHODS)
        else:
            yield name, METHODS[(number + turn(address)) % len(METHODS)]


@contextmanager
def statements_with(values: set[str], noted: list[str]) -> Iterator[None]:
    """Note the statements that ask the database for values, as a text, a number or a UUID."""
    written = values | {value.replace("-", "") for value in values}

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if written & {str(one) for one in params or ()}:
            noted.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield


def tables_of(statements: list[str]) -> set[str]:
    """Return the tables of statements, and those they refer to: a value may stand for either."""
    said = {name for one in statements for name in re.findall(r'"(\w+)"', one)}
    models = [m for m in apps.get_models(include_auto_created=True) if m._meta.db_table in said]
    keys = [f for m in models for f in (*m._meta.fields, *m._meta.many_to_many) if f.related_model]
    return {m._meta.db_table for m in (*models, *(key.related_model for key in keys))}


def build(world: World) -> Town:
    """Make the town."""
    codes = {"uptd": sent()[1], "elsewhere": sent(**ELSEWHERE)[1]}
    _begun(world, codes["uptd"])
    spec = GrantSpec(role=Role.TRAINER)
    _, token = invitation_create(
        name="Baru", email="baru@contoh.id", spec=spec, by=world.anton
    )  # fmt: skip
    return Town(world, token, codes, public=PublicClient(raise_request_exception=False))


def _begun(world: World, code: Code) -> None:
    """Begin what needs a second person: a deletion, a removal and a swap; and send a file."""
    report = Report.objects.get(lookup=code.lookup(settings.SEAL_SECRET))
    file = file_keep(report=report, raw=jpeg(), name="bukti.jpg")
    item = uuid.uuid4()
    ends.changed(
        report, code, lambda box: message_add(box, text="Ini.", item_id=item, files=[file])
    )
    ends.wished(report, code)
    ending_propose(actor=ends.actor(world, "maria"), report=report)
    removal_propose(reader=world.reader("maria"), user=world.sari)
    team, today = world.teams["uptd-ppa"], timezone.localdate()
    day_set(team=team, day=today, users=[world.maria.pk], by=world.agustina)
    swap_offer(team=team, day=today, giver=world.maria, taker=world.yosef)
    absence_add(user=world.maria, first=today, last=today, by=world.maria)


def _identifiers(one: Model) -> Iterator[tuple[str, str]]:
    if isinstance(one.pk, (int, str, uuid.UUID)):
        yield "pk", str(one.pk)
    for name in ("number", "code", "username"):
        if value := getattr(one, name, None):
            yield name, str(value)


def plain_of(response: Any, path: str, value: str) -> Answer:
    """Return an answer without what is different each time, and without what was asked for."""
    body = "" if response.streaming else response.content.decode()
    place = response.get("Location", "")
    texts = [place, _ONE_TIME.sub("", body)]
    for asked in (path, quote(path, safe=""), *([value] if len(value) > _SHORT else [])):
        texts = [text.replace(asked, "…") for text in texts]
    return response.status_code, texts[0], texts[1]
