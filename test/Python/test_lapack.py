"""Factorizations by calls of LAPACK, with factorizations=call.

They need liblapack, the reference implementation (scripts/setup.sh installs Debian's).
"""

import ctypes
import ctypes.util
from typing import Any

import numpy as np
import pytest
import scipy.linalg
from matrices import (
    DTYPES,
    MATRIX,
    adjoint,
    check,
    check_orthonormal,
    draw,
    each_type,
    list_shapes,
    norm,
    widen,
)
from matrices import compile_op as compile_any

from milcomplex import Module, lower

LAPACK = ctypes.util.find_library("lapack")
needs_lapack = pytest.mark.skipif(LAPACK is None, reason="there is no liblapack")
SIZES = [0, 1, 2, 5, 40]
PERMUTATION = "tensor<?xi32>"
VECTOR = "tensor<?x$T>"
REALS = "tensor<?x$R>"
each_complex_type = pytest.mark.parametrize("element", ["complex<f32>", "complex<f64>"])


def compile_op(element: str, op: str, operands: int, results: tuple[str, ...]) -> Any:
    """Return a program that applies an op by LAPACK to matrices of any size."""
    assert LAPACK
    ctypes.CDLL(LAPACK, ctypes.RTLD_GLOBAL)
    return compile_any(element, op, operands, results, factorizations="call")


@needs_lapack
@each_type
def test_cholesky(element: str) -> None:
    factor = compile_op(element, "cholesky", 1, (MATRIX,))
    for n in SIZES:
        a = draw((n, n), element)
        p = a @ adjoint(a) + np.eye(n, dtype=DTYPES[element])
        # The other triangle is not read.
        lower = widen(factor(np.tril(p) + np.triu(np.full_like(p, np.nan), 1)))
        check(lower @ adjoint(lower) - p, p, element, 4)
        assert np.all(np.triu(lower, 1) == 0)
    found = factor(np.diag([4, 9, -1, 1]).astype(DTYPES[element]))
    assert np.all(np.isnan(found[np.tril_indices(4)])) and np.all(np.triu(found, 1) == 0)


@needs_lapack
@each_type
def test_lu(element: str) -> None:
    factor = compile_op(element, "lu", 1, (MATRIX, PERMUTATION, PERMUTATION))
    for n in SIZES:
        for shape in list_shapes(n):
            a = draw(shape, element)
            packed, pivots, permutation = factor(a)
            rank = min(shape)
            lower = widen(np.tril(packed, -1)[:, :rank]) + np.eye(shape[0], rank)
            upper = widen(np.triu(packed)[:rank])
            check(lower @ upper - a[permutation], np.abs(lower) @ np.abs(upper), element, 4)
            if rank and shape[0] == shape[1]:
                assert np.array_equal(pivots, scipy.linalg.lu_factor(a)[1])


@needs_lapack
@each_type
@pytest.mark.parametrize(
    "flags", ["", "lower transpose conjugate unit_diagonal", "right lower transpose", "conjugate"]
)
def test_triangular_solve(element: str, flags: str) -> None:
    solve = compile_op(element, f"triangular_solve {flags}", 2, (MATRIX,))
    for n in SIZES:
        a = draw((n, n), element) + 3 * np.eye(n, dtype=DTYPES[element])
        b = draw((3, n) if "right" in flags else (n, 3), element)
        x = widen(solve(a, b))
        t = widen(np.tril(a) if "lower" in flags else np.triu(a))
        if "unit_diagonal" in flags:
            np.fill_diagonal(t, 1)
        t = t.T if "transpose" in flags else t
        t = t.conj() if "conjugate" in flags else t
        residual = x @ t - b if "right" in flags else t @ x - b
        check(residual, norm(t) * norm(x), element, 4)


@needs_lapack
@each_type
def test_solve(element: str) -> None:
    solve = compile_op(element, "solve", 2, (MATRIX,))
    for n in SIZES:
        a, b = draw((n, n), element), draw((n, 2), element, 1)
        x = widen(solve(a, b))
        check(widen(a) @ x - b, norm(a) * norm(x), element, 20)


@needs_lapack
@each_type
@pytest.mark.parametrize("flags", ["", "full", "pivoted", "full pivoted"])
def test_qr(element: str, flags: str) -> None:
    results = (MATRIX, MATRIX, *[PERMUTATION] * ("pivoted" in flags))
    factor = compile_op(element, f"qr {flags}", 1, results)
    for n in SIZES:
        for shape in list_shapes(n):
            a = draw(shape, element)
            q, r, *order = factor(a)
            q, r, a = widen(q), widen(r), widen(a)
            if order:
                assert np.array_equal(order[0], scipy.linalg.qr(a, pivoting=True)[2])
                a = a[:, order[0]]
            check(q @ r - a, a, element, 10)
            check_orthonormal(q, element)


@needs_lapack
@pytest.mark.parametrize("factorizations", ["expand", "call"])
def test_marked_columns_come_first(factorizations: str) -> None:
    if factorizations == "call":
        assert LAPACK
        ctypes.CDLL(LAPACK, ctypes.RTLD_GLOBAL)
    types = "tensor<?x?xf64>, tensor<?xi32>"
    program = f"""func.func @main(%a: tensor<?x?xf64>, %m: tensor<?xi32>) -> ({types}) {{
      %packed, %tau, %order = milcomplex.householder_qr pivoted %a first %m : {types}
      return %packed, %order : {types}
    }}"""
    factor = Module.from_mlir(program, factorizations=factorizations).compile()
    for shape in [(5, 4), (3, 4), (40, 30)]:
        a = draw(shape, "f64")
        marks = np.zeros(shape[1], np.int32)
        marks[[1, -1]] = 1
        packed, order = factor(a, marks)
        assert list(order[:2]) == [1, shape[1] - 1]
        assert sorted(order) == list(range(shape[1]))
        q, r = np.linalg.qr(a[:, order])
        expected = np.abs(r)
        assert np.allclose(np.abs(np.triu(packed[: min(shape)])), expected, atol=1e-13)
        rest = a - q[:, :2] @ (q[:, :2].T @ a)
        assert order[2] == np.argmax(np.linalg.norm(rest, axis=0))


