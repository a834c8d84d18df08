"""The short-time transforms of milcomplex, in NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def fill(window: Array, n_fft: int) -> Array:
    """Return the window, shape (n,), with zeros on both sides, shape (n_fft,)."""
    before = (n_fft - len(window)) // 2
    return np.pad(window, (before, n_fft - len(window) - before))


def stft(
    x: Array,
    window: Array,
    n_fft: int,
    hop_length: int,
    center: bool,
    pad_mode: str,
    normalized: bool,
    onesided: bool,
) -> Array:
    """Return torch.stft of signals, shape (..., length): shape (..., n_fft/2 + 1, frames)."""
    if center:
        mode = {"replicate": "edge"}.get(pad_mode, pad_mode)
        ends = [(0, 0)] * (x.ndim - 1) + [(n_fft // 2, n_fft // 2)]
        x = np.pad(x, ends, mode=mode)  # type: ignore[call-overload]
    frames = np.lib.stride_tricks.sliding_window_view(x, n_fft, axis=-1)[..., ::hop_length, :]
    transform = np.fft.rfft if onesided else np.fft.fft
    norm = "ortho" if normalized else "backward"
    spectra = transform(frames * fill(window, n_fft), norm=norm)  # type: ignore[arg-type]
    return np.moveaxis(spectra, -1, -2)


def istft(
    y: Array,
    window: Array,
    n_fft: int,
    hop_length: int,
    center: bool,
    normalized: bool,
    onesided: bool,
    length: int | None,
) -> Array:
    """Return torch.istft of spectra, shape (..., n_fft/2 + 1, frames): shape (..., length)."""
    spectra = np.moveaxis(y, -1, -2)
    norm: Any = "ortho" if normalized else "backward"
    frames = (
        np.fft.irfft(spectra, n_fft, norm=norm) if onesided else np.fft.ifft(spectra, norm=norm)
    )
    window = fill(window, n_fft)
    count = frames.shape[-2]
    covered = n_fft + hop_length * (count - 1)
    signal = np.zeros((*y.shape[:-2], covered), frames.dtype)
    envelope = np.zeros(covered, window.dtype)
    for t in range(count):
        place = slice(t * hop_length, t * hop_length + n_fft)
        signal[..., place] += frames[..., t, :] * window
        envelope[place] += window**2
    start = n_fft // 2 if center else 0
    end = covered - start if length is None else min(covered, start + length)
    signal = signal[..., start:end] / envelope[start:end]
    missing = 0 if length is None else length - (end - start)
    return np.pad(signal, [(0, 0)] * (signal.ndim - 1) + [(0, missing)])
