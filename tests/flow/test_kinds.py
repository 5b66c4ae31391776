from __future__ import annotations

import pytest

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.flow import kinds
from quietmuscle.model.kinds import KindOutcome


def test_answers_in_a_file(tmp_path) -> None:
    file = tmp_path / "answers.json"
    file.write_text('{"answers": {"warning": ["thinner"]}}')
    assert kinds.kinds_of_file(file).outcome is KindOutcome.CARE


@pytest.mark.parametrize(
    "text", ["", "[]", '{"answers": 3}', '{"answers": {}, "tier": "T4"}', '{"answers": {"a": "b"}}']
)
def test_a_file_that_makes_no_sense_is_refused(tmp_path, text: str) -> None:
    file = tmp_path / "answers.json"
    file.write_text(text)
    with pytest.raises(ValueNotUnderstoodError):
        kinds.kinds_of_file(file)


def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path, monkeypatch) -> None:
    with pytest.raises(ValueNotUnderstoodError, match="cannot be read"):
        kinds.kinds_of_file(tmp_path / "none.json")
    file = tmp_path / "answers.json"
    file.write_text('{"answers": {}}')
    monkeypatch.setattr(kinds, "LARGEST_FILE_BYTES", 3)
    with pytest.raises(ValueNotUnderstoodError, match="too large"):
        kinds.kinds_of_file(file)


def test_programs_see_which_answers_lead_to_care() -> None:
    questions = {each.id: each for each in kinds.offered_questions().questions}
    assert [each.id for each in questions["warning"].answers if not each.leads_to_care] == ["none"]
    assert questions["when"].several
    assert not questions["visible"].several
