"""A certificate authority that can vouch for homes only, and the server's certificate.

Browsers allow offline use, camera and motion on encrypted pages only, and no
public authority vouches for a computer at home. So each diary makes an
authority of its own. It is constrained by its own certificate: whatever its
key would sign for a bank or a shop, a device that trusts it refuses.

A certificate and its key are handled as one PEM text, the key first.
Only the home door imports this module: cryptography is heavy.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID
from cryptography.x509.oid import NameOID

from quietmuscle.base.errors import StorageError
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.web.home.home import HomeCertificate
from quietmuscle.web.home.network import HOME_DOMAINS
from quietmuscle.web.home.network import HOME_NETWORKS
from quietmuscle.web.home.network import is_at_home

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from quietmuscle.store.household import Household

AUTHORITY_LASTS = timedelta(days=3650)
LEAF_LASTS = timedelta(days=390)
"""Phones refuse certificates of servers that last for more than 398 days."""

RENEW_BEFORE = timedelta(days=30)
CLOCKS_DIFFER_BY = timedelta(days=1)


def certify(
    household: Household, hosts: Iterable[str], now_utc: datetime
) -> tuple[HomeCertificate, bool]:
    """Certificates that are good for these hosts now, and whether the server has a new one.

    What is kept stays as long as it is good; what is missing or due is made.
    """
    authority, leaf = household.authority(), household.leaf()
    if authority is not None:
        _check(household, authority)
    if authority is None or authority_is_due(authority, now_utc):
        authority = new_authority(now_utc)
        household.keep_authority(authority)
    wanted = tuple(host for host in hosts if may_vouch_for(host))
    renewed = leaf is None or leaf_is_due(leaf, authority, wanted, now_utc)
    if renewed:
        household.keep_leaf(new_leaf(authority, wanted, now_utc))
    return seen_by_phones(authority), renewed


def new_authority(now_utc: datetime) -> bytes:
    """An authority for home names and home addresses alone; its name tells when it was made."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"Quiet Muscle home {now_utc:%Y-%m-%d}")
    permitted: list[x509.GeneralName] = [
        *(x509.DNSName(domain) for domain in HOME_DOMAINS),
        *(x509.IPAddress(network) for network in HOME_NETWORKS),
    ]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now_utc - CLOCKS_DIFFER_BY)
        .not_valid_after(now_utc + AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(
            x509.NameConstraints(permitted_subtrees=permitted, excluded_subtrees=None),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return _pem(certificate, key)


def new_leaf(authority: bytes, hosts: Iterable[str], now_utc: datetime) -> bytes:
    """A certificate of the server for these hosts, signed by the authority."""
    issuer, issuer_key = _certificate(authority), _key(authority)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_name("Quiet Muscle at home"))
        .issuer_name(issuer.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now_utc - CLOCKS_DIFFER_BY)
        .not_valid_after(min(now_utc + LEAF_LASTS, issuer.not_valid_after_utc))
        .add_extension(x509.SubjectAlternativeName(_alternatives(hosts)), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
            critical=False,
        )
        .sign(issuer_key, hashes.SHA256())
    )
    return _pem(certificate, key)


def authority_is_due(authority: bytes, now_utc: datetime) -> bool:
    """Whether the authority is at its end, so that phones have to trust a new one."""
    return _certificate(authority).not_valid_after_utc - now_utc < RENEW_BEFORE


def leaf_is_due(leaf: bytes, authority: bytes, hosts: Iterable[str], now_utc: datetime) -> bool:
    """Whether the server needs a new certificate.

    It does when less than 30 days are left, when the computer's addresses
    changed, when the authority is another one, when this computer's clock
    stands before its beginning, and when the file is damaged.
    """
    with suppress(ValueError, TypeError, InvalidSignature):
        certificate = _certificate(leaf)
        _key(leaf)
        certificate.verify_directly_issued_by(_certificate(authority))
        return (
            certificate.not_valid_after_utc - now_utc < RENEW_BEFORE
            or now_utc < certificate.not_valid_before_utc
            or hosts_of(leaf) != frozenset(hosts)
        )
    return True


def hosts_of(leaf: bytes) -> frozenset[str]:
    """The names and addresses that a certificate is for."""
    extension = _certificate(leaf).extensions.get_extension_for_class(x509.SubjectAlternativeName)
    return frozenset(str(each.value) for each in extension.value)


def seen_by_phones(authority: bytes) -> HomeCertificate:
    """The authority as a phone sees it."""
    certificate = _certificate(authority)
    print_ = certificate.fingerprint(hashes.SHA256()).hex().upper()
    pairs = (print_[at : at + 2] for at in range(0, len(print_), 2))
    return HomeCertificate(
        der=certificate.public_bytes(serialization.Encoding.DER), fingerprint=" ".join(pairs)
    )


def may_vouch_for(host: str) -> bool:
    """Whether the authority's constraints allow a host; one that is not would spoil all others."""
    return is_at_home(host) or f".{host}".endswith(tuple(f".{each}" for each in HOME_DOMAINS))


def _check(household: Household, authority: bytes) -> None:
    """Refuse an authority that cannot be read: a new one would be another to all phones."""
    try:
        _certificate(authority)
        _key(authority)
    except (ValueError, TypeError) as error:
        raise StorageError(
            Message(
                _(
                    "The home certificate in {file} cannot be read. Your diary is safe; please "
                    "delete that file, start again, and let your phone trust the new certificate."
                ),
                {"file": household.authority_file},
            )
        ) from error


def _alternatives(hosts: Iterable[str]) -> list[x509.GeneralName]:
    return [
        x509.IPAddress(ip_address(host)) if is_at_home(host) else x509.DNSName(host)
        for host in hosts
    ]


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ) + certificate.public_bytes(serialization.Encoding.PEM)


def _certificate(pem: bytes) -> x509.Certificate:
    return x509.load_pem_x509_certificate(pem)


def _key(pem: bytes) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError
    return key