@needs_lapack
@each_type
def test_eigh(element: str) -> None:
    find = compile_op(element, "eigh", 1, (REALS, MATRIX))
    for n in SIZES:
        a = draw((n, n), element)
        h = a + adjoint(a)
        # The other triangle is not read.
        values, vectors = find(np.tril(h) + np.triu(np.full_like(h, np.nan), 1))
        h, vectors = widen(h), widen(vectors)
        check(h @ vectors - vectors * values, h, element, 10)
        check_orthonormal(vectors, element)


@needs_lapack
@each_type
def test_forms(element: str) -> None:
    find_hessenberg = compile_op(element, "hessenberg", 1, (MATRIX, VECTOR))
    find_tridiagonal = compile_op(element, "tridiagonal", 1, (MATRIX, REALS, REALS, VECTOR))
    for n in SIZES:
        a = draw((n, n), element)
        h = a + adjoint(a)
        # The same as the loops, which are LAPACK's.
        expanded = compile_any(element, "hessenberg", 1, (MATRIX, VECTOR))(a)
        for found, wanted in zip(find_hessenberg(a), expanded, strict=True):
            check(found - wanted, norm(a), element, 10)
        _, diagonal, beside, _ = find_tridiagonal(h)
        t = (np.diag(diagonal) + np.diag(beside, 1) + np.diag(beside, -1))[:n, :n]
        check(np.linalg.eigvalsh(t) - np.linalg.eigvalsh(h), h, element, 10)


@needs_lapack
@each_type
def test_schur(element: str) -> None:
    find = compile_op(element, "schur", 1, (MATRIX, MATRIX))
    for n in SIZES:
        a = draw((n, n), element)
        t, z = (widen(x) for x in find(a))
        assert np.all(np.tril(t, -1 if "complex" in element else -2) == 0)
        check(z @ t @ adjoint(z) - a, a, element, 10)
        check_orthonormal(z, element)


@needs_lapack
@each_complex_type
def test_eig(element: str) -> None:
    find = compile_op(element, "eig", 1, (VECTOR, MATRIX, MATRIX))
    for n in SIZES:
        a = draw((n, n), element)
        values, left, right = (widen(x) for x in find(a))
        check(a @ right - right * values, a, element, 10)
        check(adjoint(left) @ a - values[:, None] * adjoint(left), a, element, 10)


@needs_lapack
@each_type
@pytest.mark.parametrize("full", ["", "full"])
def test_svd(element: str, full: str) -> None:
    find = compile_op(element, f"svd {full}", 1, (MATRIX, REALS, MATRIX))
    for n in SIZES:
        for shape in list_shapes(n):
            a = draw(shape, element)
            u, values, vh = find(a)
            u, vh, count = widen(u), widen(vh), len(values)
            check((u[:, :count] * values) @ vh[:count] - a, a, element, 10)
            check_orthonormal(u, element)
            check_orthonormal(adjoint(vh), element)


@needs_lapack
@pytest.mark.parametrize("op", ["eigh", "schur", "eig", "svd"])
@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_results_of_what_is_not_finite_are_not_numbers(op: str, value: float) -> None:
    types = {"eigh": (REALS, MATRIX), "schur": (MATRIX, MATRIX), "eig": (VECTOR, MATRIX, MATRIX)}
    find = compile_op("complex<f64>", op, 1, types.get(op, (MATRIX, REALS, MATRIX)))
    a = np.eye(3) + 0j
    a[1, 0] = value
    assert all(np.any(np.isnan(x)) for x in find(a))


@needs_lapack
def test_batches_and_ops_that_lapack_lacks() -> None:
    assert LAPACK
    ctypes.CDLL(LAPACK, ctypes.RTLD_GLOBAL)
    text = """
    func.func @main(%a: tensor<2x3x3xcomplex<f64>>)
        -> (tensor<2x3x3xcomplex<f64>>, tensor<2xcomplex<f64>>, tensor<2x3x3xcomplex<f64>>) {
      %x = milcomplex.inverse %a : tensor<2x3x3xcomplex<f64>>
      %d = milcomplex.determinant %a : tensor<2x3x3xcomplex<f64>>
      %e = milcomplex.expm %a : tensor<2x3x3xcomplex<f64>>
      return %x, %d, %e
          : tensor<2x3x3xcomplex<f64>>, tensor<2xcomplex<f64>>, tensor<2x3x3xcomplex<f64>>
    }"""
    a = draw((2, 3, 3), "complex<f64>")
    found = Module.from_mlir(text, factorizations="call").compile()(a)
    for x, y in zip(found, (np.linalg.inv(a), np.linalg.det(a), scipy.linalg.expm(a)), strict=True):
        np.testing.assert_allclose(x, y, 1e-9)


def test_calls_have_the_names_of_lapack() -> None:
    text = """
    func.func @main(%a: tensor<3x3xf32>) -> tensor<3x3xf32> {
      %x = milcomplex.inverse %a : tensor<3x3xf32>
      return %x : tensor<3x3xf32>
    }"""
    lowered = lower(text, factorizations="call")
    assert "call @sgesv_(" in lowered
