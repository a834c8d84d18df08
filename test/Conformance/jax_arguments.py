"""Arguments of the cases: what they are, and draws of them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


@dataclass(frozen=True)
class Argument:
    """An array to be drawn.

    Attributes
    ----------
    kind : str
        complex or real, of the precision of the case; integer, boolean; hermitian or positive, a
        complex matrix of that kind; regular, a well-conditioned complex one; unit, complex numbers
        within the unit disk.
    shape : tuple of int
    high : int
        Integers are below it.
    """

    kind: str
    shape: tuple[int, ...]
    high: int = 0

    def __str__(self) -> str:
        """Write it as in c[3,4]."""
        return f"{self.kind[0]}[{','.join(map(str, self.shape))}]"


def c(*shape: int) -> Argument:
    """Complex numbers."""
    return Argument("complex", shape)


def r(*shape: int) -> Argument:
    """Real numbers."""
    return Argument("real", shape)


def i(high: int, *shape: int) -> Argument:
    """Integers from 0, below `high`."""
    return Argument("integer", shape, high)


def b(*shape: int) -> Argument:
    """Booleans."""
    return Argument("boolean", shape)


def hermitian(*shape: int) -> Argument:
    """Hermitian matrices."""
    return Argument("hermitian", shape)


def positive(*shape: int) -> Argument:
    """Hermitian, positive definite matrices."""
    return Argument("positive", shape)


def regular(*shape: int) -> Argument:
    """Matrices far from singular ones."""
    return Argument("regular", shape)


def unit(*shape: int) -> Argument:
    """Complex numbers within the unit disk."""
    return Argument("unit", shape)


def draw(arguments: Sequence[Argument], dtype: Any, seed: str) -> list[Array]:
    """Draw arguments for a complex type; a seed gives the same ones each time."""
    generator = np.random.default_rng(zlib.crc32(seed.encode()))
    return [draw_one(argument, np.dtype(dtype), generator) for argument in arguments]


def draw_one(argument: Argument, dtype: np.dtype[Any], generator: np.random.Generator) -> Array:
    """Draw an argument."""
    shape = argument.shape
    if argument.kind == "integer":
        return generator.integers(0, argument.high, shape).astype(np.int32)
    if argument.kind == "boolean":
        return np.asarray(generator.random(shape) < 0.5)
    if argument.kind == "real":
        return np.asarray(generator.normal(size=shape), np.empty(0, dtype).real.dtype)
    z = np.asarray(generator.normal(size=shape) + 1j * generator.normal(size=shape))
    if argument.kind in ("hermitian", "positive", "regular"):
        identity = np.eye(shape[-2], shape[-1])
        adjoint = np.conj(np.swapaxes(z, -1, -2)) if shape[-1] == shape[-2] else z
        if argument.kind == "hermitian":
            z = z + adjoint
        elif argument.kind == "positive":
            z = z @ adjoint + shape[-1] * identity
        else:
            z = z + 3 * identity
    if argument.kind == "unit":
        z = z / (1 + np.abs(z))
    return np.asarray(z, dtype)
