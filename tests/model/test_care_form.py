"""A scenario as a file holds it."""

from __future__ import annotations

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.model.care_form import MOST_DAYS_AGO
from quietmuscle.model.care_form import MedicineForm
from quietmuscle.model.care_form import ScenarioForm
from quietmuscle.model.care_form import check_days_ago


@pytest.mark.parametrize("days", [None, 0, 1, MOST_DAYS_AGO])
def test_days_back_from_today_are_taken(days):
    check_days_ago(days)


@pytest.mark.parametrize("days", [-1, MOST_DAYS_AGO + 1])
def test_days_to_come_and_days_before_our_time_are_refused(days):
    with pytest.raises(ValueNotUnderstoodError):
        check_days_ago(days)


@pytest.mark.parametrize(
    "name", ["started_days_ago", "changed_days_ago", "stopped_days_ago", "missed_days_ago"]
)
def test_every_day_of_a_medicine_is_looked_at(name):
    with pytest.raises(ValueNotUnderstoodError, match="future"):
        MedicineForm(name="baclofen", **{name: -3})


def test_nothing_but_the_form_needs_to_be_given():
    form = ScenarioForm(schema=1)
    assert (form.medicines, form.medicines_complete, dict(form.answers)) == (None, None, {})
