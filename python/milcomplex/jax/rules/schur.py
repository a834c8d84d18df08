"""Schur's form and eigenvectors of any matrix, by the QR algorithm with single shifts.

Golub and Van Loan, Matrix Computations, 7.5, in complex numbers.
"""

from __future__ import annotations

from typing import Any

import jax
import numpy as np
from jax import lax
from jax import numpy as jnp
from jax.interpreters import mlir

from milcomplex.jax.internals import linalg
from milcomplex.jax.rules.emission import Rule, unless_empty
from milcomplex.jax.rules.matrices import adjoint
from milcomplex.jax.rules.reflectors import form_hessenberg

STEPS = 30  # for each eigenvalue, as LAPACK


def find_shift(h: Any, high: Any, step: Any) -> Any:
    """Return the eigenvalue of the last two rows of a block that is nearer to its last element."""
    low = high - 1
    a, b, c, d = h[low, low], h[low, high], h[high, low], h[high, high]
    half = (a - d) / 2
    root = jnp.sqrt(half * half + b * c)
    root = jnp.where((half * jnp.conj(root)).real < 0, -root, root)
    divisor = half + root
    wilkinson = d - jnp.where(divisor == 0, 0, b * c / jnp.where(divisor == 0, 1, divisor))
    # An exceptional shift from time to time breaks cycles.
    return jnp.where(step % 10 == 9, d + jnp.abs(c), wilkinson)


def rotate(x: Any, y: Any) -> Any:
    """Return the unitary 2x2 matrix that takes (x, y) to (r, 0)."""
    length = jnp.hypot(jnp.abs(x), jnp.abs(y))
    divisor = jnp.where(length > 0, length, 1)
    x, y = jnp.where(length > 0, x / divisor, 1), jnp.where(length > 0, y / divisor, 0)
    return jnp.stack([jnp.stack([jnp.conj(x), jnp.conj(y)]), jnp.stack([-y, x])])


def chase_bulge(h: Any, z: Any, low: Any, high: Any, shift: Any) -> tuple[Any, Any]:
    """Return a Hessenberg matrix and its vectors after a step of the QR algorithm on a block."""

    def step(k: Any, state: tuple[Any, Any]) -> tuple[Any, Any]:
        h, z = state
        first = k == low
        before = jnp.maximum(k - 1, 0)
        x = jnp.where(first, h[k, k] - shift, h[k, before])
        y = jnp.where(first, h[k + 1, k], h[k + 1, before])
        g = rotate(x, y)
        rows = lax.dynamic_slice_in_dim(h, k, 2, 0)
        h = lax.dynamic_update_slice_in_dim(h, g @ rows, k, 0)
        columns = lax.dynamic_slice_in_dim(h, k, 2, 1)
        h = lax.dynamic_update_slice_in_dim(h, columns @ adjoint(g), k, 1)
        vectors = lax.dynamic_slice_in_dim(z, k, 2, 1)
        return h, lax.dynamic_update_slice_in_dim(z, vectors @ adjoint(g), k, 1)

    chased: tuple[Any, Any] = lax.fori_loop(low, high, step, (h, z))
    return chased


def decompose_schur(a: Any) -> tuple[Any, Any]:
    """Return t, upper triangular, and z, unitary, of z t z^H = a."""
    count = a.shape[0]
    h, z = form_hessenberg(a)
    if count < 2:
        return h, z
    eps = np.finfo(a.dtype).eps
    places = jnp.arange(count - 1)

    def deflate(h: Any) -> Any:
        size = jnp.abs(h)
        diagonal = jnp.diagonal(size)
        small = jnp.diagonal(size, -1) <= eps * (diagonal[:-1] + diagonal[1:])
        return jnp.where(jnp.pad(jnp.diag(small), ((1, 0), (0, 1))), 0, h)

    def find_coupled(h: Any) -> Any:
        return jnp.diagonal(h, -1) != 0

    def go_on(state: tuple[Any, ...]) -> Any:
        h, _, steps = state
        return jnp.any(find_coupled(h)) & (steps < STEPS * count)

    def step(state: tuple[Any, ...]) -> tuple[Any, ...]:
        h, z, steps = state
        coupled = find_coupled(h)
        high = jnp.max(jnp.where(coupled, places + 1, 0))
        low = jnp.max(jnp.where(~coupled & (places < high), places + 1, 0))
        h, z = chase_bulge(h, z, low, high, find_shift(h, high, steps))
        return deflate(h), z, steps + 1

    h, z, _ = lax.while_loop(go_on, step, (deflate(h), z, 0))
    lost = jnp.any(find_coupled(h))
    return jnp.where(lost, jnp.nan, jnp.triu(h)), jnp.where(lost, jnp.nan, z)


