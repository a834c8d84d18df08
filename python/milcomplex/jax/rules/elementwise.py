"""Elementwise functions on complex operands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from jax import lax
from jaxlib.mlir import ir

from milcomplex import functions
from milcomplex.jax.internals import mlir
from milcomplex.jax.rules.emission import Rule, emit, find_rule, for_complex

# The functions for which JAX has a primitive; it lowers products itself.
FUNCTIONS = {
    getattr(lax, f"{name}_p"): name
    for name in ("conj", *(function.name for function in functions.FUNCTIONS))
    if hasattr(lax, f"{name}_p") and name != "mul"
}


def make_rule(name: str) -> Rule:
    """Return a rule that lowers a primitive to an op of milcomplex."""

    def lower(context: Any, *operands: ir.Value[Any], **_: Any) -> Sequence[ir.Value[Any]]:
        return emit(context, name, broadcast(context, operands))

    return lower


def broadcast(context: Any, operands: Sequence[ir.Value[Any]]) -> Sequence[ir.Value[Any]]:
    """Broadcast operands, some of which may be scalars, to the shape of the result."""
    (aval,) = context.avals_out
    return mlir.multi_broadcast_in_dim(
        context, operands, context.avals_in, aval.shape, aval.sharding
    )


def lower_atan2(context: Any, y: ir.Value[Any], x: ir.Value[Any]) -> Sequence[ir.Value[Any]]:
    """Lower to milcomplex.atan2, on real operands to the angle of x + iy.

    Compilers that compute the arctangent of y / x have other special values.
    """
    y, x = broadcast(context, [y, x])
    (aval,) = context.avals_out
    if np.issubdtype(aval.dtype, np.complexfloating):
        return emit(context, "atan2", [y, x])
    element = mlir.dtype_to_ir_type(aval.dtype)
    whole = ir.RankedTensorType.get(aval.shape, ir.ComplexType.get(element))
    z = ir.Operation.create("milcomplex.complex", results=[whole], operands=[x, y]).result
    return emit(context, "angle", [z])


def lower_pow(
    context: Any, base: ir.Value[Any], exponent: ir.Value[Any]
) -> Sequence[ir.Value[Any]]:
    """Lower a power to milcomplex.pow, or to milcomplex.powi if its exponent is an integer."""
    aval = context.avals_in[1]
    if np.issubdtype(aval.dtype, np.signedinteger):
        return emit(context, "powi", broadcast(context, [base, exponent]))
    if np.issubdtype(aval.dtype, np.complexfloating):
        return emit(context, "pow", broadcast(context, [base, exponent]))
    return find_rule(lax.pow_p)(context, base, exponent)


def lower_integer_pow(context: Any, base: ir.Value[Any], *, y: int) -> Sequence[ir.Value[Any]]:
    """Lower a power of a constant exponent: to products if it is small, else to milcomplex.powi."""
    if y == -1:
        return emit(context, "reciprocal", [base])
    if y == 2:
        return emit(context, "square", [base])
    if 0 < y < 4:
        return find_rule(lax.integer_pow_p)(context, base, y=y)
    exponents = context.avals_in[0].update(dtype=np.dtype(np.int32))
    return emit(context, "powi", [base, mlir.full_like_aval(context, y, exponents)])


COMPLEX_RULES: dict[Any, Rule] = {
    **{primitive: make_rule(name) for primitive, name in FUNCTIONS.items()},
    lax.pow_p: lower_pow,
    lax.integer_pow_p: lower_integer_pow,
}
RULES: dict[Any, Rule] = {
    **{primitive: for_complex(primitive, rule) for primitive, rule in COMPLEX_RULES.items()},
    lax.atan2_p: lower_atan2,
}
