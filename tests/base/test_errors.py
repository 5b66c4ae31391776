from __future__ import annotations

import inspect
import pickle

import pytest

from quietmuscle.base import errors
from quietmuscle.base.errors import QuietMuscleError
from quietmuscle.base.text import Message

KINDS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, QuietMuscleError)
]


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_carries_its_message_and_its_words(kind):
    message = Message("No room for {what}.", {"what": "{this}"})
    refusal = kind(message)
    assert refusal.message is message
    assert str(refusal) == "No room for {this}."
    assert isinstance(refusal, QuietMuscleError)


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_crosses_to_another_process(kind):
    refusal = pickle.loads(pickle.dumps(kind(Message("{a}", {"a": 1}))))
    assert type(refusal) is kind
    assert refusal.message == Message("{a}", {"a": 1})


def test_faults_of_the_disk_are_faults_of_storage():
    for kind in (errors.DiskFullError, errors.DamagedDiaryError, errors.FolderInUseError):
        assert issubclass(kind, errors.StorageError)
    assert not issubclass(errors.NotFoundError, errors.StorageError)