def find_eigenvectors(t: Any, z: Any) -> Any:
    """Return the eigenvectors of z t z^H, each of norm 1 with its largest element real."""
    count = t.shape[0]
    values = jnp.diagonal(t)
    smallest = np.finfo(t.dtype).eps * jnp.max(jnp.abs(t)) + np.finfo(t.dtype).tiny
    places = jnp.arange(count)

    def step(i: Any, x: Any) -> Any:
        row = count - 1 - i
        strict = jnp.where(places > row, t[row], 0)
        gaps = values[row] - values
        gaps = jnp.where(jnp.abs(gaps) < smallest, smallest, gaps)
        solved = jnp.where(places > row, -(strict @ x) / gaps, jnp.where(places == row, 1, 0))
        return jnp.where(places[:, None] == row, solved, x)

    vectors = z @ lax.fori_loop(0, count, step, jnp.zeros_like(t))
    vectors = vectors / jnp.linalg.norm(vectors, axis=0)
    size = jnp.abs(vectors)
    largest = jnp.argmax(size, axis=0)
    here = places[:, None] == largest
    phase = jnp.sum(jnp.where(here, vectors, 0), axis=0) / jnp.max(size, axis=0)
    vectors = vectors * jnp.conj(phase)
    return jnp.where(here, vectors.real, vectors)


def decompose_eigen(
    a: Any,
    *,
    compute_left_eigenvectors: bool,
    compute_right_eigenvectors: bool,
    **_: Any,
) -> list[Any]:
    """Return the eigenvalues, and the left and the right eigenvectors if they are asked for."""
    a = a.astype(jnp.result_type(a.dtype, jnp.complex64))
    t, z = decompose_schur(a)
    found = [jnp.diagonal(t)]
    if compute_left_eigenvectors:
        # They are the right ones of the adjoint, whose form of Schur is the adjoint, reversed.
        found.append(find_eigenvectors(adjoint(t)[::-1, ::-1], z[:, ::-1])[:, ::-1])
    if compute_right_eigenvectors:
        found.append(find_eigenvectors(t, z))
    return found


def form_schur(
    a: Any, *, compute_schur_vectors: bool, sort_eig_vals: bool, select_callable: Any
) -> list[Any]:
    """Return Schur's form of a complex matrix, and its vectors if they are asked for."""
    if not jnp.issubdtype(a.dtype, jnp.complexfloating):
        raise NotImplementedError("Schur's form of real matrices is not supported")
    if sort_eig_vals:
        raise NotImplementedError("Schur's form with sorted eigenvalues is not supported")
    t, z = decompose_schur(a)
    return [t, z] if compute_schur_vectors else [t]


def one_by_one(function: Any) -> Rule:
    """Return a rule from a function of one matrix, applied to the matrices of a batch in turn.

    So each matrix takes only the steps that it needs.
    """

    def apply(a: Any, **parameters: Any) -> Any:
        def call(matrix: Any) -> Any:
            return function(matrix, **parameters)

        if a.ndim == 2:
            return call(a)
        batch = a.shape[:-2]
        found = lax.map(call, a.reshape(-1, *a.shape[-2:]))
        return jax.tree_util.tree_map(lambda x: x.reshape(*batch, *x.shape[1:]), found)

    rule: Rule = mlir.lower_fun(apply, multiple_results=True)
    return unless_empty(rule)


RULES: dict[Any, Rule] = {
    linalg.eig_p: one_by_one(decompose_eigen),
    linalg.schur_p: one_by_one(form_schur),
}
