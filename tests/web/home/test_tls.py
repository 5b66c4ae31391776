from __future__ import annotations

import ssl

import pytest
from handshake import device_that_trusts
from handshake import shake_hands

from quietmuscle.base.clock import SystemClock
from quietmuscle.web.home.certificates import certify
from quietmuscle.web.home.tls import RenewableTls

HOSTS = ("quietmuscle.local", "192.168.1.20")


@pytest.fixture
def device(household) -> ssl.SSLContext:
    """A device that trusts this household."""
    certificate, _renewed = certify(household, HOSTS, SystemClock().now_utc())
    return device_that_trusts(certificate.der)


@pytest.mark.parametrize("host", HOSTS)
def test_new_connections_are_shown_the_newest_certificate(household, device, host) -> None:
    tls = RenewableTls(household.leaf_file)
    first = shake_hands(device, tls.context, host)
    assert shake_hands(device, tls.context, host) == first
    certify(household, (*HOSTS, "10.0.0.7"), SystemClock().now_utc())
    assert shake_hands(device, tls.context, host) == first
    tls.renew(household.leaf_file)
    second = shake_hands(device, tls.context, host)
    assert second != first
    assert shake_hands(device, tls.context, "10.0.0.7") == second


def test_old_encryption_is_refused(household, device) -> None:
    tls = RenewableTls(household.leaf_file)
    device.maximum_version = ssl.TLSVersion.TLSv1_2
    shake_hands(device, tls.context, HOSTS[0])
    assert tls.context.minimum_version == ssl.TLSVersion.TLSv1_2
    assert tls.newest.minimum_version == ssl.TLSVersion.TLSv1_2


def test_a_file_that_is_no_certificate_leaves_the_old_one(household, device, tmp_path) -> None:
    tls = RenewableTls(household.leaf_file)
    (tmp_path / "no.pem").write_bytes(b"no")
    with pytest.raises(ssl.SSLError):
        tls.renew(tmp_path / "no.pem")
    shake_hands(device, tls.context, HOSTS[0])
