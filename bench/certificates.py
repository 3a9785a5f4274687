"""A chain of certificates as large as the usual one: what TLS sends first must not look small."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

_TIMESTAMPS = x509.ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2")
"""Signed certificate timestamps (RFC 6962): two of them take 242 bytes."""


def certificate_chain(folder: Path) -> tuple[Path, Path]:
    """Write a chain of two P-256 certificates and the key of the first; return both paths."""
    root, between, own = (ec.generate_private_key(ec.SECP256R1()) for _ in range(3))
    issued = _certificate("Contoh Otoritas Sertifikat E7", between, "Contoh Root X1", root)
    leaf = _certificate("localhost", own, "Contoh Otoritas Sertifikat E7", between, leaf=True)
    chain, key = folder / "chain.pem", folder / "key.pem"
    chain.write_bytes(
        b"".join(one.public_bytes(serialization.Encoding.PEM) for one in (leaf, issued))
    )
    key.write_bytes(
        own.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return chain, key


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    signer: ec.EllipticCurvePrivateKey,
    *,
    leaf: bool = False,
) -> x509.Certificate:
    now = dt.datetime.now(dt.UTC)
    issuer_key = x509.SubjectKeyIdentifier.from_public_key(signer.public_key())
    made = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=89))
        .add_extension(x509.BasicConstraints(ca=not leaf, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issuer_key),
            critical=False,
        )
        .add_extension(_addresses(), critical=False)
    )
    return (_for_a_server(made) if leaf else made).sign(signer, hashes.SHA256())


def _for_a_server(made: x509.CertificateBuilder) -> x509.CertificateBuilder:
    names = [x509.DNSName(name) for name in ("localhost", "ruangaman.contoh.go.id")]
    timestamps = x509.UnrecognizedExtension(_TIMESTAMPS, os.urandom(242))
    purposes = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    for extension in (x509.SubjectAlternativeName(names), purposes, timestamps):
        made = made.add_extension(extension, critical=False)
    return made


def _addresses() -> x509.AuthorityInformationAccess:
    where = x509.UniformResourceIdentifier("http://sertifikat.contoh.invalid/e7.der")
    return x509.AuthorityInformationAccess(
        [x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, where)]
    )


def _name(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Contoh"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
