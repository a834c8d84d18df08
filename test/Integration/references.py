"""The short-time transforms and the LU factorization of milcomplex, in NumPy."""

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


def narrow(x: Array) -> Array:
    """Return an array of the widest type that factorizations of NumPy accept."""
    return x.astype(np.complex128)


def raised(x: Array) -> Array:
    """Return a square matrix with 8 added to its diagonal."""
    return narrow(x) + 8 * np.eye(len(x))


def mirror(x: Array) -> Array:
    """Return the Hermitian matrix of the lower triangle of a matrix."""
    return np.tril(x, -1) + np.conj(np.tril(x, -1)).T + np.diag(np.diagonal(x).real)


def expm(x: Array) -> Array:
    """Return the exponential of a matrix whose eigenvalues are apart."""
    values, vectors = np.linalg.eig(x)
    result: Array = (vectors * np.exp(values)) @ np.linalg.inv(vectors)
    return result


def reduce_hessenberg(x: Array) -> tuple[Array, Array]:
    """Return Hessenberg's form with the reflections below it, and their factors, as of LAPACK."""
    a, n = x.copy(), len(x)
    taus = np.zeros(n - 1, x.dtype)
    for k in range(n - 1):
        alpha = a[k + 1, k]
        beta = -np.copysign(np.linalg.norm(a[k + 1 :, k]), alpha.real)
        taus[k] = (beta - alpha) / beta
        v = np.concatenate([[1], a[k + 2 :, k] / (alpha - beta)])
        a[:, k + 1 :] -= taus[k] * np.outer(a[:, k + 1 :] @ v, np.conj(v))
        a[k + 1 :, k + 1 :] -= np.conj(taus[k]) * np.outer(v, np.conj(v) @ a[k + 1 :, k + 1 :])
        a[k + 1 :, k] = np.concatenate([[beta], v[1:]])
    return a, taus


def reduce_tridiagonal(x: Array) -> tuple[Array, Array, Array]:
    """Return the tridiagonal form of a Hermitian matrix, and the factors of the reflections."""
    packed, taus = reduce_hessenberg(x)
    return np.diagonal(packed).real, np.diagonal(packed, -1).real, taus


def factor_lu(x: Array) -> tuple[Array, Array, Array]:
    """Return L and U in one matrix, the pivots, and the order of the rows, as of LAPACK."""
    a, n = x.copy(), len(x)
    order, pivots = np.arange(n, dtype=np.int32), np.zeros(n, np.int32)
    for i in range(n):
        column = a[i:, i]
        place = i + int(np.argmax(np.abs(column.real) + np.abs(column.imag)))
        pivots[i] = place
        a[[i, place]], order[[i, place]] = a[[place, i]], order[[place, i]]
        a[i + 1 :, i] /= a[i, i]
        a[i + 1 :, i + 1 :] -= np.outer(a[i + 1 :, i], a[i, i + 1 :])
    return a, pivots, order
