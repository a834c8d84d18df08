"""Batches rules of linear algebra that are written for one matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
from jax import numpy as jnp
from jax.interpreters import mlir

from milcomplex.jax.rules.emission import Rule, unless_empty


def over_matrices(function: Callable[..., Any]) -> Rule:
    """Return a rule from a function of one matrix, or of one and vectors or other matrices.

    The leading dimensions of all operands, the first of which is a matrix, are the same batch. The
    function returns a sequence.
    """

    def apply(first: Any, *others: Any, **parameters: Any) -> Any:
        def call(*operands: Any) -> Any:
            return function(*operands, **parameters)

        for _ in range(first.ndim - 2):
            call = jax.vmap(call)
        return call(first, *others)

    rule: Rule = mlir.lower_fun(apply, multiple_results=True)
    return unless_empty(rule)


def adjoint(a: Any) -> Any:
    """Return the conjugate transpose of a matrix."""
    return jnp.conj(a.T)


def from_triangle(a: Any, lower: bool) -> Any:
    """Return the Hermitian matrix with a given triangle."""
    half = jnp.tril(a, -1) if lower else jnp.triu(a, 1)
    return half + adjoint(half) + jnp.diag(jnp.diagonal(a).real.astype(a.dtype))


def norm(x: Any) -> Any:
    """Return the Euclidean norm of all elements, without spurious overflow or underflow."""
    magnitudes = jnp.abs(x)
    largest = jnp.max(magnitudes, initial=0)
    scale = jnp.where(largest > 0, largest, 1)
    return scale * jnp.sqrt(jnp.sum(jnp.square(magnitudes / scale)))
