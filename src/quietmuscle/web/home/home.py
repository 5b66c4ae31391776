"""What the pages know of the door for phones while it is open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quietmuscle.web.home.network import HOME_NAME
from quietmuscle.web.home.network import HomeNetwork
from quietmuscle.web.home.pairing import PairingDesk


class Announced(StrEnum):
    """Whether the home network was told where our own name is."""

    YES = "yes"
    TAKEN = "taken"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeCertificate:
    """The home authority as phones see it: its certificate (DER) and the print to compare."""

    der: bytes
    fingerprint: str


@dataclass(slots=True, kw_only=True)
class Presence:
    """How this computer is found at home, and who vouches for it; the keeper keeps it true."""

    network: HomeNetwork
    announced: Announced
    certificate: HomeCertificate

    def __contains__(self, host: object) -> bool:
        """Whether a request may be for this host."""
        return host in self.network.hosts

    @property
    def best_host(self) -> str | None:
        """What a phone will find: the name if it was announced, else an address."""
        if self.announced is Announced.YES and self.network.addresses:
            return HOME_NAME
        return next(iter(self.network.addresses), None)

    @property
    def other_hosts(self) -> tuple[str, ...]:
        """What else a phone may try, the likeliest first."""
        hosts = (*self.network.addresses, *self.network.names)
        return tuple(host for host in hosts if host not in {self.best_host, HOME_NAME})


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The open door: where phones are let in, and where they find it."""

    desk: PairingDesk
    presence: Presence
    port: int
    trust_port: int

    def address(self, host: str) -> str:
        """The diary's address for a phone."""
        return f"https://{host}" if self.port == 443 else f"https://{host}:{self.port}"

    def trust_address(self, host: str) -> str:
        """The address of the page that helps a phone to trust this computer."""
        return f"http://{host}" if self.trust_port == 80 else f"http://{host}:{self.trust_port}"
