"""Every detector of NeuroKit2 and BioSPPy for the onset of a muscle, asked for fasciculations.

Both report both ends of a burst, so edges nearer than 60 ms are one event.

NeuroKit2 cleans with its own filter and keeps bursts of 50 ms and more; a
potential is shorter, so each of its methods but the slowest is also asked with
10 ms, and its threshold, which lies below the noise here, once with three times
the usual amplitude. Its silva gets millivolts, which its height is meant for;
the others get microvolts, with which its mixture finds more.

BioSPPy's detectors get the signal filtered as its own emg() does it, and those
that want rest the first two seconds, with a window of 10 ms and a height of 5
of their own measure, as far as they leave both to the caller.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

Detector = Callable[["NDArray[float64]"], "list[float]"]

MERGE_S = 0.06
SHORT_S = 0.010
REST_S = 2.0
HEIGHT = 5
SAMPLES_ABOVE = 5
UV_PER_MV = 1000.0
TIMES_USUAL = 3.0
METHODS = ("threshold", "mixture", "biosppy", "silva", "pelt")


def merged(times_s: NDArray[float64]) -> list[float]:
    """Edges nearer than 60 ms are one event, as in the notes."""
    kept: list[float] = []
    for at in np.sort(times_s):
        if not kept or at - kept[-1] > MERGE_S:
            kept.append(float(at))
    return kept


def neurokit_detectors(rate_hz: float) -> dict[str, Detector]:
    """All methods of NeuroKit2, as they are and told of short bursts."""
    try:
        import neurokit2
    except ImportError:
        print("NeuroKit2 is not installed")
        return {}

    def detector(method: str, *, short: bool, told: bool = False) -> Detector:
        def neurokit(samples: NDArray[float64]) -> list[float]:
            signal = samples[:, 0] / (UV_PER_MV if method == "silva" else 1)
            clean = neurokit2.emg_clean(signal, sampling_rate=int(rate_hz))
            more: dict[str, object] = {"emg_cleaned": clean}
            if method in {"threshold", "mixture"}:
                more = {"emg_amplitude": neurokit2.emg_amplitude(clean)}
            if told:
                more["threshold"] = TIMES_USUAL * float(np.median(more["emg_amplitude"]))
            if short:
                more["duration_min"] = round(SHORT_S * rate_hz)
            _, info = neurokit2.emg_activation(sampling_rate=int(rate_hz), method=method, **more)
            return merged(np.asarray(info["EMG_Onsets"], dtype=float) / rate_hz)

        return neurokit

    found = {f"NeuroKit2 {method}": detector(method, short=False) for method in METHODS}
    for method in METHODS[:-1]:
        found[f"NeuroKit2 {method}, 10 ms"] = detector(method, short=True)
    found["NeuroKit2 threshold, told"] = detector("threshold", short=True, told=True)
    return found


def biosppy_detectors(rate_hz: float) -> dict[str, Detector]:
    """BioSPPy's emg(), and each of its seven detectors."""
    try:
        from biosppy.signals import emg
        from biosppy.signals import tools
    except ImportError:
        print("BioSPPy is not installed")
        return {}

    rest = slice(0, round(REST_S * rate_hz))
    window = round(SHORT_S * rate_hz)
    above = {"threshold": HEIGHT}
    sized = {"size": window}
    lasting = {"active_state_duration": SAMPLES_ABOVE}
    told_rest: dict[str, dict[str, float]] = {
        "hodges_bui": sized | above,
        "bonato": above | lasting | {"samples_above_fail": 2, "fail_size": SAMPLES_ABOVE},
        "lidierth": sized | above | lasting | {"fail_size": SAMPLES_ABOVE},
        "abbink": sized | above | {"alarm_size": window, "transition_threshold": 0.1},
        "solnik": above | lasting,
        "londral": sized | above | lasting,
    }

    def filtered(samples: NDArray[float64]) -> NDArray[float64]:
        told = tools.filter_signal(
            signal=samples[:, 0],
            ftype="butter",
            band="highpass",
            order=4,
            frequency=100,
            sampling_rate=rate_hz,
        )
        found: NDArray[float64] = told["signal"] - np.mean(told["signal"])
        return found

    def events(onsets: object) -> list[float]:
        return merged(np.asarray(onsets, dtype=float) / rate_hz)

    def whole(samples: NDArray[float64]) -> list[float]:
        return events(emg.emg(samples[:, 0], sampling_rate=rate_hz, show=False)["onsets"])

    def silva(samples: NDArray[float64]) -> list[float]:
        clean = filtered(samples)
        height = HEIGHT * float(np.std(clean[rest]))
        told = emg.silva_onset_detector(
            clean, sampling_rate=rate_hz, size=window, threshold_size=2 * window, threshold=height
        )
        return events(told["onsets"])

    def detector(name: str) -> Detector:
        find = getattr(emg, f"{name}_onset_detector")

        def biosppy(samples: NDArray[float64]) -> list[float]:
            clean = filtered(samples)
            told = find(clean, rest=clean[rest], sampling_rate=rate_hz, **told_rest[name])
            return events(told["onsets"])

        return biosppy

    found = {"BioSPPy emg()": whole, "BioSPPy silva": silva}
    return found | {f"BioSPPy {name}": detector(name) for name in told_rest}
