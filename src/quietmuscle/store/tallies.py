"""The shelf of counts: what charts and sentences are made of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy import Table
from sqlalchemy import and_
from sqlalchemy import case
from sqlalchemy import func
from sqlalchemy import literal
from sqlalchemy import or_
from sqlalchemy import select

from quietmuscle.model.day import DayCount
from quietmuscle.model.day import day_count
from quietmuscle.model.day_signs import DaySigns
from quietmuscle.model.episode import Doing
from quietmuscle.model.query import Holdings
from quietmuscle.model.query import HourCount
from quietmuscle.model.query import SiteCount
from quietmuscle.store.days_before import DaysBefore
from quietmuscle.store.engine import Database
from quietmuscle.store.rows import read_sites
from quietmuscle.store.tables import KEPT
from quietmuscle.store.tables import care_check
from quietmuscle.store.tables import day_log
from quietmuscle.store.tables import episode
from quietmuscle.store.tables import lab_result
from quietmuscle.store.tables import measurement
from quietmuscle.store.tables import medicine_change
from quietmuscle.store.tables import session_use
from quietmuscle.store.tables import trial

if TYPE_CHECKING:
    from datetime import date

    from quietmuscle.model.site import SiteRef

_TWITCHES = func.sum(func.coalesce(episode.c.count, 1))
_ENTRIES = func.count()


@dataclass(frozen=True, slots=True)
class TallyShelf:
    """How many twitches there were: by day, by place, by hour."""

    database: Database

    def counts(self, first: date, last: date) -> tuple[DayCount, ...]:
        """The count of each day of a range, in order; days not logged say so."""
        told = (
            select(episode.c.logical_day, _TWITCHES, _ENTRIES)
            .where(_within(first, last))
            .group_by(episode.c.logical_day)
        )
        without = select(day_log.c.day).where(
            day_log.c.day.between(first, last), day_log.c.none_today
        )
        with self.database.reading() as connection:
            tally = {
                day: (int(twitches), entries) for day, twitches, entries in connection.execute(told)
            }
            none_days = set(connection.execute(without).scalars())
        days = (first + timedelta(days=place) for place in range((last - first).days + 1))
        return tuple(
            day_count(day, *tally.get(day, (0, 0)), none_today=day in none_days) for day in days
        )

    def signs(self, first: date, last: date) -> tuple[DaySigns, ...]:
        """The ticks of each day of a range that has entries, in order."""
        query = (
            select(
                episode.c.logical_day,
                _any(episode.c.painful.is_(True)),
                _any(or_(episode.c.weak.is_(True), episode.c.stiff.is_(True))),
                func.max(episode.c.bother_0_10),
                _any(episode.c.doing.in_([Doing.ASLEEP.value, Doing.FALLING_ASLEEP.value])),
            )
            .where(_within(first, last))
            .group_by(episode.c.logical_day)
            .order_by(episode.c.logical_day)
        )
        with self.database.reading() as connection:
            return tuple(
                DaySigns(
                    day=day,
                    painful=bool(painful),
                    weak_or_stiff=bool(weak_or_stiff),
                    most_bother_0_10=bother,
                    at_night=bool(at_night),
                )
                for day, painful, weak_or_stiff, bother, at_night in connection.execute(query)
            )

    def sites(self, first: date, last: date) -> tuple[SiteCount, ...]:
        """How many twitches each place had, most first."""
        query = (
            select(episode.c.sites, _TWITCHES).where(_within(first, last)).group_by(episode.c.sites)
        )
        tally: Counter[SiteRef] = Counter()
        with self.database.reading() as connection:
            for sites, twitches in connection.execute(query):
                tally.update(dict.fromkeys(read_sites(sites), int(twitches)))
        return tuple(
            SiteCount(site=site, twitches=twitches)
            for site, twitches in sorted(tally.items(), key=lambda pair: (-pair[1], pair[0]))
        )

    def hours(self, first: date, last: date) -> tuple[HourCount, ...]:
        """How many twitches fell into each hour of each weekday, where the time is known."""
        where = and_(_within(first, last), episode.c.time_known)
        hour = (episode.c.weekday, episode.c.hour)
        query = select(*hour, _TWITCHES).where(where).group_by(*hour).order_by(*hour)
        with self.database.reading() as connection:
            return tuple(
                HourCount(weekday=weekday, hour=hour, twitches=int(twitches))
                for weekday, hour, twitches in connection.execute(query)
            )

    def stretch(self, last: date, pause_days: int) -> tuple[date, ...]:
        """Days with entries back from a day, the newest first, until there is a pause.

        Not every day of the stretch, but enough of them that none lies more than
        the pause before the next, and the last is where the stretch began: the
        database jumps from each to the earliest within the pause, so that a
        stretch of ten years takes some hundred looks into an index.
        """

        def earliest(oldest: ColumnElement[date], newest: ColumnElement[date]) -> Any:
            between = episode.c.logical_day.between(oldest, newest)
            return select(func.min(episode.c.logical_day)).where(KEPT, between).scalar_subquery()

        end, pause = literal(last), literal(pause_days)
        jump = select(earliest(DaysBefore(end, pause), end).label("day")).cte(recursive=True)
        before = earliest(DaysBefore(jump.c.day, pause), DaysBefore(jump.c.day, literal(1)))
        jump = jump.union_all(select(before).where(jump.c.day.is_not(None)))
        with self.database.reading() as connection:
            found = connection.execute(select(jump.c.day).where(jump.c.day.is_not(None)))
            return tuple(sorted(found.scalars(), reverse=True))

    def take_stock(self) -> None:
        """Have the database look at how much it holds, so that counts of many years stay quick."""
        self.database.take_stock()

    def first_day(self) -> date | None:
        """The first day of which anything is known."""
        with self.database.reading() as connection:
            days = (
                connection.execute(select(func.min(episode.c.logical_day)).where(KEPT)).scalar(),
                connection.execute(select(func.min(day_log.c.day))).scalar(),
            )
        return min((day for day in days if day is not None), default=None)

    def last_day(self) -> date | None:
        """The last day of which anything is known."""
        with self.database.reading() as connection:
            days = (
                connection.execute(select(func.max(episode.c.logical_day)).where(KEPT)).scalar(),
                connection.execute(select(func.max(day_log.c.day))).scalar(),
            )
        return max((day for day in days if day is not None), default=None)

    def entries(self) -> int:
        """How many episodes are kept, without those in the bin."""
        with self.database.reading() as connection:
            query = select(func.count()).select_from(episode).where(KEPT)
            return connection.execute(query).scalar_one()

    def holdings(self) -> Holdings:
        """How much of each kind is kept, without what is in the bin."""
        with self.database.reading() as connection:

            def count(table: Table) -> int:
                query = select(func.count()).where(table.c.deleted_at_utc.is_(None))
                return connection.execute(query.select_from(table)).scalar_one()

            return Holdings(
                entries=count(episode),
                measurements=count(measurement),
                medicine_changes=count(medicine_change),
                blood_results=count(lab_result),
                sessions=count(session_use),
                care_checks=count(care_check),
                experiments=count(trial),
            )


def _any(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """1 where the condition holds for some row of a group, else 0."""
    return func.max(case((condition, 1), else_=0))


def _within(first: date, last: date) -> ColumnElement[bool]:
    return and_(KEPT, episode.c.logical_day.between(first, last))
