"""Checks the sizes that a call decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy
import torch
from torch.export import ExportedProgram


@dataclass(frozen=True)
class DynamicSize:
    """A size of an argument that a call decides.

    Attributes
    ----------
    number : int
        Of the argument, among those that are tensors.
    axis : int
        The dimension.
    expression : sympy.Expr
        What it is of the symbols of the program.
    """

    number: int
    axis: int
    expression: Any


@dataclass(frozen=True)
class DynamicSizes:
    """What the sizes of a call have to do with each other.

    Attributes
    ----------
    sizes : tuple of DynamicSize
        In the order of the arguments.
    ranges : mapping of sympy.Symbol to tuple of int
        The least and the greatest value of each symbol, None where there is no greatest.
    """

    sizes: tuple[DynamicSize, ...]
    ranges: Mapping[Any, tuple[int, int | None]]

    @staticmethod
    def of(program: ExportedProgram, inputs: Sequence[Any]) -> DynamicSizes:
        """Return those of a program whose arguments are fake tensors."""
        shapes: list[Any] = [x.shape if isinstance(x, torch.Tensor) else () for x in inputs]
        sizes = tuple(
            DynamicSize(number, axis, size.node.expr)
            for number, shape in enumerate(shapes)
            for axis, size in enumerate(shape)
            if not isinstance(size, int)
        )
        ranges = {
            symbol: (int(bounds.lower), int(bounds.upper) if bounds.upper.is_Integer else None)
            for symbol, bounds in program.range_constraints.items()
            if bounds.lower.is_Integer
        }
        return DynamicSizes(sizes, ranges)

    def check(self, names: Sequence[str], shapes: Sequence[Sequence[int]]) -> None:
        """Check the shapes of the tensors of a call.

        Raises
        ------
        ValueError
            If a size is none that the program is for.
        """
        found: dict[Any, int] = {}
        for size in self.sizes:
            shape = shapes[size.number]
            if size.axis >= len(shape):
                continue  # Another rank is an error of its own.
            given = shape[size.axis]
            expression = size.expression.subs(found)
            if unknown := sorted(expression.free_symbols, key=str):
                roots = sympy.solve(expression - given, unknown[0]) if len(unknown) == 1 else []
                found.update((unknown[0], int(root)) for root in roots[:1] if root.is_Integer)
                expression = expression.subs(found)
            if expression != given:
                raise ValueError(
                    f"size {size.axis} of argument {names[size.number]!r} must be"
                    f" {expression}, but is {given}"
                )
        for symbol, value in found.items():
            least, most = self.ranges.get(symbol, (0, None))
            if value < least or (most is not None and value > most):
                limit = f"at least {least}" if value < least else f"at most {most}"
                raise ValueError(f"the size {symbol} must be {limit}, but is {value}")
