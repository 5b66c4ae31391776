"""What the home door needs from time to time: its certificate renewed, its address told anew."""

from __future__ import annotations

import threading
from collections.abc import Callable
from collections.abc import Sequence
from contextlib import AbstractContextManager
from contextlib import ExitStack
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from quietmuscle.base.clock import Clock
from quietmuscle.store.household import Household
from quietmuscle.web.home.certificates import certify
from quietmuscle.web.home.home import Announced
from quietmuscle.web.home.home import Presence
from quietmuscle.web.home.network import HomeNetwork
from quietmuscle.web.home.tls import RenewableTls
from quietmuscle.web.logs import places_of

if TYPE_CHECKING:
    from collections.abc import Iterator

EVERY_S = 30.0

log = structlog.get_logger("quietmuscle.web")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """How the computer looks around in the home network, and how it makes itself known."""

    look: Callable[[], HomeNetwork]
    beacon: Callable[[Sequence[str], int], AbstractContextManager[Announced]]


class Keeper:
    """Keeps presence and certificate as they must be while the door is open.

    `looked` is set once it was tried to make this computer known, which takes
    some seconds.
    """

    def __init__(
        self, household: Household, clock: Clock, surroundings: Surroundings, port: int
    ) -> None:
        self.household = household
        self.clock = clock
        self.surroundings = surroundings
        self.port = port
        self.told = ExitStack()
        self.looked = threading.Event()
        network = surroundings.look()
        certificate, _renewed = certify(household, network.hosts, clock.now_utc())
        self.tls = RenewableTls(household.leaf_file)
        self.presence = Presence(network=network, announced=Announced.NO, certificate=certificate)

    def look_after(self) -> None:
        """Do once what is due; a fault is written down, and the door stays open."""
        try:
            network = self.surroundings.look()
            certificate, renewed = certify(self.household, network.hosts, self.clock.now_utc())
            if renewed:
                self.tls.renew(self.household.leaf_file)
                log.info("home_certificate_renewed")
            self.presence.certificate = certificate
            moved = network != self.presence.network
            unheard = self.presence.announced is Announced.NO and network.addresses
            if moved or unheard:
                self.presence.network = network
                self.presence.announced = self._tell(network)
            if moved:
                log.info("home_address_changed", count=len(network.addresses))
        except Exception as fault:  # noqa: BLE001 - whatever it is, the next time tries again
            trace = places_of(fault.__traceback__)
            log.error("home_keeping_failed", kind=type(fault).__name__, trace=trace)  # noqa: TRY400 - no words of the fault
        finally:
            self.looked.set()

    def close(self) -> None:
        """Tell the network that the name is free again."""
        self.told.close()

    def _tell(self, network: HomeNetwork) -> Announced:
        self.told.close()
        return self.told.enter_context(self.surroundings.beacon(network.addresses, self.port))


@contextmanager
def keep_home(keeper: Keeper, every_s: float = EVERY_S) -> Iterator[Presence]:
    """A stretch of time in which the door is looked after: at once, and then again and again."""
    stopped = threading.Event()

    def again_and_again() -> None:
        keeper.look_after()
        while not stopped.wait(every_s):
            keeper.look_after()

    thread = threading.Thread(target=again_and_again, name="home keeper", daemon=True)
    thread.start()
    try:
        yield keeper.presence
    finally:
        stopped.set()
        thread.join()
        keeper.close()
