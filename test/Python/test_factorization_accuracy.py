"""Errors of factorizations of larger matrices, beside LAPACK's, and of small ones, beside mpmath.

Backward errors are at most 4 n u for LU, QR and Cholesky, 10 n u for spectra.
"""

from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest
import scipy.linalg
from matrices import (
    DTYPES,
    MATRIX,
    adjoint,
    check,
    check_orthonormal,
    check_standard_blocks,
    compile_op,
    draw,
    each_type,
    norm,
    widen,
)

SIZE = 200
KINDS = ["random", "graded", "clustered", "defective", "rank-deficient"]
each_kind = pytest.mark.parametrize("kind", KINDS)


def make(kind: str, n: int, element: str) -> Any:
    """Return a matrix of a kind, with n rows and columns."""
    a = draw((n, n), "complex<f64>" if "complex" in element else "f64")
    q, p = np.linalg.qr(a)[0], np.linalg.qr(a.T)[0]
    if kind == "graded":
        a = a * 10.0 ** (-np.arange(n) * (12 / n))
    elif kind == "clustered":
        a = (q * np.where(np.arange(n) < n // 2, 1, 1 + 1e-10)) @ p
    elif kind == "defective":
        a = q @ (np.eye(n) + np.diag(np.arange(n - 1) % 5 > 0, 1)) @ adjoint(q)
    elif kind == "rank-deficient":
        a = a[:, : n // 2] @ a[: n // 2]
    return a.astype(DTYPES[element])


@each_type
@each_kind
def test_lu(kind: str, element: str) -> None:
    factor = compile_op(element, "lu", 1, (MATRIX, "tensor<?xi32>", "tensor<?xi32>"))
    a = make(kind, SIZE, element)
    packed, pivots, permutation = factor(a)
    lower = widen(np.tril(packed, -1)) + np.eye(len(a))
    upper = widen(np.triu(packed))
    check(lower @ upper - a[permutation], np.abs(lower) @ np.abs(upper), element, 4)
    if kind == "random":
        assert np.array_equal(pivots, scipy.linalg.lu_factor(a)[1])


@each_type
@each_kind
def test_cholesky(kind: str, element: str) -> None:
    factor = compile_op(element, "cholesky", 1, (MATRIX,))
    a = make(kind, SIZE, element)
    a = a / norm(a)
    p = a @ adjoint(a) + np.eye(len(a), dtype=DTYPES[element]) / 1000
    lower = widen(factor(p))
    check(lower @ adjoint(lower) - p, p, element, 4)
    check(lower - np.linalg.cholesky(widen(p)), 1000 * norm(lower), element, 4)


@each_type
@pytest.mark.parametrize(
    ("kind", "pivoted"),
    [*((kind, "") for kind in KINDS), ("graded", "pivoted"), ("rank-deficient", "pivoted")],
)
def test_qr(kind: str, element: str, pivoted: str) -> None:
    results = (MATRIX, MATRIX, *["tensor<?xi32>"] * (pivoted != ""))
    factor = compile_op(element, f"qr {pivoted}", 1, results)
    a = make(kind, SIZE, element)
    q, r, *order = factor(a)
    q, r, a = widen(q), widen(r), widen(a)[:, order[0] if order else slice(None)]
    check(q @ r - a, a, element, 4)
    check_orthonormal(q, element)
    if kind in ("random", "graded"):
        wanted = np.abs(np.diagonal(np.linalg.qr(a)[1]))
        check(np.abs(np.diagonal(r)) - wanted, norm(a), element, 10)


@each_type
@each_kind
def test_eigh(kind: str, element: str) -> None:
    find = compile_op(element, "eigh", 1, ("tensor<?x$R>", MATRIX))
    a = make(kind, SIZE, element)
    h = a + adjoint(a)
    values, vectors = find(h)
    h, vectors = widen(h), widen(vectors)
    check(h @ vectors - vectors * values, h, element, 10)
    check_orthonormal(vectors, element)
    check(values - np.linalg.eigvalsh(h), h, element, 10)


@each_type
@each_kind
def test_svd(kind: str, element: str) -> None:
    find = compile_op(element, "svd", 1, (MATRIX, "tensor<?x$R>", MATRIX))
    a = make(kind, SIZE, element)
    u, values, vh = find(a)
    u, vh, a = widen(u), widen(vh), widen(a)
    check((u * values) @ vh - a, a, element, 10)
    check_orthonormal(u, element)
    check_orthonormal(adjoint(vh), element)
    check(values - np.linalg.svd(a, compute_uv=False), a, element, 10)


@pytest.mark.parametrize("element", ["f32", "f64"])
@each_kind
def test_real_schur(kind: str, element: str) -> None:
    find = compile_op(element, "schur", 1, (MATRIX, MATRIX))
    a = make(kind, SIZE, element)
    t, z = (widen(x) for x in find(a))
    check_standard_blocks(t.real)
    check(z @ t @ adjoint(z) - a, a, element, 10)
    check_orthonormal(z, element)
    # Eigenvalues of the other kinds depend too much on the matrix.
    if kind == "random" and element == "f64":
        wanted = np.linalg.eigvals(scipy.linalg.schur(a)[0])
        apart = np.abs(np.linalg.eigvals(t)[:, None] - wanted)
        assert np.max(np.min(apart, axis=0)) <= 1e-9 * norm(a)


@pytest.mark.parametrize("element", ["complex<f32>", "complex<f64>"])
@each_kind
def test_eig(kind: str, element: str) -> None:
    find = compile_op(element, "eig", 1, ("tensor<?x$T>", MATRIX, MATRIX))
    a = make(kind, SIZE, element)
    values, left, right = (widen(x) for x in find(a))
    a = widen(a)
    check(a @ right - right * values, a, element, 10)
    check(adjoint(left) @ a - values[:, None] * adjoint(left), a, element, 10)


def to_array(x: Any) -> Any:
    """Return a matrix, or a list, of mpmath as an array."""
    return np.array(x.tolist() if hasattr(x, "tolist") else x, np.complex128)


# An op, what it returns, how it is found with 40 digits, and by how much more than the matrix the
# result depends on it. Of several results the one of a number is compared.
EXACT: dict[str, tuple[tuple[str, ...], int, Callable[[Any], Any], Callable[[Any], float]]] = {
    "eigh": (("tensor<?x$R>", MATRIX), 0, lambda a: mpmath.eighe(a, eigvals_only=True), norm),
    "svd": (
        (MATRIX, "tensor<?x$R>", MATRIX),
        1,
        lambda a: mpmath.svd_c(a, compute_uv=False),
        norm,
    ),
    "cholesky": ((MATRIX,), 0, mpmath.cholesky, lambda a: np.linalg.cond(a) * norm(a) ** 0.5),
    "inverse": ((MATRIX,), 0, mpmath.inverse, lambda a: np.linalg.cond(a) * norm(np.linalg.inv(a))),
    "expm": ((MATRIX,), 0, mpmath.expm, lambda a: norm(scipy.linalg.expm(a)) * max(1, norm(a))),
}


@pytest.mark.parametrize("element", ["f64", "complex<f64>"])
@pytest.mark.parametrize("op", EXACT)
def test_results_are_those_of_mpmath(op: str, element: str) -> None:
    types, number, find_exactly, find_size = EXACT[op]
    find = compile_op(element, op, 1, types)
    for n in (1, 2, 3, 6):
        for kind in KINDS:
            a = make(kind, n, element)
            if op == "inverse" and kind == "rank-deficient":
                continue
            if op == "eigh":
                a = a + adjoint(a)
            if op == "cholesky":
                a = a @ adjoint(a) / 2 + np.eye(n, dtype=a.dtype)
                a = a + adjoint(a)
            with mpmath.workdps(40):
                wanted = to_array(find_exactly(mpmath.matrix(widen(a).tolist())))
            found = find(a)
            found = widen(found[number] if len(types) > 1 else found).reshape(wanted.shape)
            check(found - wanted, find_size(widen(a)), element, 10)
