"""A movement made larger, so that an eye sees it: linear Eulerian magnification.

What changed since the quiet pictures is smoothed and added to each picture
several times (Wu et al. 2012, ACM Trans Graph 31:65, "Eulerian video
magnification"). A shift of the whole picture and a change of the light are
taken out of what is added, so that neither is made larger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.ndimage import gaussian_filter

if TYPE_CHECKING:
    from numpy.typing import NDArray

TIMES_LARGER = 8.0
"""A shift d looks as (1 + alpha) d, Wu et al. 2012 eq. 4: so alpha is 7. Judgement: 1 px becomes
8 px, which an eye follows; more makes the noise of a phone's camera flicker."""
SMOOTHED_PX = 2.0
"""Standard deviation of the Gaussian. Judgement: noise of single pixels falls to a seventh
(1 / (2 sqrt(pi) sigma)), a pattern of 24 px keeps 0.87 of its change."""
FIT_PIXELS = 20_000
"""About so many pixels are enough for five numbers that hold for all of them."""
FIT_ROUNDS = 5
TUKEY = 4.685
"""In robust standard deviations: 95 % efficient where the noise is normal (Beaton & Tukey 1974)."""
MAD_TO_SD = 1.4826
LEAST_SPREAD = 0.25
"""In grey levels, below the step of one: what rounding alone brings is no outlier."""


def magnified(
    frames: NDArray[np.uint8],
    quiet: NDArray[np.bool_],
    *,
    times_larger: float = TIMES_LARGER,
    smoothed_px: float = SMOOTHED_PX,
) -> NDArray[np.uint8]:
    """Pictures in which what moves against the quiet ones moves further.

    Parameters
    ----------
    frames : array of shape (pictures, rows, columns)
        Grey levels from 0 to 255.
    quiet : array of shape (pictures,)
        Which pictures lie before the movement; their mean is what the others
        are compared with. At least one.
    times_larger : float
        How many times as large a small movement becomes: 1 + alpha of Wu et al.
    smoothed_px : float
        Standard deviation of the Gaussian, in pixels.

    Returns
    -------
    array of shape (pictures, rows, columns)
        Grey levels, clipped to 0 to 255.

    Notes
    -----
    Wu et al. 2012, eq. 4: output = picture + alpha * change. It holds while
    times_larger * shift < an eighth of the pattern's wavelength (their eq. 14);
    beyond that, edges tear. Shift, gain and offset of the whole picture are
    fitted to the change by iterated weighted least squares, in which what moves
    by itself has little weight (Tukey's biweight), and taken out of it.
    """
    reference = frames[quiet].mean(axis=0, dtype=np.float64)
    common = _common(reference)
    out = np.empty_like(frames)
    for number, frame in enumerate(frames):
        change = frame - reference
        own = change - _of_whole(change, common)
        larger = frame + (times_larger - 1) * gaussian_filter(own, smoothed_px, mode="nearest")
        out[number] = np.clip(np.rint(larger), 0, 255)
    return out


def _common(reference: NDArray[np.float64]) -> NDArray[np.float64]:
    """What a shift in y and x, a gain and an offset do to a picture: (rows, columns, 4)."""
    down = np.gradient(reference, axis=0) if reference.shape[0] > 1 else np.zeros_like(reference)
    across = np.gradient(reference, axis=1) if reference.shape[1] > 1 else np.zeros_like(reference)
    return np.stack((down, across, reference - reference.mean(), np.ones_like(reference)), axis=-1)


def _of_whole(change: NDArray[np.float64], common: NDArray[np.float64]) -> NDArray[np.float64]:
    """The part of a change that the whole picture shares."""
    step = max(1, int(np.sqrt(change.size / FIT_PIXELS)))
    seen = change[::step, ::step].ravel()
    basis = common[::step, ::step].reshape(-1, common.shape[-1])
    weight = np.ones_like(seen)
    fit: NDArray[np.float64] = np.zeros(common.shape[-1])
    for _round in range(FIT_ROUNDS):
        root = np.sqrt(weight)
        fit = np.asarray(
            np.linalg.lstsq(basis * root[:, None], seen * root, rcond=None)[0], np.float64
        )
        left = seen - basis @ fit
        spread = max(LEAST_SPREAD, MAD_TO_SD * float(np.median(np.abs(left))))
        weight = np.clip(1 - (left / (TUKEY * spread)) ** 2, 0, None) ** 2
    return np.asarray(common @ fit)
