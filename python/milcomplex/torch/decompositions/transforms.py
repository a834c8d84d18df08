"""Fourier transforms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import torch
from torch import Tensor
from torch.nn import functional

from milcomplex.torch.decompositions.rules import Rule, Rules, imag, join, real, rule
from milcomplex.torch.ops import milc

aten = torch.ops.aten
LAST_TWO = (-2, -1)
# The factors of a forward transform as _fft_c2c has them: 1, the inverse of the root of the number
# of elements and its square; of an inverse one they are in reverse.
NORMS = {None: 0, "backward": 0, "ortho": 1, "forward": 2}
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
    return clear_imag(spectrum, find_real(x, along))


def clear_imag(spectrum: Tensor, where: Tensor) -> Tensor:
    """Return complex elements with an imaginary part of +0 where a mask holds."""
    im = imag(spectrum)
    return join(real(spectrum), torch.where(where, torch.zeros((), dtype=im.dtype), im))


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


def list_axes(x: Tensor, lengths: Sequence[int] | None, axes: Sequence[int] | None) -> list[int]:
    """Return the axes of a transform: by default all, or as many of the last as have a length."""
    if axes is None:
        axes = range(-(x.dim() if lengths is None else len(lengths)), 0)
    return [axis % x.dim() for axis in axes]


def resize(x: Tensor, lengths: Sequence[int] | None, axes: Sequence[int]) -> Tensor:
    """Return a tensor cut, or padded with zeros, to lengths along axes; -1 leaves one as it is."""
    for axis, length in zip(axes, lengths or (), strict=bool(lengths)):
        size = x.shape[axis]
        if -1 != length < size:
            x = x.narrow(axis, 0, length)
        elif length > size:
            x = functional.pad(x, [*[0] * (2 * (x.dim() - axis) - 1), length - size])
    return x


def to_floating(x: Tensor) -> Tensor:
    """Return a tensor of integers as one of floating-point numbers, which PyTorch transforms."""
    is_inexact = x.is_complex() or x.is_floating_point()
    return x if is_inexact else x.to(torch.get_default_dtype())


def along_axes(
    transform: Callable[[Tensor, list[int], str | None], Tensor], default: Sequence[int] | None
) -> Rule:
    """Return the rule of an op that resizes a tensor along axes and transforms it along these."""

    def apply(
        x: Tensor,
        s: Sequence[int] | None = None,
        dim: Sequence[int] | None = default,
        norm: str | None = None,
    ) -> Tensor:
        axes = list_axes(x, s, dim)
        return transform(resize(to_floating(x), s, axes), axes, norm)

    return apply


def transform_axes(forward: bool, x: Tensor, axes: list[int], norm: str | None) -> Tensor:
    """Transform complex or real elements."""
    mode = NORMS[norm] if forward else 2 - NORMS[norm]
    if x.is_complex():
        return fft_c2c(x, axes, mode, forward)
    spectrum = fft_c2c(join(x, torch.zeros_like(x)), axes, mode, forward)
    return clear_imag(spectrum, find_real(x, axes))


def invert_half(x: Tensor, axes: list[int], norm: str | None) -> Tensor:
    """Return half of the inverse transform of a real tensor."""
    # The conjugate, whose real elements have an imaginary part of +0.
    spectrum = milc.rfft(x, axes, 2 - NORMS[norm])
    # Along the last axis it is -0, which a sum along the others keeps, and a difference does not.
    zero = torch.full((), -0.0, dtype=imag(spectrum).dtype)
    for axis in axes[:-1]:
        is_sum = torch.arange(spectrum.shape[axis], dtype=torch.int64) == 0
        shape = [-1, *[1] * (x.dim() - axis - 1)]
        zero = torch.where(is_sum.reshape(shape), zero, torch.zeros_like(zero))
    return join(real(spectrum), zero - imag(spectrum))


for packet, transform, axes in (
    (aten.fft_fft2, partial(transform_axes, True), LAST_TWO),
    (aten.fft_fftn, partial(transform_axes, True), None),
    (aten.fft_ifft2, partial(transform_axes, False), LAST_TWO),
    (aten.fft_ifftn, partial(transform_axes, False), None),
    (aten.fft_ihfft2, invert_half, LAST_TWO),
    (aten.fft_ihfftn, invert_half, None),
):
    rule(RULES, packet)(along_axes(transform, axes))


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
