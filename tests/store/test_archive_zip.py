"""Zip files that were made to do harm are refused before they do."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from typing import TYPE_CHECKING
from zipfile import ZIP_BZIP2
from zipfile import ZIP_DEFLATED
from zipfile import ZIP_STORED
from zipfile import ZipFile
from zipfile import ZipInfo

import pytest
from archives import packed
from archives import parts_of
from archives import truthful

from quietmuscle.base.errors import ArchiveRefusedError
from quietmuscle.store import archive_zip
from quietmuscle.store.archive_check import checked_archive
from quietmuscle.store.archive_form import FREE_GROWTH_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from archives import Parts

UNSAFE = "holds things that no Quiet Muscle archive holds"


@pytest.fixture
def parts(full_archive: bytes) -> Parts:
    return parts_of(full_archive)


def refusal_of(archive: bytes) -> str:
    with pytest.raises(ArchiveRefusedError) as refusal, checked_archive(io.BytesIO(archive)):
        pass
    return str(refusal.value)


def with_member(parts: Parts, info: ZipInfo | str, content: bytes = b"") -> bytes:
    """An archive with one member more."""
    target = io.BytesIO(packed(parts))
    with ZipFile(target, "a") as zipped:
        zipped.writestr(info, content)
    return target.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "../../escaped",
        "/etc/passwd",
        "C:\\escaped",
        "attachments/../../escaped",
        "attachments/" + "0" * 64 + "/nested",
        "attachments/" + "0" * 64 + "\n",
        "folder/",
        "more.ndjson",
        "nested.zip",
        "__MACOSX/._episodes.ndjson",
    ],
)
def test_names_that_are_none_of_ours_are_refused(parts: Parts, name: str) -> None:
    parts[name] = b"x"
    assert UNSAFE in refusal_of(packed(truthful(parts)))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice_is_refused(parts: Parts) -> None:
    assert UNSAFE in refusal_of(with_member(parts, "episodes.ndjson", b"{}\n"))


@pytest.mark.parametrize("kind", [0o120777, 0o040755, 0o060644])
def test_links_and_other_things_are_refused(parts: Parts, kind: int) -> None:
    link = ZipInfo("attachments/" + "0" * 64)
    link.external_attr = kind << 16
    assert UNSAFE in refusal_of(with_member(parts, link, b"/etc/passwd"))


def test_encrypted_members_are_refused(parts: Parts) -> None:
    archive = bytearray(packed(parts))
    for signature, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        archive[archive.find(signature) + place] |= 1
    assert UNSAFE in refusal_of(bytes(archive))


def test_other_ways_of_packing_are_refused(parts: Parts) -> None:
    assert UNSAFE in refusal_of(packed(parts, ZIP_BZIP2))


@pytest.mark.parametrize("compression", [ZIP_STORED, ZIP_DEFLATED])
def test_the_usual_ways_of_packing_are_taken(parts: Parts, compression: int) -> None:
    with checked_archive(io.BytesIO(packed(parts, compression))):
        pass


def test_what_explodes_is_refused_before_it_is_unpacked(parts: Parts) -> None:
    bomb = bytes(FREE_GROWTH_BYTES * 2)
    parts["days.ndjson"] = bomb
    assert UNSAFE in refusal_of(packed(truthful(parts)))


def test_many_that_explode_a_little_are_refused_as_well(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_zip, "FREE_GROWTH_BYTES", 2_000_000)
    for name in (
        "episodes",
        "days",
        "medicines",
        "sessions",
        "labs",
        "care_checks",
        "measurements",
        "measured_events",
        "revisions",
        "attachments",
    ):
        parts[f"{name}.ndjson"] = b"{}\n" * 500_000
    assert UNSAFE in refusal_of(packed(truthful(parts)))


def test_photos_that_are_packed_are_refused(parts: Parts) -> None:
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    assert UNSAFE in refusal_of(target.getvalue())


def test_a_line_without_end_is_refused(parts: Parts) -> None:
    parts["days.ndjson"] = b" " * 3_000_000 + b"\n"
    assert UNSAFE in refusal_of(packed(truthful(parts)))


def test_too_many_lines_are_refused(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_zip, "MOST_LINES", 3)
    assert UNSAFE in refusal_of(packed(parts))


def test_a_settings_file_that_is_far_too_large_is_refused(parts: Parts) -> None:
    parts["settings.json"] = b" " * 2_000_000
    assert UNSAFE in refusal_of(packed(truthful(parts)))


def test_a_manifest_that_is_far_too_large_is_refused(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_zip, "LARGEST_MANIFEST_BYTES", 100)
    assert UNSAFE in refusal_of(packed(parts))


def test_too_many_members_are_refused(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_zip, "MOST_MEMBERS", 5)
    assert UNSAFE in refusal_of(packed(parts))


def test_too_long_a_list_of_members_is_refused(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_zip, "LARGEST_DIRECTORY_BYTES", 100)
    assert UNSAFE in refusal_of(packed(parts))


def test_a_list_of_members_that_is_hidden_in_the_large_form_is_refused(parts: Parts) -> None:
    archive = packed(parts)
    end = archive.rindex(b"PK\5\6")
    *_, directory_bytes, offset, _comment = struct.unpack("<4s4H2LH", archive[end:])
    large = struct.pack(
        "<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 9, 10**9, directory_bytes, offset
    )
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    assert UNSAFE in refusal_of(archive[:end] + large + locator + archive[end:])


def test_the_large_form_of_an_honest_archive_is_taken(parts: Parts) -> None:
    archive = packed(parts)
    end = archive.rindex(b"PK\5\6")
    *_, members, directory_bytes, offset, _comment = struct.unpack("<4s4H2LH", archive[end:])
    sizes = (members, members, directory_bytes, offset)
    large = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, *sizes)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    with checked_archive(io.BytesIO(archive[:end] + large + locator + archive[end:])):
        pass


def test_a_locator_that_points_to_nowhere_is_refused(parts: Parts) -> None:
    archive = packed(parts)
    end = archive.rindex(b"PK\5\6")
    for offset in (0, 2**63, 2**64 - 1):
        locator = struct.pack("<4sLQL", b"PK\6\7", 0, offset, 1)
        refusal_of(archive[:end] + locator + archive[end:])


def test_a_list_of_members_before_the_start_of_the_file_is_refused(
    parts: Parts, tmp_path: Path
) -> None:
    """A file on the disk says so in other words than one in memory."""
    archive = bytearray(packed(parts))
    end = archive.rindex(b"PK\5\6")
    struct.pack_into("<L", archive, end + 12, 60_000_000)
    refusal_of(bytes(archive))
    (tmp_path / "archive").write_bytes(archive)
    with (
        (tmp_path / "archive").open("rb") as file,
        pytest.raises(ArchiveRefusedError),
        checked_archive(file),
    ):
        pass


def test_members_that_lie_upon_each_other_are_refused(parts: Parts) -> None:
    """The bomb of David Fifield: many members that all unpack the same bytes."""
    content = random.Random(1).randbytes(50_000)
    parts["days.ndjson"] = content
    archive = bytearray(packed(truthful(parts), ZIP_STORED))
    with ZipFile(io.BytesIO(archive)) as zipped:
        days, medicines = zipped.getinfo("days.ndjson"), zipped.getinfo("medicines.ndjson")
    place = archive.rindex(b"medicines.ndjson") - 46
    assert archive[place : place + 4] == b"PK\1\2"
    struct.pack_into("<LLL", archive, place + 16, days.CRC, len(content), len(content))
    struct.pack_into("<L", archive, place + 42, days.header_offset)
    assert medicines.file_size < len(content)
    assert UNSAFE in refusal_of(bytes(archive))


def test_a_size_that_lies_is_refused(parts: Parts) -> None:
    archive = bytearray(packed(parts))
    for wrong in (3, 10**6):
        lying = bytearray(archive)
        place = lying.rindex(b"days.ndjson") - 46
        struct.pack_into("<L", lying, place + 24, wrong)
        assert "manifest.json" in refusal_of(bytes(lying))


@pytest.mark.parametrize("seed", range(60))
def test_no_accident_gets_through_or_breaks_us(full_archive: bytes, seed: int) -> None:
    """Bytes that flipped, went missing, or came in: refused, or it is still the same archive."""
    draw = random.Random(seed)
    archive = bytearray(full_archive)
    for _ in range(draw.randint(1, 3)):
        place = draw.randrange(len(archive))
        match draw.randrange(3):
            case 0:
                archive[place] ^= 1 << draw.randrange(8)
            case 1:
                del archive[place : place + draw.randint(1, 50)]
            case _:
                archive[place:place] = draw.randbytes(draw.randint(1, 50))
    try:
        with (
            checked_archive(io.BytesIO(bytes(archive))) as checked,
            ZipFile(io.BytesIO(full_archive)) as whole,
        ):
            for name in checked.members:
                assert checked.zipped.read(name) == whole.read(name)
    except ArchiveRefusedError:
        pass


def test_other_faults_of_the_disk_are_not_taken_for_the_archives() -> None:
    class BrokenDisk(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(OSError, match="Input/output"), checked_archive(BrokenDisk(b"x" * 1000)):
        pass


def test_a_comment_is_no_hindrance(parts: Parts) -> None:
    target = io.BytesIO(packed(parts))
    with zipfile.ZipFile(target, "a") as zipped:
        zipped.comment = b"for my neurologist" * 1000
    with checked_archive(io.BytesIO(target.getvalue())):
        pass
