"""Factorizations of matrices, and triangular systems."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from jax import numpy as jnp
from jax.interpreters import mlir
from jaxlib.mlir import ir

from milcomplex.jax.internals import linalg
from milcomplex.jax.rules.emission import Rule, emit, unless_empty


def lower_to(name: str) -> Rule:
    """Return a rule that lowers a primitive without parameters to an op of milcomplex."""

    def lower(context: Any, *operands: ir.Value[Any], **_: Any) -> Sequence[ir.Value[Any]]:
        return emit(context, name, operands)

    return unless_empty(lower)


def mark_indefinite(factor: Any) -> Any:
    """Return a factor, or NaNs where a pivot was not positive."""
    pivots = jnp.diagonal(factor, axis1=-2, axis2=-1).real
    return jnp.where(jnp.all(pivots > 0, axis=-1)[..., None, None], factor, jnp.nan)


def lower_cholesky(context: Any, operand: ir.Value[Any], **_: Any) -> Sequence[ir.Value[Any]]:
    """Lower the factorization of a matrix of which the lower triangle is read."""
    factor = emit(context, "cholesky", [operand])
    mark: Callable[..., Any] = mlir.lower_fun(mark_indefinite, multiple_results=False)
    marked: Sequence[ir.Value[Any]] = mark(context, *factor)
    return marked


def lower_triangular_solve(
    context: Any,
    a: ir.Value[Any],
    b: ir.Value[Any],
    *,
    left_side: bool,
    lower: bool,
    transpose_a: bool,
    conjugate_a: bool,
    unit_diagonal: bool,
) -> Sequence[ir.Value[Any]]:
    """Lower x of a x = b, or of x a = b if not `left_side`."""
    flags = {
        "right": not left_side,
        "lower": lower,
        "transpose": transpose_a,
        "conjugate": conjugate_a,
        "unit_diagonal": unit_diagonal,
    }
    attributes = {name: ir.UnitAttr.get() for name, holds in flags.items() if holds}
    return emit(context, "triangular_solve", [a, b], attributes)


def call(
    context: Any, function: Callable[..., Any], operands: Sequence[ir.Value[Any]], avals: Any
) -> list[ir.Value[Any]]:
    """Emit a function of JAX of operands of given types; it returns those of the primitive."""
    emitter = mlir.lower_fun(function, multiple_results=True)
    return list(emitter(context.replace(avals_in=avals), *operands))


def to_real(aval: Any, shape: Sequence[int]) -> Any:
    """Return the type of an array of real numbers of the precision of another."""
    return aval.update(shape=tuple(shape), dtype=jnp.finfo(aval.dtype).dtype)


def lower_eigh(
    context: Any,
    a: ir.Value[Any],
    *,
    lower: bool,
    sort_eigenvalues: bool,
    subset_by_index: tuple[int, int] | None,
    algorithm: Any,
) -> Sequence[ir.Value[Any]]:
    """Lower the eigenvectors and eigenvalues, in ascending order, of a Hermitian matrix."""
    (aval,) = context.avals_in
    if not lower:
        whole = context.replace(avals_out=[aval])
        (a,) = call(whole, lambda x: [jnp.conj(jnp.swapaxes(x, -1, -2))], [a], [aval])
    avals = [to_real(aval, aval.shape[:-1]), aval]
    values, vectors = emit(context, "eigh", [a], avals=avals)
    if subset_by_index is None:
        return [vectors, values]
    first, last = subset_by_index
    return call(
        context, lambda w, v: [v[..., first:last], w[..., first:last]], [values, vectors], avals
    )


def lower_svd(
    context: Any,
    a: ir.Value[Any],
    *,
    full_matrices: bool,
    compute_uv: bool,
    subset_by_index: tuple[int, int] | None,
    algorithm: Any = None,
) -> Sequence[ir.Value[Any]]:
    """Lower the singular values, in descending order, and u and v^H if `compute_uv`."""
    (aval,) = context.avals_in
    *batch, m, n = aval.shape
    rank = min(m, n)
    avals = [
        aval.update(shape=(*batch, m, m if full_matrices else rank)),
        to_real(aval, [*batch, rank]),
        aval.update(shape=(*batch, n if full_matrices else rank, n)),
    ]
    attributes = {"full": ir.UnitAttr.get()} if full_matrices else {}
    u, s, vh = emit(context, "svd", [a], attributes, avals)
    if subset_by_index is None:
        return [s, u, vh] if compute_uv else [s]
    first, last = subset_by_index

    def take(u: Any, s: Any, vh: Any) -> list[Any]:
        values = [s[..., first:last]]
        return [*values, u[..., first:last], vh[..., first:last, :]] if compute_uv else values

    return call(context, take, [u, s, vh], avals)


def lower_geqp3(
    context: Any, a: ir.Value[Any], first: ir.Value[Any], **_: Any
) -> Sequence[ir.Value[Any]]:
    """Lower the QR factorization with pivoting, of which columns marked in `first` come first."""
    packed_aval, order_aval, tau_aval = context.avals_out
    marks_aval = order_aval.update(dtype=np.dtype(np.int32))
    (marks,) = call(
        context.replace(avals_out=[marks_aval]),
        lambda first: [(first != 0).astype(np.int32)],
        [first],
        [order_aval],
    )
    packed, tau, order = emit(
        context,
        "householder_qr",
        [a, marks],
        {"pivoted": ir.UnitAttr.get()},
        [packed_aval, tau_aval, marks_aval],
    )
    # From 1, as LAPACK's.
    (pivots,) = call(
        context.replace(avals_out=[order_aval]),
        lambda order: [(order + 1).astype(order_aval.dtype)],
        [order],
        [marks_aval],
    )
    return [packed, pivots, tau]


RULES: dict[Any, Rule] = {
    linalg.cholesky_p: unless_empty(lower_cholesky),
    linalg.eigh_p: unless_empty(lower_eigh),
    linalg.geqp3_p: unless_empty(lower_geqp3),
    linalg.geqrf_p: lower_to("householder_qr"),
    linalg.householder_product_p: lower_to("householder_product"),
    linalg.lu_p: lower_to("lu"),
    linalg.svd_p: unless_empty(lower_svd),
    linalg.triangular_solve_p: unless_empty(lower_triangular_solve),
}
