"""Archives whose parts are not as they should be are refused, each in one sentence."""

from __future__ import annotations

import hashlib
import io
import json
import re
from typing import TYPE_CHECKING

import pytest
from archives import Parts
from archives import archive_of
from archives import changed_line
from archives import manifest_of
from archives import packed
from archives import parts_of
from archives import truthful
from archives import with_manifest
from entries import an_id
from shelves import fill

from quietmuscle.base.errors import ArchiveRefusedError
from quietmuscle.store.archive_check import checked_archive
from quietmuscle.store.archive_form import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from quietmuscle.store.diary import Diary


@pytest.fixture(scope="module")
def archive(full_archive: bytes) -> bytes:
    return full_archive


@pytest.fixture
def parts(full_archive: bytes) -> Parts:
    return parts_of(full_archive)


def refusal_of(archive: bytes) -> str:
    with pytest.raises(ArchiveRefusedError) as refusal, checked_archive(io.BytesIO(archive)):
        pass
    sentence = str(refusal.value)
    assert "othing was changed" in sentence
    return sentence


def test_a_whole_archive_is_taken(full_archive: bytes) -> None:
    with checked_archive(io.BytesIO(full_archive)) as archive:
        assert len(list(archive.episodes())) == archive.counts.episodes == 4


def test_one_that_somebody_packed_again_is_taken(parts: Parts) -> None:
    with checked_archive(io.BytesIO(packed(dict(reversed(parts.items()))))):
        pass


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.9, 0.999])
def test_one_that_was_cut_off_is_refused(full_archive: bytes, share: float) -> None:
    cut = full_archive[: int(len(full_archive) * share)]
    assert "not a whole Quiet Muscle archive" in refusal_of(cut)


@pytest.mark.parametrize("content", [b"hello", b"PK\x03\x04", b"%PDF-1.7", b"\x00" * 10_000])
def test_other_files_are_refused(content: bytes) -> None:
    assert "not a whole Quiet Muscle archive" in refusal_of(content)


def test_other_zip_files_are_refused() -> None:
    assert "not a whole Quiet Muscle archive" in refusal_of(packed({"holiday.jpg": b"sun"}))


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"hello",
        b"[]",
        b"3",
        b"[" * 100_000,
        b"\xff",
        b"{}",
        b'{"format": "quietmuscle-archive"}',
        b'{"format": "another", "version": 1}',
        b'{"format": "quietmuscle-archive", "version": "1"}',
    ],
)
def test_another_manifest_is_refused(parts: Parts, manifest: bytes) -> None:
    assert "not a whole" in refusal_of(packed({**parts, "manifest.json": manifest}))


def test_a_newer_version_is_refused_whatever_else_it_holds(parts: Parts) -> None:
    newer = with_manifest({**parts, "dreams.ndjson": b""}, version=VERSION + 1, moods=[1])
    assert "written by a newer Quiet Muscle" in refusal_of(packed(newer))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda manifest: manifest | {"more": 1},
        lambda manifest: manifest | {"counts": {}},
        lambda manifest: manifest | {"members": manifest["members"][1:]},
        lambda manifest: manifest | {"members": [*manifest["members"], manifest["members"][0]]},
        lambda manifest: manifest | {"members": []},
        lambda manifest: (
            manifest
            | {"members": [{**manifest["members"][0], "size_bytes": 1}, *manifest["members"][1:]]}
        ),
        lambda manifest: (
            manifest
            | {"members": [*manifest["members"], {"name": "x", "size_bytes": 0, "sha256": ""}]}
        ),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(
    parts: Parts, spoil: Callable[[dict[str, object]], dict[str, object]]
) -> None:
    content = json.dumps(spoil(manifest_of(parts))).encode()
    sentence = refusal_of(packed({**parts, "manifest.json": content}))
    assert "damaged or altered (manifest.json)" in sentence


@pytest.mark.parametrize(
    "name",
    [
        "settings.json",
        "person.json",
        "health.json",
        "watch.json",
        "episodes.ndjson",
        "sessions.ndjson",
        "labs.ndjson",
        "care_checks.ndjson",
        "measurements.ndjson",
        "measured_events.ndjson",
        "attachments.ndjson",
    ],
)
def test_a_missing_part_is_refused(parts: Parts, name: str) -> None:
    del parts[name]
    assert "damaged or altered (manifest.json)" in refusal_of(packed(truthful(parts)))


@pytest.mark.parametrize(
    "name",
    ["settings.json", "person.json", "health.json", "watch.json"]
    + [
        f"{kind}.ndjson"
        for kind in (
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
        )
    ],
)
def test_a_part_that_was_altered_is_refused(parts: Parts, name: str) -> None:
    content = parts[name]
    place = next(match.start() for match in re.finditer(rb"[0-9a-z]", content))
    parts[name] = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
    sentence = refusal_of(packed(parts))
    assert name in sentence


