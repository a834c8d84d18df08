"""Fourier transforms of pairs along the last axis, as products with constant matrices."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
import numpy as np

from milcomplex.fourier import (
    LIMIT,
    PRIME_LIMIT,
    Matrix,
    find_factor,
    find_own_mirrors,
    leaves_noise,
    make_chirp,
    make_real_inverse,
    make_transform,
    make_twiddles,
)
from milcomplex.jax.realization.pairs import Complex


def multiply(x: Any, matrix: Matrix) -> Any:
    """Return the product with a constant matrix from the right, in full precision."""
    return jnp.matmul(x, matrix.astype(x.dtype), precision="highest")


def rotate(z: Complex, roots: tuple[Matrix, Matrix]) -> Complex:
    """Return the product with constants."""
    c, s = (part.astype(z.re.dtype) for part in roots)
    return Complex(z.re * c - z.im * s, z.re * s + z.im * c)


def transform(z: Complex, sign: int) -> Complex:
    """Transform: by one matrix, by factors with twiddle factors, or by a convolution."""
    n = z.re.shape[-1]
    factor = find_factor(n)
    if n <= (PRIME_LIMIT if factor is None else LIMIT):
        c, s = make_transform(n, n, sign)
        both = multiply(jnp.concatenate(z, -1), np.block([[c, s], [-s, c]]))
        return Complex(both[..., :n], both[..., n:])
    if factor is None:
        length, chirp, response = make_chirp(n, sign)
        pads = [(0, 0)] * (z.re.ndim - 1) + [(0, length - n)]
        turned = rotate(z, chirp)
        spectrum = transform(Complex(*(jnp.pad(part, pads) for part in turned)), -1)
        back = transform(rotate(spectrum, response), 1)
        return rotate(Complex(back.re[..., :n], back.im[..., :n]), chirp)
    # A matrix of `factor` rows: its columns, the twiddle factors, its rows.
    shape = (*z.re.shape[:-1], factor, n // factor)
    columns = Complex(*(part.reshape(shape).swapaxes(-1, -2) for part in z))
    inner = transform(columns, sign)
    rows = Complex(*(part.swapaxes(-1, -2) for part in inner))
    outer = transform(rotate(rows, make_twiddles(factor, n // factor, sign)), sign)
    return Complex(*(part.swapaxes(-1, -2).reshape(z.re.shape) for part in outer))


def transform_to_real(z: Complex, n: int) -> Any:
    """Transform half of a spectrum to n real elements, not scaled."""
    bins = n // 2 + 1
    half = Complex(z.re[..., :bins], z.im[..., :bins])
    if n <= LIMIT:
        return multiply(jnp.concatenate(half, -1), make_real_inverse(n))
    mirrored = [part[..., 1 : n - bins + 1][..., ::-1] for part in half]
    whole = Complex(
        jnp.concatenate([half.re, mirrored[0]], -1), jnp.concatenate([half.im, -mirrored[1]], -1)
    )
    return transform(whole, 1).re


def clear_imag(z: Complex, lengths: tuple[int, ...]) -> Complex:
    """Return the transform of a real array along the last axes, of these lengths, real where it is.

    That is where elements are their own mirror images. Products with matrices compute an imaginary
    part of 0 there but where `leaves_noise` says otherwise.
    """
    if not any(map(leaves_noise, lengths)):
        return z
    mask: Any = True
    for n, size in zip(lengths, z.im.shape[-len(lengths) :], strict=True):
        mask = jnp.logical_and(jnp.expand_dims(mask, -1), find_own_mirrors(n)[:size])
    return Complex(z.re, jnp.where(mask, 0, z.im))


def scale(z: Any, factor: float) -> Any:
    """Return an array or a pair times a number."""
    if isinstance(z, Complex):
        return Complex(z.re * factor, z.im * factor)
    return z * factor


def transform_along(z: Any, kind: str, lengths: tuple[int, ...]) -> Any:
    """Return what `jax.lax.fft` of the last axes returns.

    Parameters
    ----------
    z : Complex or Array
        Real for RFFT.
    kind : str
        FFT, IFFT, RFFT or IRFFT.
    lengths : tuple of int
        Of the axes, of the real array where one is.
    """
    rank = (z.re if isinstance(z, Complex) else z).ndim
    axes = list(range(rank - len(lengths), rank))
    if kind == "RFFT":
        z = transform(Complex(z, jnp.zeros_like(z)), -1)
        z = Complex(*(part[..., : lengths[-1] // 2 + 1] for part in z))
        axes = axes[:-1]
    last = axes.pop() if kind == "IRFFT" else None
    sign = 1 if kind in ("IFFT", "IRFFT") else -1
    for axis in axes:
        moved = transform(Complex(*(jnp.moveaxis(part, axis, -1) for part in z)), sign)
        z = Complex(*(jnp.moveaxis(part, -1, axis) for part in moved))
    if kind == "RFFT":
        z = clear_imag(z, lengths)
    if last is not None:
        z = transform_to_real(z, lengths[-1])
    return scale(z, 1 / float(np.prod(lengths))) if sign == 1 else z
