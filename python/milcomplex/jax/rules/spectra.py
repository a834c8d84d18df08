"""Eigenvalues of any matrix, Schur's form, and the forms that lead to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jax import numpy as jnp
from jaxlib.mlir import ir

from milcomplex.jax.internals import linalg
from milcomplex.jax.rules.emission import Rule, emit, is_complex, unless_empty
from milcomplex.jax.rules.factorizations import call, lower_to


def flip(x: Any, axes: int) -> Any:
    """Return an array with its last axes reversed."""
    return jnp.flip(x, tuple(range(-axes, 0)))


def lower_tridiagonal(context: Any, a: ir.Value[Any], *, lower: bool) -> Sequence[ir.Value[Any]]:
    """Lower the tridiagonal form of a Hermitian matrix."""
    if lower:
        return emit(context, "tridiagonal", [a])
    # The upper triangle from the last column on mirrors the lower one from the first.
    whole = context.replace(avals_out=context.avals_in)
    flipped = call(whole, lambda x: [flip(x, 2)], [a], context.avals_in)
    found = emit(context, "tridiagonal", flipped)

    def flip_all(packed: Any, *vectors: Any) -> list[Any]:
        return [flip(packed, 2), *(flip(x, 1) for x in vectors)]

    return call(context, flip_all, found, context.avals_out)


def lower_eig(
    context: Any,
    a: ir.Value[Any],
    *,
    compute_left_eigenvectors: bool,
    compute_right_eigenvectors: bool,
    **_: Any,
) -> Sequence[ir.Value[Any]]:
    """Lower the eigenvalues, and the left and the right eigenvectors if they are asked for."""
    (aval,) = context.avals_in
    values_aval = context.avals_out[0]
    matrix = aval.update(dtype=values_aval.dtype)
    if not is_complex(aval):
        joined = context.replace(avals_out=[matrix])
        (a,) = call(joined, lambda x: [x.astype(matrix.dtype)], [a], [aval])
    values, left, right = emit(context, "eig", [a], avals=[values_aval, matrix, matrix])
    asked = ((left, compute_left_eigenvectors), (right, compute_right_eigenvectors))
    return [values, *(vectors for vectors, is_asked in asked if is_asked)]


def lower_schur(
    context: Any,
    a: ir.Value[Any],
    *,
    compute_schur_vectors: bool,
    sort_eig_vals: bool,
    select_callable: Any,
) -> Sequence[ir.Value[Any]]:
    """Lower Schur's form, and its vectors if they are asked for."""
    (aval,) = context.avals_in
    if sort_eig_vals:
        raise NotImplementedError("Schur's form with sorted eigenvalues is not supported")
    found = emit(context, "schur", [a], avals=[aval, aval])
    return found if compute_schur_vectors else found[:1]


RULES: dict[Any, Rule] = {
    linalg.eig_p: unless_empty(lower_eig),
    linalg.hessenberg_p: lower_to("hessenberg"),
    linalg.schur_p: unless_empty(lower_schur),
    linalg.tridiagonal_p: unless_empty(lower_tridiagonal),
}