def test_a_photo_that_was_altered_is_refused(parts: Parts) -> None:
    (name,) = (name for name in parts if name.startswith("attachments/"))
    parts[name] = parts[name][:-1] + b"?"
    assert f"damaged or altered ({name})" in refusal_of(packed(parts))


@pytest.mark.parametrize(
    "kind",
    [
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
    ],
)
def test_counts_must_be_right(parts: Parts, kind: str) -> None:
    counts = manifest_of(parts)["counts"]
    wrong = with_manifest(parts, counts=counts | {kind: counts[kind] + 1})
    assert f"damaged or altered ({kind}.ndjson)" in refusal_of(packed(wrong))


@pytest.mark.parametrize(
    "kind",
    [
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
    ],
)
def test_lines_in_another_order_or_twice_are_refused(parts: Parts, kind: str) -> None:
    name = f"{kind}.ndjson"
    lines = parts[name].splitlines(keepends=True)
    for wrong in (reversed(lines), [lines[0], *lines]):
        sentence = refusal_of(packed(truthful({**parts, name: b"".join(wrong)})))
        assert f"do not fit each other ({name})" in sentence


@pytest.mark.parametrize(
    "line", [b"", b"{}", b"nonsense", b"null", b"[]", b'{"entry": {}}', b"\xff"]
)
@pytest.mark.parametrize("name", ["episodes.ndjson", "days.ndjson", "revisions.ndjson"])
def test_a_line_that_is_nothing_of_ours_is_named(parts: Parts, name: str, line: bytes) -> None:
    lines = parts[name].splitlines(keepends=True)
    parts[name] = b"".join([lines[0], line + b"\n", *lines[1:]])
    sentence = refusal_of(packed(truthful(parts)))
    assert f"cannot be kept ({name}, line 2)" in sentence


def test_a_line_without_its_end_is_refused(parts: Parts) -> None:
    parts["days.ndjson"] = parts["days.ndjson"][:-1]
    assert "damaged or altered (days.ndjson)" in refusal_of(packed(truthful(parts)))


@pytest.mark.parametrize(
    ("name", "number", "changed"),
    [
        ("episodes.ndjson", 0, {"deleted_at_utc": "2500-01-01T00:00:00Z"}),
        ("episodes.ndjson", 0, {"deleted_at_utc": "yesterday"}),
        ("days.ndjson", 0, {"day": "1066-10-14"}),
        ("days.ndjson", 1, {"answers": [{"item": "sleep", "value": 99}]}),
        ("days.ndjson", 0, {"mood": 3}),
        ("revisions.ndjson", 0, {"action": "invented"}),
        ("revisions.ndjson", 0, {"kind": "dream"}),
        ("attachments.ndjson", 0, {"sha256": "../../etc/passwd"}),
        ("attachments.ndjson", 0, {"size_bytes": -1}),
    ],
)
def test_the_rules_of_the_model_hold(
    parts: Parts, name: str, number: int, changed: dict[str, object]
) -> None:
    parts[name] = changed_line(parts[name], number, **changed)
    assert f"({name}, line {number + 1})" in refusal_of(packed(truthful(parts)))


def test_an_absurd_setting_is_refused(parts: Parts) -> None:
    parts["settings.json"] = changed_line(
        json.dumps(json.loads(parts["settings.json"])).encode(), 0, day_start="23:00:00"
    )
    sentence = refusal_of(packed(truthful(parts)))
    assert "(settings.json, line 1): The day can start between midnight and noon." in sentence


def spoilt_history(parts: Parts, **changed: object) -> str:
    """The refusal of a history one of whose lines, of an edited episode, says something else."""
    lines = parts["revisions.ndjson"].splitlines()
    number = next(
        number
        for number, line in enumerate(lines)
        if json.loads(line)["kind"] == "episode" and json.loads(line)["action"] == "edited"
    )
    content = changed_line(parts["revisions.ndjson"], number, **changed)
    return refusal_of(packed(truthful({**parts, "revisions.ndjson": content})))


@pytest.mark.parametrize(
    "changed",
    [
        {"number": 9},
        {"action": "purged"},
        {"entry_id": "ffffffff-ffff-ffff-ffff-ffffffffffff"},
        {"entry_id": "not an id"},
        {"before": {"day": "2026-11-23", "answers": [], "none_today": True}},
    ],
)
def test_a_history_that_does_not_fit_is_refused(parts: Parts, changed: dict[str, object]) -> None:
    assert "do not fit each other (revisions.ndjson)" in spoilt_history(parts, **changed)


