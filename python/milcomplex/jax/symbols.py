"""Symbolic sizes of JAX: the conditions on them as guards, and what they are in a call."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import jax

from milcomplex.jax.internals import shape_poly

# What JAX writes for a size of an argument.
SIZE = re.compile(r"args\[(\d+)\]\.shape\[(\d+)\]")


def has_symbols(avals: Iterable[Any]) -> bool:
    """Whether any array has a symbolic size."""
    return any(not isinstance(size, int) for aval in avals for size in aval.shape)


def solve(avals: Sequence[Any]) -> tuple[Mapping[str, Any], Sequence[Any]]:
    """Return the symbols of flat arguments as expressions of sizes, and the conditions on these.

    Raises
    ------
    ValueError
        If a symbol does not follow from the sizes.
    """
    tree = jax.tree_util.tree_structure((tuple(avals), {}))
    symbols, conditions, _ = shape_poly.solve_dim_vars(tuple(avals), tree)
    return symbols, conditions.constraints


def write(expression: Any) -> str:
    """Write an expression of sizes as milcomplex.guards reads it."""
    return SIZE.sub(r"shapes[\1][\2]", str(expression)).replace("^", "**")


def list_guards(avals: Sequence[Any]) -> tuple[str, ...]:
    """Return the conditions on the sizes of flat arguments, as milcomplex.guards describes them.

    Raises
    ------
    ValueError
        If a symbol does not follow from the sizes.
    """
    if not has_symbols(avals):
        return ()
    signs = {shape_poly.Comparator.EQ: "==", shape_poly.Comparator.GEQ: ">="}
    _, conditions = solve(avals)
    guards = (f"{write(one.left)} {signs[one.comp]} {write(one.right)}" for one in conditions)
    return tuple(dict.fromkeys(guards))


def evaluate_shapes(
    in_avals: Sequence[Any], out_avals: Sequence[Any], shapes: Sequence[Sequence[int]]
) -> list[tuple[int, ...]]:
    """Return the shapes of results for the shapes of arguments, which satisfy the guards."""
    symbols, _ = solve(in_avals)
    sizes: dict[str, Any] = {
        f"args[{number}].shape[{axis}]": size
        for number, shape in enumerate(shapes)
        for axis, size in enumerate(shape)
    }
    known = {name: shape_poly.ShapeEvaluator(sizes).evaluate(of) for name, of in symbols.items()}
    evaluator = shape_poly.ShapeEvaluator(known)
    return [tuple(map(evaluator.evaluate, aval.shape)) for aval in out_avals]
