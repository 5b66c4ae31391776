"""The names and addresses under which this computer is found in the home network."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from ipaddress import ip_network

HOME_NAME = "quietmuscle.local"
"""The name that phones know; it stays when the address changes."""

HOME_DOMAINS = ("local", "lan", "home.arpa", "localhost")
HOME_NETWORKS = tuple(
    ip_network(text)
    for text in (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "127.0.0.0/8",
        "fc00::/7",
        "fe80::/10",
        "::1/128",
    )
)
"""What belongs to homes: nobody on the internet has such a name or address."""

# Places to which one may ask for the way. Nothing is sent there.
_ELSEWHERE = ("192.0.2.1", "192.168.253.253", "10.253.253.253", "172.30.253.253")
_DISCARD_PORT = 9
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeNetwork:
    """How this computer is found at home just now: names, and addresses, the likeliest first."""

    names: tuple[str, ...]
    addresses: tuple[str, ...]

    @property
    def hosts(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.names, *self.addresses)


def this_network() -> HomeNetwork:
    """How this computer is found at home; not one packet is sent to know it."""
    return network_of(socket.gethostname(), source_address)


def network_of(computer: str, source: Callable[[str], str | None]) -> HomeNetwork:
    """The home network of a computer of this name.

    `source` knows the own address from which another one is reached.
    """
    found = (source(elsewhere) for elsewhere in _ELSEWHERE)
    addresses = dict.fromkeys(
        address for address in found if address and is_at_home(address) and not _is_itself(address)
    )
    return HomeNetwork(names=names_of(computer), addresses=tuple(addresses))


def names_of(computer: str) -> tuple[str, ...]:
    """Our own name, and those that homes give to a computer of this name."""
    label = computer.partition(".")[0].lower()
    if label == "localhost" or not _LABEL.fullmatch(label):
        return (HOME_NAME,)
    others = (f"{label}.{domain}" for domain in ("local", "lan", "home.arpa"))
    return (HOME_NAME, *(name for name in others if name != HOME_NAME))


def source_address(elsewhere: str) -> str | None:
    """The own address from which another one would be reached, or None without a way there.

    Connecting a UDP socket asks the system for the way and sends nothing.
    """
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect((elsewhere, _DISCARD_PORT))
        return str(asking.getsockname()[0])
    return None


def is_at_home(address: str) -> bool:
    """Whether an address is one of a home network or of this computer itself."""
    try:
        known = ip_address(address)
    except ValueError:
        return False
    return any(known in network for network in HOME_NETWORKS if network.version == known.version)


def _is_itself(address: str) -> bool:
    return ip_address(address).is_loopback
