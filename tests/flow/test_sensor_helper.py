from __future__ import annotations

import signal
import threading
from multiprocessing import Pipe

import pytest

from quietmuscle.flow import sensor_helper
from quietmuscle.flow import why
from quietmuscle.flow.sensor_helper import SensorHelper

VALUES = (10.0, 200.0, 0.0)


@pytest.fixture
def helper():
    helper = SensorHelper()
    yield helper
    helper.close()


def test_the_process_answers_as_the_step_does_and_is_started_again_when_it_ended(helper):
    truth = why.felt_and_seen(*VALUES)
    helper.bring()
    first = helper._helper.process
    assert helper.felt_and_seen(*VALUES) == truth
    assert helper._helper.process is first
    first.kill()
    first.join()
    helper.bring()
    second = helper._helper.process
    assert second.pid != first.pid
    helper.close()
    assert not second.is_alive()
    helper.close()


class Gone:
    """A line to a process that ends just as it is asked."""

    def send(self, _values):
        raise BrokenPipeError

    def close(self):
        pass


class Ended:
    """A process that has not been seen to end yet."""

    pid = 1

    def is_alive(self):
        return True

    def terminate(self):
        pass

    def join(self):
        pass


def test_a_process_that_ends_while_it_is_asked_is_replaced(helper, monkeypatch):
    monkeypatch.setattr(SensorHelper, "_asked", _asked_of_two)
    helper._helper = sensor_helper._Helper(Ended(), Gone())
    assert helper.felt_and_seen(*VALUES) == "answered"


class Deaf(Gone):
    """A line to a process that hangs."""

    def send(self, _values):
        pass

    def poll(self, _wait_s):
        return False


def test_a_process_that_hangs_is_given_up(helper):
    helper._helper = sensor_helper._Helper(Ended(), Deaf())
    with pytest.raises(EOFError):
        helper._asked(VALUES)
    assert helper._helper is None


def _asked_of_two(helper, values):
    if helper._helper is None:
        return "answered"
    return helper._helper.line.send(values)


@pytest.fixture
def _usual_signals():
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_usual_signals")
def test_it_answers_until_nobody_asked_for_long(monkeypatch):
    monkeypatch.setattr(why, "bring_sensors", lambda: None)
    monkeypatch.setattr(why, "felt_and_seen", lambda *values: sum(values))
    ours, theirs = Pipe()
    ours.send((1.0, 2.0))
    sensor_helper.answer(theirs, 0.0)
    assert ours.recv() == 3.0
    assert not ours.poll()


@pytest.mark.usefixtures("_usual_signals")
def test_it_ends_with_whoever_asked(monkeypatch):
    monkeypatch.setattr(why, "bring_sensors", lambda: None)
    ours, theirs = Pipe()
    threading.Timer(0.05, ours.close).start()
    sensor_helper.answer(theirs, 60.0)
