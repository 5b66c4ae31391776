"""Twitches found in synthetic videos of skin and B-mode, beside two simple methods; speed.

    python benchmarks/measure_video.py --seeds 101,102

Thresholds were set on seed 1 with H.264 at crf 23. Judge on other seeds; here
crf 25, other picture sizes, and smaller and wider twitches are the default.
Dense optical flow (Farnebäck) runs where OpenCV is installed.
"""

from __future__ import annotations

import argparse
import itertools
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from measure_video_scenes import SCENES
from measure_video_scenes import Score
from measure_video_scenes import clip
from measure_video_scenes import scored
from quietmuscle.measure.video import measure_frames
from quietmuscle.mechanism.skin_video_motion import TwitchPlan
from quietmuscle.model.measurement import EventKind

if TYPE_CHECKING:
    from quietmuscle.model.recording import Frame

JUDGED = TwitchPlan(rate_per_min=24, amplitude_px=(0.6, 3.0), radius_px=(15, 60))
SPREADS = 5.0


def ours(frames: list[Frame]) -> list[float]:
    events = measure_frames(frames).events
    return [one.onset_s for one in events if one.kind is EventKind.FASCICULATION]


def frame_difference(frames: list[Frame]) -> list[float]:
    """Mean absolute difference of pictures in a row, above median and five spreads."""
    size = [
        float(np.abs(b.image.astype(np.int16) - a.image).mean())
        for a, b in itertools.pairwise(frames)
    ]
    return _peaks([0.0, *size], [frame.time_s for frame in frames])


def dense_flow(frames: list[Frame]) -> list[float]:
    """Farnebäck's flow between pictures in a row, its 99th percentile, the same threshold."""
    import cv2

    size = [0.0]
    for a, b in itertools.pairwise(frames):
        flow = cv2.calcOpticalFlowFarneback(a.image, b.image, None, 0.5, 3, 15, 2, 5, 1.1, 0)
        flow = flow - np.median(flow, axis=(0, 1))
        size.append(float(np.quantile(np.hypot(flow[..., 0], flow[..., 1]), 0.99)))
    return _peaks(size, [frame.time_s for frame in frames])


def _peaks(size: list[float], times_s: list[float]) -> list[float]:
    course = np.array(size)
    middle = np.median(course)
    spread = np.median(np.abs(course - middle)) / 0.6745
    onsets: list[float] = []
    last = -1.0
    for time_s, is_high in zip(times_s, course > middle + SPREADS * spread, strict=True):
        if is_high:
            if time_s - last > 0.3:
                onsets.append(time_s)
            last = time_s
    return onsets


def speed(width: int, height: int) -> float:
    """Pictures a second, of this process alone, without decoding."""
    scene = replace(SCENES["skin, hand-held"], width=width, height=height, duration_s=6.0)
    from quietmuscle.mechanism.skin_video import skin_video

    frames = list(skin_video(scene, 5).source.frames())
    start = time.process_time()
    measure_frames(frames)
    return len(frames) / (time.process_time() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="101,102")
    parser.add_argument("--scene", default="", help="only scenes whose name holds this")
    parser.add_argument("--crf", type=int, default=25)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--side", type=int, default=288)
    parser.add_argument("--no-speed", action="store_true")
    given = parser.parse_args()
    methods = {"ours": ours, "frame difference": frame_difference}
    try:
        import cv2

        cv2.setNumThreads(2)
        methods["dense flow"] = dense_flow
    except ImportError:
        print("OpenCV is not installed: dense optical flow is left out.")
    print(f"{'scene':28}" + "".join(f"{name:>30}" for name in methods))
    print(f"{'':28}" + f"{'recall precision right/false':>30}" * len(methods))
    sums = dict.fromkeys(methods, Score())
    for name, scene in SCENES.items():
        if given.scene not in name:
            continue
        here = dict.fromkeys(methods, Score())
        for seed in map(int, given.seeds.split(",")):
            plan = replace(
                JUDGED, rate_per_min=min(JUDGED.rate_per_min, scene.twitches.rate_per_min)
            )
            judged = replace(
                scene,
                twitches=plan,
                width=given.side,
                height=given.side,
                duration_s=given.seconds,
            )
            frames, truth = clip(judged, seed, given.crf)
            for method, run in methods.items():
                here[method] += scored(truth, run(frames))
        _line(name, here)
        sums = {method: sums[method] + here[method] for method in methods}
    _line("all", sums)
    if not given.no_speed:
        for width, height in ((512, 512), (1920, 1080)):
            print(f"speed at {width} × {height}: {speed(width, height):.0f} frames/s")


def _line(name: str, scores: dict[str, Score]) -> None:
    cells = ""
    for score in scores.values():
        recall = score.right / max(score.right + score.missed, 1)
        precision = score.right / max(score.right + score.false, 1)
        cells += f"{recall:14.2f} {precision:6.2f} {score.right:4}/{score.false:<4}"
    print(f"{name:28}{cells}", flush=True)


if __name__ == "__main__":
    main()
