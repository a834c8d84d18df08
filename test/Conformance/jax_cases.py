"""The cases: functions of JAX that accept complex numbers, and arguments for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from jax_arguments import Argument, c

Function = Callable[..., Any]
DTYPES = ("complex64", "complex128")


@dataclass(frozen=True)
class Case:
    """A function with arguments.

    Attributes
    ----------
    suite : str
        The namespace of the function: jax.numpy.
    name : str
        Its name there.
    label : str
        What distinguishes the case among those of the function.
    function : callable
        The function to export.
    arguments : tuple of Argument
        The arguments of export and call.
    dtypes : tuple of str
        The types of the complex ones of these, each of which is a case.
    """

    suite: str
    name: str
    label: str
    function: Function
    arguments: tuple[Argument, ...]
    dtypes: tuple[str, ...] = DTYPES


SHAPES = ((), (5,), (3, 4), (2, 3, 4), (0, 3))
PAIRS = (((), ()), ((5,), (5,)), ((3, 4), (4,)), ((2, 1, 4), (3, 1)), ((3, 4), ()))


def over_shapes(function: Function, kind: Function = c) -> Iterator[tuple[Any, ...]]:
    """Yield a row of a function of one array for each of SHAPES."""
    for shape in SHAPES:
        yield function, kind(*shape)


def over_pairs(function: Function, kinds: tuple[Function, Function] = (c, c)) -> Iterator[Any]:
    """Yield a row of a function of two arrays for each of PAIRS."""
    for left, right in PAIRS:
        yield function, kinds[0](*left), kinds[1](*right)


def make_cases(
    suite: str, name: str, rows: Iterable[tuple[Any, ...]], dtypes: tuple[str, ...] = DTYPES
) -> Iterator[Case]:
    """Yield the cases of a function: each row has the function and its arguments."""
    seen: dict[str, int] = {}
    for function, *arguments in rows:
        label = " ".join(map(str, arguments))
        seen[label] = seen.get(label, 0) + 1
        if seen[label] > 1:
            label += f" #{seen[label]}"
        yield Case(suite, name, label, function, tuple(arguments), dtypes)
