from __future__ import annotations

import socket
import time

import pytest
import zeroconf
from zeroconf import DNSAddress
from zeroconf import DNSOutgoing
from zeroconf import DNSQuestion
from zeroconf import Zeroconf

from quietmuscle.web.home import beacon as module
from quietmuscle.web.home.beacon import beacon
from quietmuscle.web.home.home import Announced

NO_MULTICAST = "Multicast does not work on this computer's own interface."


def resolve(name: str, *, tries: int) -> set[str]:
    """What this computer's network says of a name, asked again and again as a phone would."""
    asking = Zeroconf(interfaces=["127.0.0.1"])
    found: set[str] = set()
    for _each in range(tries):
        question = DNSOutgoing(0)
        question.add_question(DNSQuestion(name, 1, 1))
        asking.send(question)
        time.sleep(0.5)
        known = asking.cache.entries_with_name(name)
        found = {socket.inet_ntoa(each.address) for each in known if isinstance(each, DNSAddress)}
        if found:
            break
    asking.close()
    return found


def test_a_phone_that_asks_for_our_name_finds_us_while_we_are_there() -> None:
    with beacon(["127.0.0.1"], 8766) as announced:
        if announced is Announced.NO:
            pytest.skip(NO_MULTICAST)
        assert announced is Announced.YES
        assert resolve("quietmuscle.local.", tries=10) == {"127.0.0.1"}
        with beacon(["127.0.0.2"], 8766) as second:
            assert second is Announced.TAKEN
    assert resolve("quietmuscle.local.", tries=2) == set()


def test_without_an_address_nothing_is_told(monkeypatch) -> None:
    monkeypatch.setattr(module, "Zeroconf", None)
    with beacon([], 8766) as announced:
        assert announced is Announced.NO


class PretendedZeroconf:
    """A network that cannot be reached, from a point on."""

    faults: tuple[Exception | None, ...] = ()
    closed = 0

    def __init__(self, **_options) -> None:
        self.cache = self
        self._meet(0)

    def send(self, _question) -> None:
        self._meet(1)

    def entries_with_name(self, _name) -> list[object]:
        return []

    def register_service(self, _info) -> None:
        self._meet(2)

    def close(self) -> None:
        type(self).closed += 1
        self._meet(3)

    def _meet(self, place: int) -> None:
        fault = dict(enumerate(self.faults)).get(place)
        if fault:
            raise fault


@pytest.mark.parametrize(
    ("faults", "outcome", "closed"),
    [
        ((OSError(19, "No such device"),), Announced.NO, 0),
        ((None, OSError(1, "Operation not permitted")), Announced.NO, 1),
        ((None, None, zeroconf.NonUniqueNameException()), Announced.NO, 1),
        ((None, None, zeroconf.EventLoopBlocked()), Announced.NO, 1),
        ((None, None, None, OSError(9, "Bad file descriptor")), Announced.YES, 1),
        ((), Announced.YES, 1),
    ],
)
def test_a_network_that_does_not_listen_is_no_fault(monkeypatch, faults, outcome, closed) -> None:
    class Network(PretendedZeroconf):
        pass

    Network.faults = faults
    monkeypatch.setattr(module, "Zeroconf", Network)
    monkeypatch.setattr(module, "ANSWER_WITHIN_S", 0)
    monkeypatch.setattr(module, "ASKED_AGAIN_AFTER_S", 0)
    with beacon(["192.168.1.20"], 8766) as announced:
        assert announced is outcome
    assert Network.closed == closed
