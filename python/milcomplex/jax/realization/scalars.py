"""Formulas of numbers as JAX functions of arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import jax.numpy as jnp
from jax import lax

from milcomplex.formulas import Formula, find_formula
from milcomplex.jax.realization.pairs import Complex

ELEMENTS = {"float16": "f16", "bfloat16": "bf16", "float32": "f32", "float64": "f64"}
OPS: dict[str, Callable[..., Any]] = {
    "arith.addf": lambda x, y: x + y,
    "arith.andi": jnp.logical_and,
    "arith.divf": lambda x, y: x / y,
    "arith.maximumf": jnp.maximum,
    "arith.minimumf": jnp.minimum,
    "arith.mulf": lambda x, y: x * y,
    "arith.negf": lambda x: -x,
    "arith.ori": jnp.logical_or,
    "arith.select": jnp.where,
    "arith.subf": lambda x, y: x - y,
    "arith.xori": jnp.logical_xor,
    "math.absf": jnp.abs,
    "math.atan": lax.atan,
    "math.atan2": jnp.arctan2,
    "math.copysign": jnp.copysign,
    "math.cos": lax.cos,
    "math.exp": lax.exp,
    "math.log": lax.log,
    "math.roundeven": jnp.round,
    "math.sin": lax.sin,
    "math.sqrt": lax.sqrt,
    "math.tanh": lax.tanh,
}
COMPARISONS: dict[int, Callable[[Any, Any], Any]] = {
    1: lambda x, y: x == y,
    2: lambda x, y: x > y,
    3: lambda x, y: x >= y,
    4: lambda x, y: x < y,
    5: lambda x, y: x <= y,
    13: lambda x, y: x != y,
    14: lambda x, y: jnp.isnan(x),
}


def evaluate(formula: Formula, parts: Sequence[Any]) -> list[Any]:
    """Return the results of a formula."""
    values: dict[str, Any] = dict(zip(formula.arguments, parts, strict=True))
    for step in formula.steps:
        operands = [values[name] for name in step.operands]
        if step.number is not None:
            values[step.result] = step.number
        elif step.predicate is not None:
            values[step.result] = COMPARISONS[step.predicate](*operands)
        else:
            values[step.result] = OPS[step.op](*operands)
    return [values[name] for name in formula.results]


def apply(name: str, complex_range: str, *operands: Complex) -> Any:
    """Return the result of a function of complex arrays, by the formula of milc-opt."""
    parts = [part for operand in operands for part in operand]
    formula = find_formula(name, ELEMENTS[str(parts[0].dtype)], complex_range)
    results = evaluate(formula, parts)
    return Complex(*results) if len(results) == 2 else results[0]
