"""Loops of which only the condition reads some of the values that they carry.

MLIR's simplifications make such a loop one that takes other values than it returns, which IREE
fails on, or computes wrongly.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jax
from jax import lax
from jax import numpy as jnp
from jaxlib.mlir import ir

from milcomplex.jax.internals import core, partial_eval
from milcomplex.jax.rules.emission import Rule, find_rule


def lower_while(
    context: Any,
    *operands: ir.Value[Any],
    cond_jaxpr: Any,
    cond_nconsts: int,
    body_jaxpr: Any,
    body_nconsts: int,
) -> Sequence[Any]:
    """Lower a loop; its body keeps what it does not read where the condition is false, so never."""
    unread = find_unread(body_jaxpr.jaxpr, body_nconsts)
    if any(unread) and not body_jaxpr.effects and not cond_jaxpr.effects:
        constants = cond_jaxpr.in_avals[:cond_nconsts]

        def body(*arguments: Any) -> list[Any]:
            of_condition = arguments[:cond_nconsts]
            of_body = arguments[cond_nconsts : cond_nconsts + body_nconsts]
            carried = arguments[cond_nconsts + body_nconsts :]
            (goes_on,) = core.jaxpr_as_fun(cond_jaxpr)(*of_condition, *carried)
            updated = core.jaxpr_as_fun(body_jaxpr)(*of_body, *carried)
            return [
                update_where(goes_on, new, old) if is_unread else new
                for is_unread, new, old in zip(unread, updated, carried, strict=True)
            ]

        body_jaxpr = jax.make_jaxpr(body)(*constants, *body_jaxpr.in_avals)
        operands = (*operands[:cond_nconsts], *operands)
        avals = context.avals_in
        context = context.replace(avals_in=[*avals[:cond_nconsts], *avals])
        body_nconsts += cond_nconsts
    return find_rule(lax.while_p)(
        context,
        *operands,
        cond_jaxpr=cond_jaxpr,
        cond_nconsts=cond_nconsts,
        body_jaxpr=body_jaxpr,
        body_nconsts=body_nconsts,
    )


def find_unread(body: Any, constants: int) -> list[bool]:
    """Return whether the body of a loop does not read each value that is carried."""
    _, read = partial_eval.dce_jaxpr(body, [True] * len(body.outvars))
    return [not one for one in read[constants:]]


def update_where(condition: Any, new: Any, old: Any) -> Any:
    """Return `new` where a condition of no or fewer dimensions holds, else `old`."""
    # What a body returns may be a literal.
    new = new if isinstance(new, jax.Array) else jnp.asarray(new, old.dtype)
    condition = lax.broadcast_in_dim(condition, new.shape, tuple(range(condition.ndim)))
    return lax.select(condition, new, old)


RULES: dict[Any, Rule] = {lax.while_p: lower_while}
