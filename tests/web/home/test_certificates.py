from __future__ import annotations

import os
import ssl
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from ipaddress import ip_network

import pytest
from cryptography import x509
from handshake import device_that_trusts
from handshake import server_with
from handshake import shake_hands

from quietmuscle.base.errors import StorageError
from quietmuscle.store.household import Household
from quietmuscle.web.home import certificates
from quietmuscle.web.home.certificates import authority_is_due
from quietmuscle.web.home.certificates import certify
from quietmuscle.web.home.certificates import hosts_of
from quietmuscle.web.home.certificates import leaf_is_due
from quietmuscle.web.home.certificates import may_vouch_for
from quietmuscle.web.home.certificates import new_authority
from quietmuscle.web.home.certificates import new_leaf
from quietmuscle.web.home.certificates import seen_by_phones

HOSTS = ("quietmuscle.local", "ada-pc.home.arpa", "192.168.1.20")
TODAY = datetime.now(UTC)
"""OpenSSL asks the computer's own clock."""


@pytest.fixture(scope="module")
def authority() -> bytes:
    return new_authority(TODAY)


@pytest.fixture
def household(location) -> Household:
    return Household(location)


@pytest.fixture
def accepts(authority, tmp_path):
    """Whether a strict device that trusts the authority accepts a certificate for a host."""

    def ask(hosts, host) -> bool:
        leaf = tmp_path / "leaf.pem"
        leaf.write_bytes(new_leaf(authority, hosts, TODAY))
        try:
            shake_hands(device_that_trusts(seen_by_phones(authority).der), server_with(leaf), host)
        except ssl.SSLCertVerificationError:
            return False
        return True

    return ask


@pytest.mark.parametrize("host", HOSTS)
def test_a_device_that_trusts_it_accepts_our_names_and_addresses(accepts, host) -> None:
    assert accepts(HOSTS, host)


@pytest.mark.parametrize("host", ["10.1.2.3", "172.31.0.9", "127.0.0.1", "fd00::2", "pc.lan"])
def test_all_kinds_of_homes_are_within_its_constraints(accepts, host) -> None:
    assert accepts((host,), host)


@pytest.mark.parametrize(
    "host", ["bank.example", "local.example", "mylocal", "172.32.0.1", "8.8.8.8", "2001:db8::1"]
)
def test_what_is_not_a_home_is_refused_whatever_the_key_signs(
    authority, tmp_path, monkeypatch, host
) -> None:
    # Even a thief of the key, who signs what we would not, gets nowhere.
    monkeypatch.setattr(certificates, "is_at_home", lambda host: host[-1].isdigit())
    leaf = tmp_path / "leaf.pem"
    leaf.write_bytes(new_leaf(authority, (host,), TODAY))
    device = device_that_trusts(seen_by_phones(authority).der)
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
        shake_hands(device, server_with(leaf), host)
    assert may_vouch_for("quietmuscle.local")
    monkeypatch.undo()
    assert not may_vouch_for(host)


def test_one_foreign_name_spoils_the_whole_certificate(accepts) -> None:
    assert not accepts(("quietmuscle.local", "bank.example"), "quietmuscle.local")


def test_another_home_name_is_not_ours(accepts) -> None:
    assert not accepts(HOSTS, "printer.local")
    assert not accepts(HOSTS, "192.168.1.21")


def test_a_device_that_does_not_trust_it_refuses(authority, tmp_path) -> None:
    leaf = tmp_path / "leaf.pem"
    leaf.write_bytes(new_leaf(authority, HOSTS, TODAY))
    other = device_that_trusts(seen_by_phones(new_authority(TODAY)).der)
    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(other, server_with(leaf), HOSTS[0])


def test_the_authority_cannot_make_authorities(authority) -> None:
    certificate = x509.load_pem_x509_certificate(authority)
    basic = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    assert (basic.critical, basic.value.ca, basic.value.path_length) == (True, True, 0)
    names = certificate.extensions.get_extension_for_class(x509.NameConstraints)
    assert names.critical
    permitted = [each.value for each in names.value.permitted_subtrees]
    assert permitted == [
        "local",
        "lan",
        "home.arpa",
        "localhost",
        *map(
            ip_network,
            [
                "10.0.0.0/8",
                "172.16.0.0/12",
                "192.168.0.0/16",
                "127.0.0.0/8",
                "fc00::/7",
                "fe80::/10",
                "::1/128",
            ],
        ),
    ]


def test_phones_take_what_lasts_no_longer_than_398_days(authority, now_utc) -> None:
    leaf = x509.load_pem_x509_certificate(new_leaf(authority, HOSTS, now_utc))
    assert leaf.not_valid_after_utc - now_utc == timedelta(days=390)
    assert leaf.not_valid_after_utc - leaf.not_valid_before_utc <= timedelta(days=398)
    usage = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert [each.dotted_string for each in usage] == ["1.3.6.1.5.5.7.3.1"]