def test_nothing_comes_after_a_purge(parts: Parts) -> None:
    lines = [json.loads(line) for line in parts["revisions.ndjson"].splitlines()]
    edited = next(line for line in lines if (line["kind"], line["action"]) == ("episode", "edited"))
    number = next(n for n, line in enumerate(lines) if line["entry_id"] == edited["entry_id"])
    content = changed_line(parts["revisions.ndjson"], number, action="purged")
    sentence = refusal_of(packed(truthful({**parts, "revisions.ndjson": content})))
    assert "do not fit each other (revisions.ndjson)" in sentence


def test_the_history_of_an_entry_that_is_nowhere_is_refused(parts: Parts) -> None:
    for name in ("episodes.ndjson", "medicines.ndjson"):
        lines = parts[name].splitlines(keepends=True)
        sentence = refusal_of(packed(truthful({**parts, name: b"".join(lines[1:])})))
        assert "do not fit each other (revisions.ndjson)" in sentence


def test_an_entry_that_was_purged_and_is_there_is_refused(parts: Parts) -> None:
    purged = next(
        json.loads(line)
        for line in parts["revisions.ndjson"].splitlines()
        if json.loads(line)["action"] == "purged"
    )
    first = json.loads(parts["episodes.ndjson"].splitlines()[0])
    first["entry"]["id"] = purged["entry_id"]
    lines = [
        *parts["episodes.ndjson"].splitlines(keepends=True),
        json.dumps(first).encode() + b"\n",
    ]
    lines.sort(key=lambda line: json.loads(line)["entry"]["id"])
    sentence = refusal_of(packed(truthful({**parts, "episodes.ndjson": b"".join(lines)})))
    assert "do not fit each other (revisions.ndjson)" in sentence


def test_a_purged_entry_must_not_tell_what_it_was(parts: Parts) -> None:
    episode = json.loads(parts["episodes.ndjson"].splitlines()[0])["entry"]
    lines = parts["revisions.ndjson"].splitlines()
    number = next(n for n, line in enumerate(lines) if json.loads(line)["action"] == "purged")
    before = {**episode, "id": json.loads(lines[number])["entry_id"]}
    content = changed_line(parts["revisions.ndjson"], number - 1, before=before)
    sentence = refusal_of(packed(truthful({**parts, "revisions.ndjson": content})))
    assert "do not fit each other (revisions.ndjson)" in sentence


def test_days_are_never_purged(parts: Parts) -> None:
    lines = parts["revisions.ndjson"].splitlines()
    numbers = [n for n, line in enumerate(lines) if json.loads(line)["kind"] == "day"]
    content = changed_line(parts["revisions.ndjson"], numbers[-1], action="purged")
    sentence = refusal_of(packed(truthful({**parts, "revisions.ndjson": content})))
    assert "do not fit each other (revisions.ndjson)" in sentence


@pytest.mark.parametrize("entry_id", ["2026-13-01", "20261123", "someday"])
def test_a_day_has_one_spelling(parts: Parts, entry_id: str) -> None:
    revisions = map(json.loads, parts["revisions.ndjson"].splitlines())
    revision = next(each for each in revisions if each["kind"] == "day")
    new = {
        **revision,
        "change_id": str(an_id()),
        "entry_id": entry_id,
        "number": 1,
        "before": None,
    }
    lines = [*parts["revisions.ndjson"].splitlines(), json.dumps(new).encode()]
    lines.sort(key=lambda line: [json.loads(line)[key] for key in ("kind", "entry_id", "number")])
    content = b"".join(line + b"\n" for line in lines)
    sentence = refusal_of(packed(truthful({**parts, "revisions.ndjson": content})))
    assert "do not fit each other (revisions.ndjson)" in sentence


def test_photos_and_files_must_fit_each_other(parts: Parts) -> None:
    stranger = b"nobody names it"
    name = f"attachments/{hashlib.sha256(stranger).hexdigest()}"
    more = {**parts, name: stranger}
    less = {name: part for name, part in parts.items() if not name.startswith("attachments/")}
    other_size = {
        **parts,
        "attachments.ndjson": changed_line(parts["attachments.ndjson"], 0, size_bytes=3),
    }
    for wrong in (more, less, other_size):
        sentence = refusal_of(packed(truthful(wrong)))
        assert "do not fit each other (attachments.ndjson)" in sentence


def test_each_line_is_one_object(parts: Parts) -> None:
    """Two on one line, or one on two, would give the same objects when read together."""
    first, second, *rest = parts["episodes.ndjson"].splitlines()
    for lines in ([first + b"," + second, *rest], [first, second[:-1], b"}", *rest]):
        content = b"".join(line + b"\n" for line in lines)
        sentence = refusal_of(packed(truthful({**parts, "episodes.ndjson": content})))
        assert "episodes.ndjson, line" in sentence


def test_fill_makes_what_these_tests_rely_on(diary: Diary) -> None:
    fill(diary)
    parts = parts_of(archive_of(diary))
    assert all(parts.values())
