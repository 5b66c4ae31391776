"""How a phone is let in: a code that works once and for ten minutes, for a secret that stays."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING

from quietmuscle.base.errors import ConflictError
from quietmuscle.base.ids import new_id
from quietmuscle.base.text import Message
from quietmuscle.base.text import _
from quietmuscle.model.phone import Phone

if TYPE_CHECKING:
    from quietmuscle.store.household import Household

CODE_BYTES = 32
SECRET_BYTES = 32
GOOD_FOR = timedelta(minutes=10)
MOST_OPEN = 5
"""How many codes are good at once; the oldest gives way."""

SHORT_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No letter of the short code looks like another one."""

SHORT_LENGTH = 8
MOST_WRONG = 10
"""After so many wrong short codes, the right one is no longer taken: nobody guesses it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A code for the camera, the same for fingers, and when both end."""

    code: str
    short_code: str
    until_utc: datetime

    @property
    def short_code_shown(self) -> str:
        """The short code in two groups, as one reads it aloud."""
        return f"{self.short_code[:4]} {self.short_code[4:]}"


@dataclass(slots=True)
class _OpenOffer:
    offer: Offer
    wrong: int = 0


@dataclass(frozen=True, slots=True)
class PairingDesk:
    """The codes that are good just now: in memory only, none survives the program's end."""

    open_offers: list[_OpenOffer] = field(default_factory=list)
    _one_at_a_time: Lock = field(default_factory=Lock)

    def offer(self, now_utc: datetime) -> Offer:
        """A new code."""
        made = Offer(
            code=secrets.token_urlsafe(CODE_BYTES),
            short_code="".join(secrets.choice(SHORT_LETTERS) for _each in range(SHORT_LENGTH)),
            until_utc=now_utc + GOOD_FOR,
        )
        with self._one_at_a_time:
            self._forget_old(now_utc)
            self.open_offers.append(_OpenOffer(made))
            del self.open_offers[:-MOST_OPEN]
        return made

    def redeem(self, given: str, now_utc: datetime) -> None:
        """Use a code up; ConflictError where it is not good, or not any more.

        Each open code is looked at for as long as any other, whatever is given.
        """
        short = "".join(given.upper().replace("-", " ").split())
        with self._one_at_a_time:
            self._forget_old(now_utc)
            fitting = []
            for each in self.open_offers:
                by_camera = _same(given, each.offer.code)
                by_hand = _same(short, each.offer.short_code) and each.wrong < MOST_WRONG
                if by_camera or by_hand:
                    fitting.append(each)
            if not fitting:
                for each in self.open_offers:
                    each.wrong += 1
                raise _no_longer_good()
            for each in fitting:
                self.open_offers.remove(each)

    def _forget_old(self, now_utc: datetime) -> None:
        # A clock that was set back must not make a code live longer.
        self.open_offers[:] = [
            each
            for each in self.open_offers
            if timedelta() < each.offer.until_utc - now_utc <= GOOD_FOR
        ]


def pair(
    desk: PairingDesk, household: Household, given: str, name: str, now_utc: datetime
) -> tuple[Phone, str]:
    """Let a phone in for a code: what is kept of it, and the secret that it alone has."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    phone = Phone(
        id=new_id(now_utc),
        name=" ".join(name.split()),
        secret_sha256=_digest(secret),
        paired_at_utc=now_utc,
    )
    desk.redeem(given, now_utc)
    household.add(phone)
    return phone, secret


def phone_of(phones: Iterable[Phone], secret: str) -> Phone | None:
    """The phone that has this secret; each phone is looked at for as long as any other."""
    digest, found = _digest(secret), None
    for phone in phones:
        if hmac.compare_digest(phone.secret_sha256, digest):
            found = phone
    return found


def _same(given: str, code: str) -> bool:
    return hmac.compare_digest(_digest(given), _digest(code))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def _no_longer_good() -> ConflictError:
    return ConflictError(
        Message(
            _(
                "This code is not good any more: each works once, and for ten minutes. Please "
                "take a new one on your computer, under More, Your phone."
            )
        )
    )
