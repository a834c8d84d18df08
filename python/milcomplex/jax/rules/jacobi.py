"""Eigenvalues of Hermitian matrices, and singular values, by Jacobi's rotations.

The rotations of a step are of disjoint pairs of columns, so that a step is arithmetic on whole
matrices; a sweep of steps meets all pairs (Brent and Luk, 1985). For the angles see
Demmel and Veselic, Jacobi's Method is More Accurate than QR, 1992.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from jax import lax
from jax import numpy as jnp

from milcomplex.jax.internals import linalg
from milcomplex.jax.rules.emission import Rule
from milcomplex.jax.rules.matrices import adjoint, from_triangle, norm, over_matrices
from milcomplex.jax.rules.reflectors import complete_columns

SWEEPS = 40


def list_partners(count: int) -> np.ndarray[Any, np.dtype[np.int32]]:
    """Return the partner of each column, itself if none, for each step of a sweep.

    The shape is (steps, count). It is the schedule of a round-robin tournament.
    """
    players = count + count % 2
    table = np.tile(np.arange(count, dtype=np.int32), (max(1, players - 1), 1))
    circle = list(range(players))
    for row in table[: players - 1]:
        for x, y in zip(circle[: players // 2], reversed(circle), strict=False):
            if x < count and y < count:
                row[x], row[y] = y, x
        circle = [circle[0], circle[-1], *circle[1:-1]]
    return table


def find_rotation(own: Any, others: Any, between: Any, partner: Any) -> tuple[Any, Any]:
    """Return c and w: a column x with the partner y becomes c x + w y.

    `own` and `others` are the diagonal elements of a column and its partner, `between` the
    element in the row of the one and the column of the other, which becomes zero.
    """
    size = jnp.abs(between)
    idle = (size == 0) | (partner == jnp.arange(partner.shape[0]))
    divisor = jnp.where(idle, 1, size)
    tau = (others - own) / (2 * divisor)
    # An angle of 45 degrees goes in opposite directions for the two.
    is_positive = (tau > 0) | ((tau == 0) & (jnp.arange(partner.shape[0]) < partner))
    magnitude = jnp.abs(tau)
    t = 1 / (magnitude + jnp.hypot(magnitude, 1))
    t = jnp.where(idle, 0, jnp.where(is_positive, t, -t))
    c = lax.rsqrt(1 + t * t)
    return c, -(t * c) * jnp.conj(between) / divisor


def sweep_until(state: Any, sweep: Any, residual: Any) -> Any:
    """Return a state swept until its residual is gone, or no longer shrinks."""

    def go_on(loop: Any) -> Any:
        i, _, before, now = loop
        return (i < SWEEPS) & (now > 0) & ((now < before / 2) | (i < 6))

    def step(loop: Any) -> Any:
        i, state, _, now = loop
        state = sweep(state)
        return i + 1, state, now, residual(state)

    start = residual(state)
    return lax.while_loop(go_on, step, (0, state, jnp.full_like(start, jnp.inf), start))[1]


def diagonalize(a: Any) -> tuple[Any, Any]:
    """Return the eigenvalues, in no order, and eigenvectors of a Hermitian matrix."""
    count = a.shape[0]
    table = jnp.asarray(list_partners(count))
    tiny = np.finfo(a.dtype).eps * norm(a) / max(1, count)

    def step(i: Any, state: tuple[Any, Any]) -> tuple[Any, Any]:
        a, v = state
        partner = table[i]
        diagonal = jnp.diagonal(a).real
        between = a[jnp.arange(count), partner]
        c, w = find_rotation(diagonal, diagonal[partner], between, partner)
        a = a * c + a[:, partner] * w
        a = a * c[:, None] + a[partner, :] * jnp.conj(w)[:, None]
        return a, v * c + v[:, partner] * w

    def sweep(state: tuple[Any, Any]) -> Any:
        return lax.fori_loop(0, table.shape[0], step, state)

    def residual(state: tuple[Any, Any]) -> Any:
        off = jnp.max(jnp.abs(jnp.where(jnp.eye(count, dtype=bool), 0, state[0])), initial=0)
        return jnp.where(off > tiny, off, 0)

    a, v = sweep_until((a, jnp.eye(count, dtype=a.dtype)), sweep, residual)
    return jnp.diagonal(a).real, v


def solve_hermitian(
    a: Any, *, lower: bool, sort_eigenvalues: bool, subset_by_index: Any, algorithm: Any
) -> list[Any]:
    """Return the eigenvectors and the eigenvalues in ascending order."""
    values, vectors = diagonalize(from_triangle(a, lower))
    order = jnp.argsort(values)
    first, last = subset_by_index or (0, a.shape[0])
    order = order[first:last]
    return [vectors[:, order], values[order]]


def orthogonalize(a: Any) -> tuple[Any, Any]:
    """Return a times a unitary matrix, with orthogonal columns, and that matrix."""
    count = a.shape[1]
    table = jnp.asarray(list_partners(count))
    eps = np.finfo(a.dtype).eps

    def step(i: Any, state: tuple[Any, Any, Any]) -> tuple[Any, Any, Any]:
        a, v, cosine = state
        partner = table[i]
        others = a[:, partner]
        squares = jnp.sum(jnp.square(jnp.abs(a)), axis=0)
        between = jnp.sum(jnp.conj(a) * others, axis=0)
        c, w = find_rotation(squares, squares[partner], between, partner)
        product = jnp.sqrt(squares) * jnp.sqrt(squares[partner])
        cosines = jnp.abs(between) / jnp.where(product > 0, product, 1)
        cosines = jnp.where(partner == jnp.arange(count), 0, cosines)
        cosine = jnp.maximum(cosine, jnp.max(cosines, initial=0))
        return a * c + others * w, v * c + v[:, partner] * w, cosine

    def sweep(state: tuple[Any, Any, Any]) -> Any:
        a, v, cosine = state
        return lax.fori_loop(0, table.shape[0], step, (a, v, jnp.zeros_like(cosine)))

    def residual(state: tuple[Any, Any, Any]) -> Any:
        return jnp.where(state[2] > 4 * eps, state[2], 0)

    start = (a, jnp.eye(count, dtype=a.dtype), jnp.ones((), a.real.dtype))
    a, v, _ = sweep_until(start, sweep, residual)
    return a, v


def decompose_singular(
    a: Any,
    *,
    full_matrices: bool,
    compute_uv: bool,
    subset_by_index: Any,
    algorithm: Any = None,
) -> list[Any]:
    """Return the singular values in descending order, and u and v^H if `compute_uv`."""
    rows, columns = a.shape
    if rows < columns:
        s, *rest = decompose_singular(
            adjoint(a),
            full_matrices=full_matrices,
            compute_uv=compute_uv,
            subset_by_index=subset_by_index,
        )
        return [s, *(adjoint(factor) for factor in reversed(rest))]
    if columns == 0:
        u = jnp.eye(rows, rows if full_matrices else 0, dtype=a.dtype)
        return [jnp.zeros(0, a.real.dtype), u, a[:0]][: 3 if compute_uv else 1]
    largest = jnp.max(jnp.abs(a), initial=0)
    scale = jnp.where((largest > 0) & jnp.isfinite(largest), largest, 1)
    product, v = orthogonalize(a / scale)
    values = jnp.sqrt(jnp.sum(jnp.square(jnp.abs(product)), axis=0))
    order = jnp.argsort(-values)
    first, last = subset_by_index or (0, columns)
    kept = order[first:last]
    s = values[kept] * scale
    if not compute_uv:
        return [s]
    u = complete_columns(product[:, order])
    if not full_matrices:
        u, order = u[:, first : min(last, columns)], kept
    return [s, u, adjoint(v[:, order])]


RULES: dict[Any, Rule] = {
    linalg.eigh_p: over_matrices(solve_hermitian),
    linalg.svd_p: over_matrices(decompose_singular),
}
