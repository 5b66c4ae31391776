from __future__ import annotations

from quietmuscle.capture.units import UNKNOWN
from quietmuscle.capture.units import scale_given
from quietmuscle.capture.wishes import NO_WISHES
from quietmuscle.capture.wishes import Wishes


def test_what_is_given_goes_before_what_the_file_says():
    told, given = scale_given("uV"), scale_given("mV")
    assert Wishes(scale=given).scale_or(told) is given
    assert NO_WISHES.scale_or(told) is told
    assert NO_WISHES.scale_or(UNKNOWN) is UNKNOWN
