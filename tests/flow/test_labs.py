from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from entries import TODAY
from entries import a_lab_result
from entries import an_id
from shelves import put_lab

from quietmuscle.advise.labs import Lies
from quietmuscle.base.errors import ConflictError
from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.flow import labs
from quietmuscle.flow.workspace import Workspace
from quietmuscle.model.lab import Analyte
from quietmuscle.model.lab import LabUnit


@pytest.fixture
def workspace(diary, clock) -> Workspace:
    return Workspace(diary=diary, clock=clock)


def test_a_result_is_kept_and_read(workspace: Workspace) -> None:
    result = a_lab_result(value=0.6)
    labs.record_lab_result(workspace, result, change_id=an_id())
    (read,) = labs.lab_results(workspace)
    assert read.result == result
    assert read.reading is not None
    assert read.reading.lies is Lies.BELOW
    labs.delete_lab_result(workspace, result.id, change_id=an_id())
    assert labs.lab_results(workspace) == ()
    labs.restore_lab_result(workspace, result.id, change_id=an_id())
    assert labs.lab_result(workspace, result.id) == read


def test_a_unit_that_seems_another_is_asked_about_and_never_guessed(workspace: Workspace) -> None:
    result = replace(
        a_lab_result(value=9.4), analyte=Analyte.CALCIUM, range_low=None, range_high=None
    )
    with pytest.raises(ConflictError, match=r"9\.4 is unusual in mmol/L, and usual in mg/dL"):
        labs.record_lab_result(workspace, result, change_id=an_id())
    assert labs.lab_results(workspace) == ()
    labs.record_lab_result(workspace, result, change_id=an_id(), unit_confirmed=True)
    assert labs.lab_result(workspace, result.id).result == result
    right = replace(result, unit=LabUnit.MG_DL)
    labs.record_lab_result(workspace, right, change_id=an_id())


def test_what_cannot_be_and_what_is_to_come_is_refused(workspace: Workspace) -> None:
    with pytest.raises(ValueNotUnderstoodError):
        labs.record_lab_result(workspace, a_lab_result(value=70), change_id=an_id())
    with pytest.raises(ValueNotUnderstoodError):
        labs.record_lab_result(
            workspace, a_lab_result(TODAY + timedelta(days=3)), change_id=an_id()
        )
    with pytest.raises(NotFoundError):
        labs.lab_result(workspace, an_id())


def test_what_an_import_brought_and_cannot_be_read_is_shown_as_it_is(workspace: Workspace) -> None:
    strange = replace(a_lab_result(), analyte=Analyte.SODIUM, unit=LabUnit.MG_DL)
    put_lab(workspace.diary, strange)
    (read,) = labs.lab_results(workspace)
    assert read.result == strange
    assert read.reading is None