def test_nothing_outlasts_its_authority(now_utc) -> None:
    authority = new_authority(now_utc)
    later = now_utc + timedelta(days=3600)
    leaf = x509.load_pem_x509_certificate(new_leaf(authority, HOSTS, later))
    assert leaf.not_valid_after_utc == now_utc + timedelta(days=3650)


def test_the_print_is_that_of_the_certificate_that_phones_take(authority) -> None:
    import hashlib

    seen = seen_by_phones(authority)
    assert seen.fingerprint.replace(" ", "").lower() == hashlib.sha256(seen.der).hexdigest()
    assert len(seen.fingerprint.split()) == 32
    assert b"PRIVATE" not in seen.der


@pytest.mark.parametrize(
    ("days", "due"), [(0, False), (359, False), (361, True), (400, True), (-2, True)]
)
def test_it_is_renewed_when_under_30_days_are_left(authority, days, due) -> None:
    leaf = new_leaf(authority, HOSTS, TODAY)
    assert leaf_is_due(leaf, authority, HOSTS, TODAY + timedelta(days=days)) is due


@pytest.mark.parametrize(
    ("hosts", "due"),
    [
        (HOSTS, False),
        (HOSTS[::-1], False),
        (HOSTS[:2], True),
        ((*HOSTS, "10.0.0.7"), True),
        ((*HOSTS[:2], "192.168.1.21"), True),
    ],
)
def test_it_is_renewed_when_the_addresses_changed(authority, hosts, due) -> None:
    assert leaf_is_due(new_leaf(authority, HOSTS, TODAY), authority, hosts, TODAY) is due


def test_it_is_renewed_when_it_is_damaged_or_of_another_authority(authority) -> None:
    leaf = new_leaf(authority, HOSTS, TODAY)
    key, _end, certificate = leaf.partition(b"-----END PRIVATE KEY-----\n")
    assert leaf_is_due(leaf, new_authority(TODAY), HOSTS, TODAY)
    for damaged in (b"", leaf[:-100], certificate, key, b"\xff" * 900):
        assert leaf_is_due(damaged, authority, HOSTS, TODAY)


@pytest.mark.parametrize(("days", "due"), [(0, False), (3619, False), (3621, True)])
def test_the_authority_itself_ends_after_ten_years(days, due, now_utc) -> None:
    assert authority_is_due(new_authority(now_utc), now_utc + timedelta(days=days)) is due


def test_what_is_good_is_kept(household, now_utc) -> None:
    first, renewed = certify(household, HOSTS, now_utc)
    assert renewed
    leaf = household.leaf()
    second, renewed = certify(household, HOSTS, now_utc + timedelta(days=300))
    assert not renewed
    assert second == first
    assert household.leaf() == leaf
    assert hosts_of(leaf) == frozenset(HOSTS)


def test_a_new_leaf_needs_no_new_trust(household, now_utc) -> None:
    first, _renewed = certify(household, HOSTS, now_utc)
    second, renewed = certify(household, HOSTS[:2], now_utc + timedelta(days=380))
    assert renewed
    assert second == first
    assert hosts_of(household.leaf()) == frozenset(HOSTS[:2])


def test_an_authority_at_its_end_makes_way_for_a_new_one(household, now_utc) -> None:
    first, _renewed = certify(household, HOSTS, now_utc)
    second, renewed = certify(household, HOSTS, now_utc + timedelta(days=3640))
    assert renewed
    assert second.fingerprint != first.fingerprint


def test_names_outside_its_constraints_are_left_out(household, now_utc) -> None:
    certify(household, (*HOSTS, "pc.fritz.box", "8.8.8.8"), now_utc)
    assert hosts_of(household.leaf()) == frozenset(HOSTS)
    _certificate, renewed = certify(household, (*HOSTS, "pc.fritz.box"), now_utc)
    assert not renewed


@pytest.mark.parametrize("damaged", [b"", b"\x00" * 50, "cut"])
def test_a_damaged_authority_is_not_replaced_in_silence(household, now_utc, damaged) -> None:
    certify(household, HOSTS, now_utc)
    whole = household.authority()
    household.keep_authority(whole[:120] if damaged == "cut" else damaged)
    with pytest.raises(StorageError, match="let your phone trust the new certificate"):
        certify(household, HOSTS, now_utc)


def test_a_key_of_another_kind_is_not_ours(household, now_utc) -> None:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ed25519

    certify(household, HOSTS, now_utc)
    certificate = household.authority().partition(b"-----END PRIVATE KEY-----\n")[2]
    other = ed25519.Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    household.keep_authority(other + certificate)
    with pytest.raises(StorageError):
        certify(household, HOSTS, now_utc)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a person's folders to themselves")
def test_the_keys_are_private(household, now_utc) -> None:
    certify(household, HOSTS, now_utc)
    for file in (household.authority_file, household.leaf_file):
        assert file.stat().st_mode & 0o077 == 0
