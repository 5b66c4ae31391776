from __future__ import annotations

import zipfile

import pytest
from recordings import zip_of

from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.capture.zipped import MOST_MEMBERS
from quietmuscle.capture.zipped import check
from quietmuscle.capture.zipped import members
from quietmuscle.capture.zipped import opened
from quietmuscle.capture.zipped import unpacked


def test_members_are_read_one_at_a_time(tmp_path):
    path = zip_of(tmp_path / "a.zip", one__csv="1,2", two__csv="3,4")
    one, two = members(path)
    with opened(path, one) as file:
        assert file.read() == b"1,2"
    with unpacked(path, two) as file:
        file.seek(2)
        assert file.read() == b"4"


def test_what_swells_beyond_measure_is_refused(tmp_path):
    path = zip_of(tmp_path / "bomb.zip", zeros__csv=b"0" * (80 << 20))
    (bomb,) = members(path)
    with pytest.raises(ValueNotUnderstoodError, match="far more than a recording"):
        check(bomb)
    bomb.file_size, bomb.compress_size = 1 << 44, 1 << 43
    with pytest.raises(ValueNotUnderstoodError, match="far more than a recording"):
        check(bomb)


def test_many_members_locked_members_and_damage_are_refused(tmp_path):
    many = zip_of(tmp_path / "many.zip", **{f"f{n}": "" for n in range(MOST_MEMBERS + 1)})
    with pytest.raises(ValueNotUnderstoodError, match="not a recording"):
        members(many)
    locked = zipfile.ZipInfo("a.csv")
    locked.flag_bits = 1
    with pytest.raises(ValueNotUnderstoodError, match="password"):
        check(locked)
    path = zip_of(tmp_path / "a.zip", one__csv="1,2,3,4,5,6,7,8,9" * 50)
    content = path.read_bytes()
    (member,) = members(path)
    path.write_bytes(content[:45] + b"\xff" * 9 + content[54:])
    with pytest.raises(ValueNotUnderstoodError, match="damaged"), opened(path, member) as file:
        file.read()
    path.write_bytes(content[:-30])
    with pytest.raises(ValueNotUnderstoodError, match="damaged"):
        members(path)


@pytest.mark.parametrize("name", [b"\xff\xfe\xc6.csv", b"\0ne.csv"])
@pytest.mark.parametrize("in_list", [True, False])
def test_names_that_cannot_be_read_are_damage_or_no_member(tmp_path, name, in_list):
    """A name stands twice: before the member, and in the list at the end."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("\u00e4ne.csv", "1,2")
    content = bytearray(path.read_bytes())
    (member,) = members(path)
    whole = "\u00e4ne.csv".encode()
    place = content.rindex(whole) if in_list else content.index(whole)
    content[place : place + len(whole)] = name.rjust(len(whole), b"\0")
    path.write_bytes(bytes(content))
    refused = ""
    try:
        for each in members(path) or (member,):
            with opened(path, each) as file:
                assert file.read() == b"1,2"
    except ValueNotUnderstoodError as error:
        refused = str(error)
    assert not refused or "damaged" in refused
