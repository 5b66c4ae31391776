"""How many small twitches of a film are still found once a browser has recorded it, by codec.

    python benchmarks/film_codecs.py --seeds 3,4

Chromium's camera plays a synthetic film of skin, a page records it with the
bit rate that the page Measure asks for, and our detector counts in what came
out and in the film itself. Which second of the film a recording begins with is
not known, so truth and events are laid over each other where they fit best.
"""

from __future__ import annotations

import argparse
import base64
import tempfile
import threading
from http.server import HTTPServer
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from browser import ARGUMENTS
from browser import CHROMIUM
from quietmuscle.capture.reading import read_video
from quietmuscle.measure.video import measure_frames
from quietmuscle.mechanism.skin_video import SkinVideoScene
from quietmuscle.mechanism.skin_video import skin_video
from quietmuscle.mechanism.skin_video_motion import TwitchPlan
from quietmuscle.model.measurement import EventKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Page

    from quietmuscle.model.recording import Frame

CODECS = (
    ("video/webm;codecs=vp9", "webm"),
    ("video/webm;codecs=vp8", "webm"),
    ("video/mp4;codecs=avc1", "mp4"),
)
SCENE = SkinVideoScene(
    width=480, height=360, rate_hz=30, duration_s=20, twitches=TwitchPlan(rate_per_min=30)
)
BITS_PER_S = 12_000_000
NEAR_S = 0.15
STEP_S = 0.05
RECORD = """async ([type, bits, ms]) => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1920 } } });
    const recorder = new MediaRecorder(stream, { mimeType: type, videoBitsPerSecond: bits });
    const pieces = [];
    recorder.ondataavailable = ({ data }) => pieces.push(data);
    const ended = new Promise((done) => { recorder.onstop = done; });
    recorder.start(1000);
    await new Promise((done) => { setTimeout(done, ms); });
    recorder.stop();
    await ended;
    for (const track of stream.getTracks()) track.stop();
    const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
    let text = "";
    for (let at = 0; at < bytes.length; at += 8192) {
        text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    }
    return btoa(text);
}"""


def write_film(path: Path, frames: Iterable[Frame]) -> None:
    """A film as Chromium's camera plays it (YUV4MPEG2, grey)."""
    colourless = np.full(SCENE.width * SCENE.height // 2, 128, np.uint8).tobytes()
    with path.open("wb") as file:
        head = f"YUV4MPEG2 W{SCENE.width} H{SCENE.height} F30:1 Ip A1:1 C420jpeg\n"
        file.write(head.encode())
        for frame in frames:
            file.write(b"FRAME\n" + frame.image.tobytes() + colourless)


def found(frames: Iterable[Frame]) -> list[float]:
    """The onsets of twitches in seconds."""
    events = measure_frames(frames).events
    return [one.onset_s for one in events if one.kind is EventKind.FASCICULATION]


def matched(truth: list[float], onsets: list[float], *, may_turn: bool) -> int:
    """How many true twitches have an event near them, at the turn of the film that fits best."""
    period = SCENE.duration_s
    turns = np.arange(0, period, STEP_S) if may_turn else (0.0,)

    def at(turn: float) -> int:
        moved = [(onset + turn) % period for onset in onsets]
        return sum(
            any(min(abs(one - each), period - abs(one - each)) <= NEAR_S for each in moved)
            for one in truth
        )

    return max(map(at, turns))


def recorded(page: Page, codec: str, path: Path) -> None:
    """What a page records of the film with a codec."""
    ms = round(SCENE.duration_s * 1000)
    path.write_bytes(base64.b64decode(page.evaluate(RECORD, [codec, BITS_PER_S, ms])))


def measured(seed: int, folder: Path, address: str) -> None:
    """One film, every codec."""
    from playwright.sync_api import sync_playwright

    video = skin_video(SCENE, seed)
    truth = [each.onset_s for each in video.truth]
    film = folder / f"{seed}.y4m"
    write_film(film, video.source.frames())
    raw = found(video.source.frames())
    print(
        f"{seed:4}  {'the film itself':24} {matched(truth, raw, may_turn=False):3} of {len(truth)}"
    )
    camera = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
    file = f"--use-file-for-fake-video-capture={film}"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*ARGUMENTS, *camera, file]
        )
        page = chromium.new_page()
        page.goto(address)
        for codec, ending in CODECS:
            path = folder / f"{seed}.{ending}"
            recorded(page, codec, path)
            onsets = found(read_video(path).frames())
            rate = path.stat().st_size * 8e-6 / SCENE.duration_s
            count = matched(truth, onsets, may_turn=True)
            said = f"{count:3} of {len(truth)}, {len(onsets)} events, {rate:.2f} Mbit/s"
            print(f"{seed:4}  {codec:24} {said}")
        chromium.close()


def main() -> None:
    """Print one line a film and codec."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="3,4")
    seeds = [int(each) for each in parser.parse_args().seeds.split(",")]
    with (
        tempfile.TemporaryDirectory() as name,
        HTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler) as server,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for seed in seeds:
            measured(seed, Path(name), f"http://127.0.0.1:{server.server_port}/no-such-page")
        server.shutdown()


if __name__ == "__main__":
    main()
