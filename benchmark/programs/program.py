"""The description of a program."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


@dataclass(frozen=True)
class Case:
    """A function and what it is called with.

    Attributes
    ----------
    function : callable
        Of arrays of its framework.
    arguments : tuple
        NumPy arrays, possibly nested.
    numpy : callable or None
        The same function of NumPy arrays, where NumPy is a rival.
    """

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    numpy: Callable[..., Any] | None = None


@dataclass(frozen=True)
class Program:
    """A program in one framework, of any size.

    Attributes
    ----------
    name : str
        Its name in the table.
    make : callable
        Returns its case for the sizes that are given by keyword; by default realistic ones.
    small : mapping of str to int
        Sizes that it is tested with.
    tolerance : float
        The norm of the error relative to that of the result, by which a result may differ from
        the framework's.
    """

    name: str
    make: Callable[..., Case]
    small: Mapping[str, int] = field(default_factory=dict)
    tolerance: float = 1e-5


def draw(*shape: int, seed: int = 0, scale: float = 1) -> Array:
    """Return normally distributed real numbers, float32, the same every time."""
    random = np.random.default_rng(seed)
    return (scale * random.standard_normal(shape)).astype(np.float32)


def draw_complex(*shape: int, seed: int = 0, scale: float = 1) -> Array:
    """Return normally distributed complex numbers, complex64, the same every time."""
    re, im = draw(2, *shape, seed=seed, scale=scale / np.sqrt(2))
    return np.asarray(re + 1j * im)


def empty() -> Case:
    """Make a function of 16 elements, which is next to nothing."""
    return Case(lambda x: x + 1, (draw_complex(16),))


EMPTY = Program("empty", empty)
