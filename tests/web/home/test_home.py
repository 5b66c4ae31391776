from __future__ import annotations

from dataclasses import replace

import pytest

from quietmuscle.web.home.home import Announced
from quietmuscle.web.home.network import HomeNetwork

NAMES = ("quietmuscle.local", "ada-pc.local")


@pytest.mark.parametrize(
    ("announced", "addresses", "best", "others"),
    [
        ("yes", ("192.168.1.20",), "quietmuscle.local", ("192.168.1.20", "ada-pc.local")),
        ("taken", ("192.168.1.20", "10.0.0.7"), "192.168.1.20", ("10.0.0.7", "ada-pc.local")),
        ("no", ("192.168.1.20",), "192.168.1.20", ("ada-pc.local",)),
        ("no", (), None, ("ada-pc.local",)),
        ("yes", (), None, ("ada-pc.local",)),
    ],
)
def test_a_phone_is_sent_where_it_will_find_us(home, announced, addresses, best, others) -> None:
    home.presence.network = HomeNetwork(names=NAMES, addresses=addresses)
    home.presence.announced = Announced(announced)
    assert home.presence.best_host == best
    assert home.presence.other_hosts == others


def test_hosts_are_those_of_now(home) -> None:
    assert "192.168.1.20" in home.presence
    assert "localhost" not in home.presence
    home.presence.network = HomeNetwork(names=NAMES, addresses=())
    assert "192.168.1.20" not in home.presence


def test_addresses_are_spelled_as_browsers_do(home) -> None:
    assert home.address("pc.lan") == "https://pc.lan:8766"
    assert home.trust_address("pc.lan") == "http://pc.lan:8767"
    usual = replace(home, port=443, trust_port=80)
    assert usual.address("pc.lan") == "https://pc.lan"
    assert usual.trust_address("pc.lan") == "http://pc.lan"
