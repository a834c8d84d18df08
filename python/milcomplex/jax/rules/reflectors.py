"""Reductions by Householder's reflectors I - tau v v^H, in LAPACK's form."""

from __future__ import annotations

from typing import Any

from jax import lax
from jax import numpy as jnp

from milcomplex.jax.internals import linalg
from milcomplex.jax.rules.emission import Rule
from milcomplex.jax.rules.matrices import from_triangle, norm, over_matrices


def make_reflector(x: Any, k: Any) -> tuple[Any, Any, Any]:
    """Return v, tau and beta such that (I - tau v v^H)^H x has beta at k and zeros after it.

    v is zero before k and one at k; beta is real. After LAPACK's xLARFG.
    """
    rows = jnp.arange(x.shape[0])
    alpha = x[k]
    tail = jnp.where(rows > k, x, 0)
    length = norm(jnp.where(rows >= k, x, 0))
    done = (norm(tail) == 0) & (alpha.imag == 0)
    signed = jnp.where(alpha.real >= 0, -length, length)
    beta = jnp.where(done, alpha.real, signed)
    divisor = jnp.where(done, 1, beta).astype(x.dtype)
    tau = jnp.where(done, 0, (divisor - alpha) / divisor)
    v = jnp.where(rows == k, 1, jnp.where(done, 0, tail / jnp.where(done, 1, alpha - divisor)))
    return v, tau, beta


def pack(a: Any, v: Any, beta: Any, row: Any, column: Any) -> Any:
    """Return a matrix with beta at a place, and the rest of v, after its one, below it."""
    rows = jnp.arange(a.shape[0])[:, None]
    here = jnp.arange(a.shape[1]) == column
    a = jnp.where(here & (rows > row), v[:, None], a)
    return jnp.where(here & (rows == row), beta.astype(a.dtype), a)


def reduce_hessenberg(a: Any) -> list[Any]:
    """Return Q^H a Q of Hessenberg's form with the reflectors below it, and the factors tau."""
    count = max(0, a.shape[0] - 1)
    columns = jnp.arange(a.shape[1])

    def step(k: Any, state: tuple[Any, Any]) -> tuple[Any, Any]:
        a, taus = state
        v, tau, beta = make_reflector(a[:, k], k + 1)
        products = jnp.where(columns > k, jnp.conj(v) @ a, 0)
        a = a - jnp.conj(tau) * v[:, None] * products
        a = a - tau * (a @ v)[:, None] * jnp.conj(v)
        return pack(a, v, beta, k + 1, k), jnp.where(jnp.arange(count) == k, tau, taus)

    return list(lax.fori_loop(0, count, step, (a, jnp.zeros(count, a.dtype))))


def reduce_tridiagonal(a: Any, *, lower: bool) -> list[Any]:
    """Return the reflectors, the diagonal, the one beside it, and the factors tau."""
    full = from_triangle(a, lower)
    # The upper triangle from the last column on mirrors the lower one from the first.
    packed, taus = reduce_hessenberg(full if lower else full[::-1, ::-1])
    diagonal = jnp.diagonal(packed).real
    beside = jnp.diagonal(packed, -1).real
    if lower:
        return [packed, diagonal, beside, taus]
    return [packed[::-1, ::-1], diagonal[::-1], beside[::-1], taus[::-1]]


def form_hessenberg(a: Any) -> tuple[Any, Any]:
    """Return h of Hessenberg's form and q of q h q^H = a."""
    packed, taus = reduce_hessenberg(a)
    if a.shape[0] < 2:
        return a, jnp.ones_like(a)
    inner = linalg.householder_product(packed[1:, :-1], taus)
    q = jnp.eye(a.shape[0], dtype=a.dtype).at[1:, 1:].set(inner)
    return jnp.triu(packed, -1), q


RULES: dict[Any, Rule] = {
    linalg.hessenberg_p: over_matrices(reduce_hessenberg),
    linalg.tridiagonal_p: over_matrices(reduce_tridiagonal),
}
