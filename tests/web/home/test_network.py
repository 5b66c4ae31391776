from __future__ import annotations

import socket

import pytest

from quietmuscle.web.home.network import HomeNetwork
from quietmuscle.web.home.network import is_at_home
from quietmuscle.web.home.network import names_of
from quietmuscle.web.home.network import network_of
from quietmuscle.web.home.network import source_address
from quietmuscle.web.home.network import this_network


@pytest.mark.parametrize("computer", ["ada-pc", "ADA-PC", "ada-pc.fritz.box", "Ada-PC.local"])
def test_a_computer_has_our_name_and_those_of_homes(computer) -> None:
    assert names_of(computer) == (
        "quietmuscle.local",
        "ada-pc.local",
        "ada-pc.lan",
        "ada-pc.home.arpa",
    )


@pytest.mark.parametrize(
    "computer", ["", "localhost", "localhost.localdomain", "ada_pc", "-a", "a-", "größe", "x" * 64]
)
def test_what_is_no_name_in_a_network_is_left_out(computer) -> None:
    assert names_of(computer) == ("quietmuscle.local",)


def test_a_computer_that_has_our_name_by_chance() -> None:
    names = names_of("quietmuscle")
    assert names == ("quietmuscle.local", "quietmuscle.lan", "quietmuscle.home.arpa")


def test_the_way_out_comes_first_and_each_address_once() -> None:
    ways = {"192.0.2.1": "192.168.1.20", "10.253.253.253": "10.0.0.7"}
    found = network_of("ada-pc", lambda elsewhere: ways.get(elsewhere, "192.168.1.20"))
    assert found.addresses == ("192.168.1.20", "10.0.0.7")
    assert found.hosts == (*names_of("ada-pc"), "192.168.1.20", "10.0.0.7")


@pytest.mark.parametrize("address", ["203.0.113.9", "100.64.0.1", "127.0.0.1", "127.0.1.1", None])
def test_an_address_that_is_not_of_a_home_is_left_out(address) -> None:
    assert network_of("ada-pc", lambda _elsewhere: address).addresses == ()


def test_nothing_is_sent_to_know_the_way(monkeypatch) -> None:
    def refuse(*_arguments):
        raise AssertionError("something was sent")

    class Listening(socket.socket):
        send = sendall = sendto = sendmsg = refuse

    monkeypatch.setattr(socket, "socket", Listening)
    assert source_address("127.0.0.1") == "127.0.0.1"


def test_without_a_network_there_is_no_address(monkeypatch) -> None:
    class Unplugged(socket.socket):
        def connect(self, _address):
            raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(socket, "socket", Unplugged)
    assert source_address("192.0.2.1") is None
    assert this_network().addresses == ()


def test_this_computer_has_our_name() -> None:
    found = this_network()
    assert isinstance(found, HomeNetwork)
    assert found.names[0] == "quietmuscle.local"
    assert all(is_at_home(address) for address in found.addresses)


@pytest.mark.parametrize(
    "address",
    ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "127.0.0.1", "::1", "fd12::1"],
)
def test_addresses_of_homes(address) -> None:
    assert is_at_home(address)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "172.32.0.1", "100.64.0.1", "169.254.1.1", "2001:db8::1", "testclient", "", "10"],
)
def test_addresses_of_elsewhere(address) -> None:
    assert not is_at_home(address)
