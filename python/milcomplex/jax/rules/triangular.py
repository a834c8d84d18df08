"""Cholesky's factorisation, and the solution of triangular systems."""

from __future__ import annotations

from typing import Any

from jax import lax
from jax import numpy as jnp

from milcomplex.jax.internals import linalg
from milcomplex.jax.rules.emission import Rule
from milcomplex.jax.rules.matrices import over_matrices


def factor_cholesky(a: Any) -> list[Any]:
    """Return the lower triangular factor of a positive definite matrix, column by column.

    It reads the lower triangle. The factor of a matrix that is not positive definite is NaN.
    """
    rows = jnp.arange(a.shape[0])

    def step(j: Any, factor: Any) -> Any:
        rest = a[:, j] - factor @ jnp.conj(factor[j])
        pivot = jnp.sqrt(rest[j].real)
        column = jnp.where(rows == j, pivot, rest / pivot)
        return jnp.where((rows == j) & (rows[:, None] >= j), column[:, None], factor)

    factor = lax.fori_loop(0, a.shape[0], step, jnp.zeros_like(a))
    return [jnp.where(jnp.all(jnp.diagonal(factor).real > 0), factor, jnp.nan)]


def solve_triangular(
    a: Any,
    b: Any,
    *,
    left_side: bool,
    lower: bool,
    transpose_a: bool,
    conjugate_a: bool,
    unit_diagonal: bool,
) -> list[Any]:
    """Return x of a x = b, or x a = b if not `left_side`, by substitution, row by row."""
    if conjugate_a:
        a = jnp.conj(a)
    if transpose_a == left_side:
        a, lower = a.T, not lower
    if not left_side:
        b = b.T
    count = a.shape[0]
    strict = jnp.tril(a, -1) if lower else jnp.triu(a, 1)
    diagonal = jnp.diagonal(a)
    rows = jnp.arange(count)[:, None]

    def step(i: Any, x: Any) -> Any:
        j = i if lower else count - 1 - i
        row = b[j] - strict[j] @ x
        return jnp.where(rows == j, row if unit_diagonal else row / diagonal[j], x)

    x = lax.fori_loop(0, count, step, jnp.zeros_like(b))
    return [x if left_side else x.T]


RULES: dict[Any, Rule] = {
    linalg.cholesky_p: over_matrices(factor_cholesky),
    linalg.triangular_solve_p: over_matrices(solve_triangular),
}
