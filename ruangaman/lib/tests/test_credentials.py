"""Credentials: known answers of the standard, the schema of 1EdTech, and another's verifier."""

from __future__ import annotations

import copy
import datetime as dt
import json
import tarfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openvc.proof.di_jcs import EddsaJcsProofSuite
from openvc.proof.errors import SignatureInvalid

from ruangaman.lib.badges import Badge, badge_document, badge_read
from ruangaman.lib.credentials import (
    CredentialFault,
    base58,
    base58_read,
    credential_sign,
    did_key,
    jwk,
    keys_read,
    multikey,
    public_of,
)

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = "/ob_v3p0_achievementcredential_schema.json"
SEED, OTHER = bytes(range(32)), bytes(32)
WITA = dt.timezone(dt.timedelta(hours=8))
STANDARD_KEY = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
STANDARD_SECRET = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
STANDARD_SIGNATURE = (
    "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"
)
STANDARD_DOCUMENT = {
    "@context": [
        "https://www.w3.org/ns/credentials/v2",
        "https://www.w3.org/ns/credentials/examples/v2",
    ],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {
        "id": "did:example:abcdefgh",
        "alumniOf": "The School of Examples",
    },
}
"""Example of W3C Data Integrity EdDSA Cryptosuites 1.0, appendix for ``eddsa-jcs-2022``."""


@cache
def schema() -> Any:
    """The schema as 1EdTech publishes it, out of an archive that set-up fetched by its hash."""
    [archive] = (ROOT / "build" / "schemas").glob("openbadgeslib-*.tar.gz")
    with tarfile.open(archive) as opened:
        [name] = [one for one in opened.getnames() if one.endswith(SCHEMA)]
        read = opened.extractfile(name)
        assert read
        return json.load(read)


def badge(**changes: Any) -> Badge:
    given: dict[str, Any] = {
        "address": "https://info.contoh.go.id/sertifikat/6f2a0b0e-8f7e-4a6e-9d7e-0d1f6f9a1c11/",
        "site": "https://info.contoh.go.id/",
        "number": "7K3MA-9QXWB",
        "name": "Contoh Nama",
        "course": "basic",
        "title": "Pelatihan dasar fokal point",
        "description": "Menerima pengungkapan dengan aman.",
        "criteria": "Hadir 80 %, tes 80 %, bermain peran.",
        "issuer": "Provinsi Contoh",
        "hours": (("Hukum dan hak", 3), ("Percakapan pertama", 4)),
        "band": "80-89",
        "band_label": "Rentang nilai",
        "first": dt.date(2026, 3, 2),
        "last": dt.date(2028, 3, 1),
        "zone": WITA,
    }
    return Badge(**{**given, **changes})


def signed(seed: bytes = SEED, **changes: Any) -> dict[str, Any]:
    document = badge_document(badge(**changes), public=public_of(seed))
    return credential_sign(document, seed=seed, created="2026-03-02T08:00:00+08:00")


def test_the_example_of_the_standard() -> None:
    seed = base58_read(STANDARD_SECRET[1:])[2:]
    made = credential_sign(STANDARD_DOCUMENT, seed=seed, created="2023-02-24T23:36:38Z")
    assert multikey(public_of(seed)) == STANDARD_KEY
    assert made["proof"]["proofValue"] == STANDARD_SIGNATURE


@pytest.mark.parametrize("band", ["80-89", ""])
def test_the_schema_of_open_badges_takes_it(band: str) -> None:
    validator = jsonschema.Draft201909Validator(
        schema(), format_checker=jsonschema.Draft201909Validator.FORMAT_CHECKER
    )
    assert not list(validator.iter_errors(signed(band=band)))
    broken = signed()
    del broken["credentialSubject"]["achievement"]["criteria"]
    assert list(validator.iter_errors(broken))


def test_another_verifier_takes_it_and_refuses_a_changed_one() -> None:
    made = signed(first=dt.date(2020, 1, 1), last=dt.date(2098, 12, 31))
    assert EddsaJcsProofSuite().verify(made)
    made["credentialSubject"]["creditsEarned"] = 270
    with pytest.raises(SignatureInvalid):
        EddsaJcsProofSuite().verify(made)


def test_a_credential_is_read_back() -> None:
    public, begins, ends = badge_read(signed())
    assert public == public_of(SEED)
    assert (begins.isoformat(), ends.isoformat()) == (
        "2026-03-02T00:00:00+08:00",
        "2028-03-01T23:59:59+08:00",
    )


def put(*path: Any, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(document: Any) -> None:
        for name in path[:-1]:
            document = document[name]
        document[path[-1]] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        put("validUntil", value="2099-01-01T00:00:00+08:00"),
        put("credentialSubject", "identifier", 0, "identityHash", value="Nama Lain"),
        put("credentialSubject", "creditsEarned", value=1.5),
        put("issuer", "id", value=did_key(public_of(OTHER))),
        put("proof", "created", value="2020-01-01T00:00:00+08:00"),
        put("proof", "verificationMethod", value=f"{did_key(public_of(OTHER))}#x"),
        put("proof", "proofValue", value="z1111"),
        put("proof", "proofValue", value="u0000"),
        put("proof", "cryptosuite", value="eddsa-rdfc-2022"),
        put("proof", "proofPurpose", value="authentication"),
        put("proof", "@context", value=[]),
        put("proof", value=[]),
        put("type", value=["VerifiableCredential"]),
        put("added", value=2**70),
    ],
)
def test_a_changed_credential_is_refused(change: Callable[[dict[str, Any]], None]) -> None:
    document = copy.deepcopy(signed())
    change(document)
    with pytest.raises(CredentialFault):
        badge_read(document)


def test_a_key_is_read_in_every_way_it_is_published() -> None:
    public = public_of(SEED)
    one, both = json.dumps(jwk(public)), json.dumps({"keys": [jwk(public_of(OTHER)), jwk(public)]})
    for text in (public.hex(), multikey(public), did_key(public), f"{did_key(public)}#x", one):
        assert keys_read(f" {text}\n") == [public]
    assert keys_read(both) == [public_of(OTHER), public]
    for text in (
        "",
        "z6Mk",
        "{}",
        "[]",
        '{"keys": [1]}',
        '{"kty":"OKP","crv":"X","x":""}',
        "0" * 63,
    ):
        with pytest.raises(CredentialFault):
            keys_read(text)


@given(st.binary(max_size=80))
def test_base_58_comes_back(data: bytes) -> None:
    assert base58_read(base58(data)) == data
