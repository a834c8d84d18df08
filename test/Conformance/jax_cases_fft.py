"""Cases of jax.numpy.fft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jax import numpy as jnp
from jax_arguments import c, r
from jax_cases import Case, make_cases

SUITE = "jax.numpy.fft"


def list_rows() -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of the functions."""
    rows: dict[str, list[tuple[Any, ...]]] = {}
    for name, kind in (
        ("fft", c),
        ("ifft", c),
        ("rfft", r),
        ("irfft", c),
        ("hfft", c),
        ("ihfft", r),
    ):
        function = getattr(jnp.fft, name)
        rows[name] = [
            (function, kind(8)),
            (function, kind(3, 7)),
            (lambda x, f=function: f(x, n=5), kind(2, 8)),
            (lambda x, f=function: f(x, n=12), kind(2, 8)),
            (lambda x, f=function: f(x, axis=0), kind(6, 4)),
            (lambda x, f=function: f(x, norm="ortho"), kind(9)),
            (lambda x, f=function: f(x, norm="forward"), kind(10)),
            (function, kind(0, 4)),
        ]
    for name, kind in (("fft2", c), ("ifft2", c), ("rfft2", r), ("irfft2", c)):
        function = getattr(jnp.fft, name)
        rows[name] = [
            (function, kind(4, 6)),
            (function, kind(2, 5, 8)),
            (lambda x, f=function: f(x, s=(3, 10), axes=(1, 0), norm="ortho"), kind(6, 4)),
        ]
    for name, kind in (("fftn", c), ("ifftn", c), ("rfftn", r), ("irfftn", c)):
        function = getattr(jnp.fft, name)
        rows[name] = [
            (function, kind(3, 4, 5)),
            (lambda x, f=function: f(x, axes=(0, 2)), kind(3, 4, 6)),
            (lambda x, f=function: f(x, s=(4, 7), axes=(0, 1)), kind(3, 6)),
            (function, kind(2, 3, 4, 6)),
        ]
    rows["fft"] += [(jnp.fft.fft, r(8)), (jnp.fft.fft, c(97)), (jnp.fft.fft, c(1, 256))]
    rows["fftshift"] = [(jnp.fft.fftshift, c(5)), (jnp.fft.fftshift, c(4, 5))]
    rows["ifftshift"] = [(jnp.fft.ifftshift, c(5)), (jnp.fft.ifftshift, c(4, 5))]
    rows["fftfreq"] = [(lambda x: x * jnp.fft.fftfreq(6), c(6))]
    rows["rfftfreq"] = [(lambda x: x * jnp.fft.rfftfreq(6), c(4))]
    return rows


def list_cases() -> Iterator[Case]:
    """Yield the cases."""
    for name, rows in list_rows().items():
        yield from make_cases(SUITE, name, rows)
