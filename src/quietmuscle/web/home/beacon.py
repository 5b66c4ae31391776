"""Telling the home network where quietmuscle.local is (multicast DNS, RFC 6762).

Only the home door imports this module: zeroconf is heavy.
"""

from __future__ import annotations

import socket
import time
from contextlib import contextmanager
from contextlib import suppress
from typing import TYPE_CHECKING

from zeroconf import DNSAddress  # type: ignore[attr-defined] # offered, though not declared
from zeroconf import DNSOutgoing  # type: ignore[attr-defined] # likewise
from zeroconf import DNSQuestion  # type: ignore[attr-defined] # likewise
from zeroconf import Error
from zeroconf import IPVersion
from zeroconf import ServiceInfo
from zeroconf import Zeroconf

from quietmuscle.web.home.home import Announced
from quietmuscle.web.home.network import HOME_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

SERVICE = "_https._tcp.local."
NAME = f"{HOME_NAME}."
ASKED_AGAIN_AFTER_S = 1.1
ANSWER_WITHIN_S = 0.3
"""Who has a name answers within an eighth of a second, but not twice in one second (section 6)."""

_QUERY = 0x0000
_ADDRESS = 1
_INTERNET = 1


@contextmanager
def beacon(addresses: Sequence[str], port: int) -> Iterator[Announced]:
    """A stretch of time in which our name leads to these addresses, if the network takes it.

    Another computer that has the name keeps it.
    """
    told: Zeroconf | None = None
    outcome = Announced.NO
    try:
        if addresses:
            with suppress(OSError, Error):
                told = Zeroconf(interfaces=list(addresses), ip_version=IPVersion.V4Only)
                outcome = _tell(told, addresses, port)
        yield outcome
    finally:
        if told is not None:
            with suppress(OSError, Error):
                told.close()


def _tell(network: Zeroconf, addresses: Sequence[str], port: int) -> Announced:
    packed = [socket.inet_aton(address) for address in addresses]
    if _others(network) - set(packed):
        return Announced.TAKEN
    info = ServiceInfo(
        SERVICE,
        # Other services of this kind may live in the same home: each needs a name of its own.
        f"Quiet Muscle {addresses[0].replace('.', '-')}.{SERVICE}",
        addresses=packed,
        port=port,
        server=NAME,
    )
    network.register_service(info)
    return Announced.YES


def _others(network: Zeroconf) -> set[bytes]:
    """The addresses that already answer to our name."""
    for pause_s in (ASKED_AGAIN_AFTER_S, ANSWER_WITHIN_S):
        question = DNSOutgoing(_QUERY)
        question.add_question(DNSQuestion(NAME, _ADDRESS, _INTERNET))
        network.send(question)
        time.sleep(pause_s)
        known = network.cache.entries_with_name(NAME)
        found = {each.address for each in known if isinstance(each, DNSAddress)}
        if found:
            return found
    return set()
