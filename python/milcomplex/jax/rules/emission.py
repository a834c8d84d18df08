"""Emits ops of milcomplex, and falls back on JAX's own rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import jax
from jaxlib.mlir import ir

from milcomplex.jax.internals import mlir

# Accepts a context, operands as MLIR values, and the parameters of the primitive; returns values.
Rule = Callable[..., Sequence[ir.Value[Any]]]


def emit(
    context: Any,
    name: str,
    operands: Sequence[ir.Value[Any]],
    attributes: Mapping[str, ir.Attribute] | None = None,
    avals: Sequence[Any] | None = None,
) -> list[ir.Value[Any]]:
    """Emit an op of milcomplex whose results have types as told, or those of the primitive's."""
    context.module_context.context.allow_unregistered_dialects = True
    op = ir.Operation.create(
        f"milcomplex.{name}",
        results=[
            mlir.aval_to_ir_type(context.module_context, aval)
            for aval in (context.avals_out if avals is None else avals)
        ],
        operands=list(operands),
        attributes=dict(attributes or {}),
    )
    return list(op.results)


def is_complex(aval: Any) -> bool:
    """Whether an array has complex elements."""
    return bool(jax.numpy.issubdtype(aval.dtype, jax.numpy.complexfloating))


def for_complex(primitive: Any, rule: Rule) -> Rule:
    """Return a rule that lowers a primitive as `rule` if its first operand is complex."""

    def lower(context: Any, *operands: ir.Value[Any], **parameters: Any) -> Sequence[ir.Value[Any]]:
        chosen = rule if is_complex(context.avals_in[0]) else find_rule(primitive)
        return chosen(context, *operands, **parameters)

    return lower


def unless_empty(rule: Rule) -> Rule:
    """Return a rule that lowers as `rule` unless all results are empty."""

    def lower(context: Any, *operands: Any, **parameters: Any) -> Sequence[Any]:
        if all(0 in aval.shape for aval in context.avals_out):
            return [mlir.full_like_aval(context, 0, aval) for aval in context.avals_out]
        return rule(context, *operands, **parameters)

    return lower


def find_rule(primitive: Any) -> Rule:
    """Return the rule of JAX for a primitive."""
    entry = mlir._platform_specific_lowerings["cpu"].get(primitive) or mlir._lowerings[primitive]
    return cast(Rule, entry.rule)


def find_portable_rule(primitive: Any) -> Rule:
    """Return the rule of JAX for a primitive on platforms without a library for it."""
    return cast(Rule, mlir._lowerings[primitive].rule)
