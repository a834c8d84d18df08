"""Fourier transforms."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from milcomplex.torch.decompositions.rules import Rules, join, rule
from milcomplex.torch.ops import milc

aten = torch.ops.aten
# For real tensors too.
RULES: Rules = {}


@rule(RULES, aten._fft_c2c)
def fft_c2c(x: Tensor, axes: Sequence[int], norm: int, forward: bool) -> Tensor:
    """Transform complex elements to complex elements."""
    along = [axis % x.dim() for axis in axes]
    if not along:
        return x.clone()
    return milc.fft(x, along, norm) if forward else milc.ifft(x, along, norm)


@rule(RULES, aten._fft_r2c)
def fft_r2c(x: Tensor, axes: Sequence[int], norm: int, onesided: bool) -> Tensor:
    """Transform real elements to complex elements, half of them or all."""
    along = [axis % x.dim() for axis in axes]
    if onesided:
        return milc.rfft(x, along, norm)
    spectrum = fft_c2c(join(x, torch.zeros_like(x)), along, norm, True)
    im = milc.imag(spectrum)
    zero = torch.zeros((), dtype=im.dtype)
    return join(milc.real(spectrum), torch.where(find_real(x, along), zero, im))


def find_real(x: Tensor, axes: Sequence[int]) -> Tensor:
    """Return where the transform of a real tensor is real: at its own mirror image.

    The shape is that of `x` from the first of the axes on, broadcast.
    """
    mask = torch.ones((), dtype=torch.bool)
    for axis in axes:
        length = x.shape[axis]
        is_own_mirror = torch.arange(length, dtype=torch.int64) * 2 % length == 0
        mask = mask & is_own_mirror.reshape([length, *[1] * (x.dim() - axis - 1)])
    return mask


@rule(RULES, aten._fft_c2r)
def fft_c2r(x: Tensor, axes: Sequence[int], norm: int, length: int) -> Tensor:
    """Transform half of the complex elements to real elements."""
    return milc.irfft(x, [axis % x.dim() for axis in axes], norm, length)


def check_window(window: Tensor | None) -> None:
    """Raise NotImplementedError if a window is complex."""
    if window is not None and window.is_complex():
        raise NotImplementedError("the window of a transform of frames must be real")


@rule(RULES, aten.stft.default)
def stft(
    x: Tensor,
    n_fft: int,
    hop_length: int | None = None,
    win_length: int | None = None,
    window: Tensor | None = None,
    normalized: bool = False,
    onesided: bool | None = None,
    return_complex: bool | None = None,
    align_to_window: bool | None = None,
) -> Tensor:
    """Transform a signal frame by frame."""
    check_window(window)
    if align_to_window:
        raise NotImplementedError("stft does not align frames to the window")
    spectrum = milc.stft(
        x,
        window,
        n_fft,
        n_fft // 4 if hop_length is None else hop_length,
        n_fft if win_length is None else win_length,
        not x.is_complex() if onesided is None else onesided,
    )
    if normalized:
        spectrum = spectrum * n_fft**-0.5
    return spectrum if return_complex else torch.view_as_real(spectrum)


@rule(RULES, aten.stft.center)
def stft_center(
    x: Tensor,
    n_fft: int,
    hop_length: int | None = None,
    win_length: int | None = None,
    window: Tensor | None = None,
    center: bool = True,
    pad_mode: str = "reflect",
    normalized: bool = False,
    onesided: bool | None = None,
    return_complex: bool | None = None,
    align_to_window: bool | None = None,
) -> Tensor:
    """Transform a signal frame by frame, padded by half a frame at both ends."""
    if center:
        half = n_fft // 2
        padded = functional.pad(x.reshape(1, -1, x.shape[-1]), [half, half], pad_mode)
        x = padded.reshape(*x.shape[:-1], -1)
    return stft(x, n_fft, hop_length, win_length, window, normalized, onesided, return_complex)


@rule(RULES, aten.istft)
def istft(
    x: Tensor,
    n_fft: int,
    hop_length: int | None = None,
    win_length: int | None = None,
    window: Tensor | None = None,
    center: bool = True,
    normalized: bool = False,
    onesided: bool | None = None,
    length: int | None = None,
    return_complex: bool = False,
) -> Tensor:
    """Return the signal of a short-time transform."""
    check_window(window)
    if not x.is_complex():
        x = torch.view_as_complex(x)
    # Half of a transform is enough for a real signal.
    if not return_complex:
        x = x.narrow(-2, 0, n_fft // 2 + 1)
    return milc.istft(
        x,
        window,
        n_fft,
        n_fft // 4 if hop_length is None else hop_length,
        n_fft if win_length is None else win_length,
        center,
        normalized,
        not return_complex,
        length,
    )
