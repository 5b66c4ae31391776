from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from quietmuscle.base.clock import StoppedClock
from quietmuscle.web.home.certificates import hosts_of
from quietmuscle.web.home.home import Announced
from quietmuscle.web.home.keeper import Keeper
from quietmuscle.web.home.keeper import Surroundings
from quietmuscle.web.home.keeper import keep_home
from quietmuscle.web.home.network import HomeNetwork

FIRST = HomeNetwork(names=("quietmuscle.local",), addresses=("192.168.1.20",))
SECOND = replace(FIRST, addresses=("192.168.1.21",))


class PretendedNetwork:
    """A home network that a test can change, and that notes what it was told."""

    def __init__(self) -> None:
        self.now = FIRST
        self.answer = Announced.YES
        self.told: list[object] = []

    def look(self) -> HomeNetwork:
        if isinstance(self.now, Exception):
            raise self.now
        return self.now

    @contextmanager
    def beacon(self, addresses, port):
        self.told.append((addresses, port))
        yield self.answer
        self.told.append("silence")


@pytest.fixture
def network() -> PretendedNetwork:
    return PretendedNetwork()


@pytest.fixture
def keeper(household, clock, network):
    surroundings = Surroundings(look=network.look, beacon=network.beacon)
    made = Keeper(household, clock, surroundings, 8766)
    assert made.presence.announced is Announced.NO
    assert not made.looked.is_set()
    made.look_after()
    yield made
    made.close()


def test_at_first_it_looks_around_and_makes_itself_known(keeper, network, household) -> None:
    assert keeper.looked.is_set()
    assert keeper.presence.network == FIRST
    assert keeper.presence.announced is Announced.YES
    assert network.told == [(("192.168.1.20",), 8766)]
    assert hosts_of(household.leaf()) == frozenset(FIRST.hosts)


def test_where_nothing_changed_nothing_is_done(keeper, network, household) -> None:
    leaf, newest, certificate = household.leaf(), keeper.tls.newest, keeper.presence.certificate
    keeper.look_after()
    assert (household.leaf(), keeper.tls.newest) == (leaf, newest)
    assert keeper.presence.certificate == certificate
    assert len(network.told) == 1


def test_another_address_gets_another_certificate_and_is_told(keeper, network, household) -> None:
    newest, certificate = keeper.tls.newest, keeper.presence.certificate
    network.now = SECOND
    keeper.look_after()
    assert keeper.presence.network == SECOND
    assert keeper.presence.certificate == certificate
    assert keeper.tls.newest is not newest
    assert hosts_of(household.leaf()) == frozenset(SECOND.hosts)
    assert network.told[1:] == ["silence", (("192.168.1.21",), 8766)]


def test_a_certificate_at_its_end_is_renewed(keeper, network, household, now_utc) -> None:
    newest, leaf = keeper.tls.newest, household.leaf()
    keeper.clock = StoppedClock(instant_utc=now_utc + timedelta(days=361))
    keeper.look_after()
    assert household.leaf() != leaf
    assert keeper.tls.newest is not newest
    assert len(network.told) == 1


def test_after_a_wipe_the_print_is_that_of_the_new_authority(keeper, household) -> None:
    before = keeper.presence.certificate
    for file in (household.authority_file, household.leaf_file):
        file.unlink()
    keeper.look_after()
    assert keeper.presence.certificate != before


def test_a_network_that_did_not_listen_is_told_again(keeper, network) -> None:
    network.now, network.answer = SECOND, Announced.NO
    keeper.look_after()
    assert keeper.presence.announced is Announced.NO
    network.answer = Announced.YES
    keeper.look_after()
    assert keeper.presence.announced is Announced.YES


def test_without_an_address_nobody_is_told_again_and_again(keeper, network) -> None:
    network.now, network.answer = replace(FIRST, addresses=()), Announced.NO
    keeper.look_after()
    told = len(network.told)
    keeper.look_after()
    assert len(network.told) == told


def test_a_fault_is_written_down_and_the_door_stays_open(keeper, network) -> None:
    network.now = OSError(5, "the words of Ada's disk")
    with capture_logs() as lines:
        keeper.look_after()
    assert keeper.presence.network == FIRST
    (line,) = lines
    assert (line["event"], line["kind"]) == ("home_keeping_failed", "OSError")
    assert "Ada" not in str(line)
    network.now = SECOND
    keeper.look_after()
    assert keeper.presence.network == SECOND


def test_a_fault_keeps_nobody_waiting(household, clock, network) -> None:
    keeper = Keeper(household, clock, Surroundings(look=network.look, beacon=network.beacon), 1)
    network.now = OSError(5, "Input/output error")
    keeper.look_after()
    assert keeper.looked.is_set()
    keeper.close()


def test_it_is_looked_after_until_it_is_closed(keeper, network) -> None:
    looks = iter(range(100_000))
    third = threading.Event()

    def look() -> HomeNetwork:
        if next(looks) == 2:
            third.set()
        return SECOND

    keeper.surroundings = Surroundings(look=look, beacon=network.beacon)
    with keep_home(keeper, every_s=0.01) as presence:
        assert third.wait(10)
        assert presence is keeper.presence
    assert network.told[-1] == "silence"
    assert "home keeper" not in {thread.name for thread in threading.enumerate()}
