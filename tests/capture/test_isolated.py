from __future__ import annotations

import os
import sys
import time

import numpy as np
import pytest

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.errors import WorkStoppedError
from quietmuscle.base.errors import WorkTooMuchError
from quietmuscle.base.text import Message
from quietmuscle.capture.isolated import Bounds
from quietmuscle.capture.isolated import in_isolation


def doubled(number, *, extra=0):
    return 2 * number + extra, os.getpid()


def telling(steps, *, progress):
    for step in range(steps):
        progress((step + 1) / steps)
    progress(7.0)
    return steps


def refusing():
    raise NotFoundError(Message("There is no {thing}.", {"thing": "pulse"}))


def failing():
    raise KeyError("secret")


def dying():
    os._exit(3)


def sleeping():
    time.sleep(60)


def greedy():
    return int(np.ones(1 << 30).sum())


def not_picklable():
    return lambda: 1


def test_the_result_comes_from_another_process():
    result, process = in_isolation(doubled, 4, extra=1)
    assert result == 9
    assert process != os.getpid()


def test_progress_is_told_and_bounded():
    told = []
    assert in_isolation(telling, 5, on_progress=told.append) == 5
    assert told == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0])
    assert in_isolation(telling, 2) == 2


def test_a_refusal_comes_through_as_it_is():
    with pytest.raises(NotFoundError, match=r"There is no pulse\."):
        in_isolation(refusing)


@pytest.mark.parametrize("function", [failing, dying, not_picklable])
def test_whatever_goes_wrong_there_becomes_one_sentence(function):
    with pytest.raises(ValueNotUnderstoodError, match="could not be worked through") as caught:
        in_isolation(function)
    assert "secret" not in str(caught.value)


def test_work_that_takes_too_long_is_ended():
    start = time.monotonic()
    with pytest.raises(WorkTooMuchError, match="took too long"):
        in_isolation(sleeping, bounds=Bounds(time_s=1.0))
    assert time.monotonic() - start < 20


def test_work_can_be_cancelled():
    with pytest.raises(WorkStoppedError, match="stopped"):
        in_isolation(sleeping, is_cancelled=lambda: True)


@pytest.mark.skipif(sys.platform != "linux", reason="only here memory is surely bounded")
def test_work_that_needs_too_much_memory_is_ended():
    with pytest.raises(WorkTooMuchError, match="more memory"):
        in_isolation(greedy, bounds=Bounds(memory_bytes=3 << 30))
