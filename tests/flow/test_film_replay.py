"""A twitch of a film seen again: at its moment and place, slower, beside what was filmed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest
from entries import NOW_UTC
from measured import a_correction
from measured import a_measurement
from shelves import put_measurement
from twitching_film import HEIGHT
from twitching_film import PLACE
from twitching_film import WIDTH
from twitching_film import put_film
from twitching_film import twitching_film

from quietmuscle.base.errors import NotFoundError
from quietmuscle.base.errors import QuietMuscleError
from quietmuscle.base.errors import ValueNotUnderstoodError
from quietmuscle.base.errors import WorkTooMuchError
from quietmuscle.capture import kinds
from quietmuscle.capture import reading
from quietmuscle.capture.isolated import Bounds
from quietmuscle.capture.video import read_film
from quietmuscle.flow import film_replay
from quietmuscle.flow.film_replay import FORMS
from quietmuscle.flow.film_replay import GAP_PX
from quietmuscle.flow.film_replay import HELD_CLIPS
from quietmuscle.flow.film_replay import MP4
from quietmuscle.flow.film_replay import WEBM
from quietmuscle.flow.film_replay import Replays
from quietmuscle.flow.film_replay import write_clip
from quietmuscle.flow.film_replay import write_still
from quietmuscle.flow.workspace import Workspace
from quietmuscle.measure.crop import LEAST_CROP_PX
from quietmuscle.model.recording import Modality

if TYPE_CHECKING:
    from quietmuscle.base.clock import StoppedClock
    from quietmuscle.store.diary import Diary

AT_TWITCH = film_replay._Moment(onset_s=1.5, location_px=PLACE)


@pytest.fixture
def workspace(diary: Diary, clock: StoppedClock) -> Workspace:
    return Workspace(diary=diary, clock=clock)


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    path = tmp_path_factory.mktemp("film") / "ab12"
    path.write_bytes(twitching_film())
    return path


def seen(clip):
    """The times and pictures of a clip."""
    with av.open(io.BytesIO(clip)) as opened:
        found = [(each.time, each.to_ndarray(format="gray")) for each in opened.decode(video=0)]
    return np.array([at for at, _image in found]), np.stack([image for _at, image in found])


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_clip_is_slower_and_only_its_right_half_is_larger(film, form):
    clip = write_clip(film, Modality.VIDEO, AT_TWITCH, form)
    times_s, images = seen(clip)
    assert clip == write_clip(film, Modality.VIDEO, AT_TWITCH, form), "parts of two do not fit"
    assert len(images) in {30, 31}
    assert times_s[-1] == pytest.approx(4 * (len(images) - 1) / 30, abs=0.01)
    assert images.shape[1:] == (LEAST_CROP_PX, 2 * LEAST_CROP_PX + GAP_PX)
    left, right = images[..., :LEAST_CROP_PX], images[..., -LEAST_CROP_PX:]
    still, moving = 3, round((0.3 + 0.1) * 30)
    assert np.abs(right[still].astype(int) - left[still]).mean() < 3
    change = np.abs(images[moving].astype(float) - images[still])
    assert change[:, -LEAST_CROP_PX:].max() > 4 * change[:, :LEAST_CROP_PX].max()
    row, column = np.unravel_index(np.argmax(change), change.shape)
    # The crop is pushed to the right rim and to the top, where the film ends.
    assert column - LEAST_CROP_PX - GAP_PX == pytest.approx(PLACE[0] - (WIDTH - 160), abs=15)
    assert row == pytest.approx(PLACE[1], abs=15)


def test_a_twitch_without_a_place_or_at_the_very_start_is_seen_in_the_whole_picture(film):
    moment = film_replay._Moment(onset_s=0.0, location_px=None)
    _times_s, images = seen(write_clip(film, Modality.VIDEO, moment, MP4))
    assert images.shape[1:] == (HEIGHT, 2 * WIDTH + GAP_PX)


def test_an_ultrasound_clip_in_dicom_is_read_through_to_the_moment(film, monkeypatch):
    asked = []

    def read(path, *, modality):
        asked.append(modality)
        return read_film(path, modality=modality)

    by_seeking = write_clip(film, Modality.ULTRASOUND, AT_TWITCH, MP4)
    monkeypatch.setattr(kinds, "kind_of", lambda _path: kinds.FileKind.DICOM)
    monkeypatch.setattr(reading, "read_video", read)
    assert write_clip(film, Modality.ULTRASOUND, AT_TWITCH, MP4) == by_seeking
    assert asked == [Modality.ULTRASOUND]


def test_a_moment_beyond_the_film_has_no_pictures(film):
    moment = film_replay._Moment(onset_s=60.0, location_px=None)
    with pytest.raises(ValueNotUnderstoodError, match="no pictures at this moment"):
        write_clip(film, Modality.VIDEO, moment, MP4)
    with pytest.raises(ValueNotUnderstoodError, match="no pictures at this moment"):
        write_still(film, Modality.VIDEO, 60.0)


def test_a_still_is_the_picture_itself(film):
    with av.open(io.BytesIO(write_still(film, Modality.VIDEO, 1.0)), format="png_pipe") as opened:
        image = next(opened.decode(video=0)).to_ndarray(format="gray")
    assert image.shape == (HEIGHT, WIDTH)
    filmed = next(each.image for each in read_film(film).frames() if each.time_s >= 1.0)
    np.testing.assert_array_equal(image, filmed)


def test_large_pictures_become_means_of_blocks():
    image = np.arange(1000 * 6, dtype=np.int64).reshape(6, 1000).astype(np.uint8)
    small = film_replay._smaller(image, 480)
    assert small.shape == (2, 332)
    assert small[0, 0] == round(float(image[:3, :3].mean()))


def test_clips_are_made_in_a_process_of_their_own_and_the_last_few_held(workspace, monkeypatch):
    kept = put_film(workspace.diary, NOW_UTC, film=twitching_film())
    replays = Replays()
    clip = replays.clip(workspace, kept.id, 1)
    assert len(seen(clip)[0]) in {30, 31}
    made = []
    monkeypatch.setattr(
        film_replay, "in_isolation", lambda *told, **_more: made.append(told) or b""
    )
    assert replays.clip(workspace, kept.id, 1) is clip
    replays.clip(workspace, kept.id, 1, WEBM)
    replays.clip(workspace, kept.id, 2)
    replays.still(workspace, kept.id)
    assert [each[0] for each in made] == [write_clip, write_clip, write_still]
    replays.clip(workspace, kept.id, 2, WEBM)
    replays.clip(workspace, kept.id, 1)
    assert len(made) == HELD_CLIPS + 1, "the oldest made way"


def test_only_what_counts_has_a_number_and_only_a_kept_film_has_clips(workspace, monkeypatch):
    monkeypatch.setattr(film_replay, "in_isolation", lambda *told, **_more: repr(told).encode())
    replays = Replays()
    gone = put_film(workspace.diary, NOW_UTC)
    with pytest.raises(NotFoundError, match="not the recording"):
        replays.clip(workspace, gone.id, 1)
    kept = put_film(workspace.diary, NOW_UTC, film=b"1")
    assert b"onset_s=2.5" in replays.clip(workspace, kept.id, 2)
    for number in (0, 3, -1):
        with pytest.raises(NotFoundError, match="no twitch of that number"):
            replays.clip(workspace, kept.id, number)
    taken_out = put_film(workspace.diary, NOW_UTC, film=b"2", corrections=(a_correction(2),))
    with pytest.raises(NotFoundError, match="no twitch of that number"):
        replays.clip(workspace, taken_out.id, 2)
    put_measurement(workspace.diary, emg := a_measurement(modality=Modality.EMG))
    with pytest.raises(NotFoundError, match="of no film"):
        replays.still(workspace, emg.id)


def test_what_is_no_film_or_takes_too_long_is_one_sentence(workspace):
    kept = put_film(workspace.diary, NOW_UTC, film=b"no film at all")
    with pytest.raises(QuietMuscleError, match=r"^[A-Z].*\.$"):
        Replays().still(workspace, kept.id)
    with pytest.raises(WorkTooMuchError):
        Replays(Bounds(time_s=0.0)).still(workspace, kept.id)
