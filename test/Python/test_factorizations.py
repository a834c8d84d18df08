"""Factorizations, compiled to machine code: all sizes, types, batches and kinds of matrices."""

from collections.abc import Callable
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
    check_standard_blocks,
    compile_op,
    draw,
    draw_any,
    each_type,
    list_kinds,
    list_shapes,
    norm,
    widen,
)

from milcomplex import Module

SIZES = [*range(41), 63, 64, 65, 100]


@each_type
def test_cholesky(element: str) -> None:
    factor = compile_op(element, "cholesky", 1, (MATRIX,))
    for n in SIZES:
        a = draw((n, n), element)
        p = a @ adjoint(a) + np.eye(n, dtype=DTYPES[element]) / 10
        # The other triangle is not read.
        lower = widen(factor(np.tril(p) + np.triu(np.full_like(p, np.nan), 1)))
        check(lower @ adjoint(lower) - p, p, element, 4)
        assert np.all(np.triu(lower, 1) == 0)


@each_type
def test_cholesky_of_what_is_not_positive_definite(element: str) -> None:
    factor = compile_op(element, "cholesky", 1, (MATRIX,))
    found = factor(np.diag([4, 9, -1, 1]).astype(DTYPES[element]))
    assert np.array_equal(np.diagonal(found)[:2], [2, 3]) and np.isnan(found[2, 2])


@each_type
def test_lu(element: str) -> None:
    factor = compile_op(element, "lu", 1, (MATRIX, "tensor<?xi32>", "tensor<?xi32>"))
    for n in SIZES:
        for m, k in list_shapes(n):
            a = draw((m, k), element)
            packed, pivots, permutation = factor(a)
            rank = min(m, k)
            lower = widen(np.tril(packed, -1)[:, :rank]) + np.eye(m, rank)
            upper = widen(np.triu(packed)[:rank])
            check(lower @ upper - a[permutation], np.abs(lower) @ np.abs(upper), element, 4)
            if rank and m == k:
                assert np.array_equal(pivots, scipy.linalg.lu_factor(a)[1])


def test_lu_of_a_singular_matrix() -> None:
    factor = compile_op("f64", "lu", 1, (MATRIX, "tensor<?xi32>", "tensor<?xi32>"))
    packed, pivots, permutation = factor(np.zeros((3, 3)))
    assert np.all(packed == 0) and list(pivots) == list(permutation) == [0, 1, 2]


FLAGS = ["", "lower", "transpose", "lower transpose conjugate unit_diagonal", "conjugate"]


@each_type
@pytest.mark.parametrize("flags", [*FLAGS, *(f"right {flags}" for flags in FLAGS)])
def test_triangular_solve(element: str, flags: str) -> None:
    solve = compile_op(element, f"triangular_solve {flags}", 2, (MATRIX,))
    for n in [*range(20), 31, 32, 33, 64, 65]:
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


@each_type
def test_solve_and_inverse(element: str) -> None:
    solve = compile_op(element, "solve", 2, (MATRIX,))
    invert = compile_op(element, "inverse", 1, (MATRIX,))
    for n in SIZES:
        a, b = draw((n, n), element), draw((n, 2), element, 1)
        x = widen(solve(a, b))
        check(widen(a) @ x - b, norm(a) * norm(x), element, 20)
        inverse = widen(invert(a))
        check(widen(a) @ inverse - np.eye(n), norm(a) * norm(inverse), element, 20)


@each_type
def test_systems_with_exact_solutions(element: str) -> None:
    # Powers of two as pivots and small integers: no step rounds.
    solve = compile_op(element, "solve", 2, (MATRIX,))
    generator = np.random.default_rng(0)
    for n in (1, 2, 5, 40):
        lower = np.tril(generator.integers(-1, 2, (n, n)), -1) / 2 + np.eye(n)
        upper = np.triu(generator.integers(-2, 3, (n, n)), 1) + 4 * np.eye(n)
        a = (lower @ upper).astype(DTYPES[element])
        x = generator.integers(-4, 5, (n, 3)).astype(DTYPES[element])
        if n <= 5:
            np.testing.assert_array_equal(solve(a, a @ x), x)
        else:
            np.testing.assert_allclose(solve(a, a @ x), x, atol=1e-2)


@each_type
def test_determinants(element: str) -> None:
    det = compile_op(element, "determinant", 1, ("tensor<$T>",))
    slogdet = compile_op(element, "slogdet", 1, ("tensor<$T>", "tensor<$R>"))
    tolerance = 1e-3 if "32" in element else 1e-9
    for n in range(12):
        a = draw((n, n), element)
        np.testing.assert_allclose(det(a), np.linalg.det(widen(a)), tolerance)
        sign, logarithm = np.linalg.slogdet(widen(a))
        np.testing.assert_allclose(slogdet(a), (sign, logarithm), tolerance, tolerance)
    sign, logarithm = slogdet(np.zeros((2, 2), DTYPES[element]))
    assert sign == 0 and logarithm == -np.inf


def check_qr(q: Any, r: Any, a: Any, element: str) -> None:
    """Check factors: the product to 4 (n + 1) u."""
    n = max(1, *a.shape)
    check(q @ r - a, a, element, 4 * (n + 1) / n)
    check_orthonormal(q, element)


@each_type
@pytest.mark.parametrize("full", ["", "full"])
def test_qr(element: str, full: str) -> None:
    factor = compile_op(element, f"qr {full}", 1, (MATRIX, MATRIX))
    for n in SIZES:
        for shape in list_shapes(n):
            for a in list_kinds(shape, element) if n < 10 else [draw(shape, element)]:
                scale = float(np.max(np.abs(a), initial=0)) or 1.0
                q, r = (widen(x) for x in factor(a))
                assert q.shape[1] == (shape[0] if full else min(shape))
                assert np.all(np.tril(r, -1) == 0)
                check_qr(q, r / scale, widen(a) / scale, element)


@each_type
@pytest.mark.parametrize("full", ["", "full "])
def test_pivoted_qr(element: str, full: str) -> None:
    factor = compile_op(element, f"qr {full}pivoted", 1, (MATRIX, MATRIX, "tensor<?xi32>"))
    unit = np.finfo(DTYPES[element]).eps / 2
    for n in SIZES:
        for shape in list_shapes(n):
            for a in list_kinds(shape, element) if n < 10 else [draw(shape, element)]:
                scale = float(np.max(np.abs(a), initial=0)) or 1.0
                q, r, order = factor(a)
                q, r, a = widen(q), widen(r) / scale, widen(a)[:, order] / scale
                assert np.array_equal(np.sort(order), np.arange(shape[1]))
                assert q.shape[1] == (shape[0] if full else min(shape))
                assert np.all(np.tril(r, -1) == 0)
                check_qr(q, r, a, element)
                # No column of the rest is longer than the pivot.
                for j in range(min(shape)):
                    rest = np.linalg.norm(r[j:, j:], axis=0)
                    assert np.max(rest) <= rest[0] * (1 + 100 * n * unit) + 100 * n * unit * norm(a)


@each_type
def test_pivots_of_qr_are_those_of_lapack(element: str) -> None:
    factor = compile_op(
        element, "householder_qr pivoted", 1, (MATRIX, "tensor<?x$T>", "tensor<?xi32>")
    )
    for shape in ((1, 1), (5, 9), (9, 5), (40, 40), (100, 30)):
        a = draw(shape, element)
        packed, tau, order = factor(a)
        (wanted, wanted_tau), _, pivots = scipy.linalg.qr(a, mode="raw", pivoting=True)
        assert np.array_equal(order, pivots)
        check(packed - wanted, wanted, element, 20)
        check(tau - wanted_tau, wanted_tau, element, 20)


@each_type
def test_eigenvalues_of_hermitian_matrices(element: str) -> None:
    find = compile_op(element, "eigh", 1, ("tensor<?x$R>", MATRIX))
    for n in SIZES:
        for a in list_kinds((n, n), element) if n < 20 else [draw((n, n), element)]:
            h = (a / 2 + adjoint(a) / 2).astype(DTYPES[element])
            scale = float(np.max(np.abs(h), initial=0)) or 1.0
            # The other triangle is not read.
            values, vectors = find(np.tril(h) + np.triu(np.full_like(h, np.nan), 1))
            values, vectors, h = values / scale, widen(vectors), widen(h) / scale
            assert np.all(np.diff(values) >= 0)
            check(h @ vectors - vectors * values, h, element, 10)
            check_orthonormal(vectors, element)


def form_reflections(packed: Any, tau: Any) -> Any:
    """Return the product of reflections, each from one row further down than its number."""
    n = len(packed)
    q = np.eye(n, dtype=np.complex128)
    for i in range(n - 1):
        v = np.concatenate([np.zeros(i + 1), [1], widen(packed[i + 2 :, i])])
        q = q - tau[i] * (q @ v)[:, None] * np.conj(v)
    return q


@each_type
def test_tridiagonal_form(element: str) -> None:
    find = compile_op(
        element, "tridiagonal", 1, (MATRIX, "tensor<?x$R>", "tensor<?x$R>", "tensor<?x$T>")
    )
    for n in SIZES:
        for a in list_kinds((n, n), element) if n < 12 else [draw((n, n), element)]:
            h = (a / 2 + adjoint(a) / 2).astype(DTYPES[element])
            scale = float(np.max(np.abs(h), initial=0)) or 1.0
            # The other triangle is not read.
            found = find(np.tril(h) + np.triu(np.full_like(h, np.nan), 1))
            packed, diagonal, beside, tau = (widen(x) for x in found)
            assert len(beside) == len(tau) == max(n - 1, 0)
            assert np.array_equal(np.diagonal(packed), diagonal) and np.all(np.triu(packed, 1) == 0)
            assert np.array_equal(np.diagonal(packed, -1), beside)
            t = (np.diag(diagonal) + np.diag(beside, 1) + np.diag(beside, -1))[:n, :n] / scale
            q = form_reflections(packed, tau)
            check(q @ t @ adjoint(q) - widen(h) / scale, widen(h) / scale, element, 10)
            check_orthonormal(q, element)


@each_type
def test_hessenberg_form(element: str) -> None:
    find = compile_op(element, "hessenberg", 1, (MATRIX, "tensor<?x$T>"))
    for n in SIZES:
        for a in draw_any(n, element) if n < 12 else [draw((n, n), element)]:
            scale = float(np.max(np.abs(a), initial=0)) or 1.0
            packed, tau = find(a)
            q, h = form_reflections(packed, widen(tau)), np.triu(widen(packed), -1) / scale
            check(q @ h @ adjoint(q) - widen(a) / scale, widen(a) / scale, element, 10)
            check_orthonormal(q, element)


@each_type
def test_schur_form(element: str) -> None:
    find = compile_op(element, "schur", 1, (MATRIX, MATRIX))
    for n in SIZES:
        for a in draw_any(n, element):
            scale = float(np.max(np.abs(a), initial=0)) or 1.0
            t, z = (widen(x) for x in find(a))
            if "complex" in element:
                assert np.all(np.tril(t, -1) == 0)
            else:
                check_standard_blocks(t.real)
            check(z @ (t / scale) @ adjoint(z) - widen(a) / scale, widen(a) / scale, element, 10)
            check_orthonormal(z, element)


@pytest.mark.parametrize("element", ["complex<f32>", "complex<f64>"])
def test_eigenvectors_of_any_matrix(element: str) -> None:
    find = compile_op(element, "eig", 1, ("tensor<?x$T>", MATRIX, MATRIX))
    for n in SIZES:
        for a in draw_any(n, element):
            scale = float(np.max(np.abs(a), initial=0)) or 1.0
            values, left, right = (widen(x) for x in find(a))
            values, a = values / scale, widen(a) / scale
            check(a @ right - right * values, a, element, 10)
            check(adjoint(left) @ a - values[:, None] * adjoint(left), a, element, 10)
            for vectors in (left, right):
                unit = np.finfo(DTYPES[element]).eps
                assert np.all(np.abs(np.linalg.norm(vectors, axis=0) - 1) < 4 * (n + 1) * unit)
                # Of elements of nearly the same size any may be the largest.
                sizes = np.abs(vectors)
                is_largest = sizes > 0.999 * np.max(sizes, axis=0, initial=0)
                imaginary = np.where(is_largest, np.abs(vectors.imag), 1)
                assert np.all(np.min(imaginary, axis=0, initial=1) <= 4 * unit)


@pytest.mark.parametrize("element", ["complex<f32>", "complex<f64>"])
def test_eigenvalues_without_vectors(element: str) -> None:
    text = """
    func.func @main(%a: tensor<?x?x$T>) -> tensor<?x$T> {
      %values, %left, %right = milcomplex.eig %a : tensor<?x?x$T>
      return %values : tensor<?x$T>
    }"""
    find = Module.from_mlir(text.replace("$T", element)).compile()
    for n in (0, 1, 2, 7, 40, 100):
        # Normal matrices, whose values are as near as the matrix.
        q = np.linalg.qr(draw((n, n), "complex<f64>"))[0]
        wanted = np.round(3 * draw((n,), "complex<f64>")) + np.arange(n)
        found = find(((q * wanted) @ adjoint(q)).astype(DTYPES[element]))
        apart = np.abs(widen(found)[:, None] - wanted)
        assert np.array_equal(np.sort(np.round(found.real)), np.sort(wanted.real))
        check(np.min(apart, axis=0, initial=1e9), wanted, element, 10)


@each_type
@pytest.mark.parametrize("full", ["", "full"])
def test_singular_values(element: str, full: str) -> None:
    find = compile_op(element, f"svd {full}", 1, (MATRIX, "tensor<?x$R>", MATRIX))
    for n in SIZES:
        for shape in list_shapes(n):
            for a in list_kinds(shape, element) if n < 12 else [draw(shape, element)]:
                scale = float(np.max(np.abs(a), initial=0)) or 1.0
                u, values, vh = find(a)
                u, values, vh = widen(u), values / scale, widen(vh)
                assert np.all(np.diff(values) <= 0) and np.all(values >= 0)
                count = len(values)
                product = (u[:, :count] * values) @ vh[:count]
                check(product - widen(a) / scale, widen(a) / scale, element, 10)
                check_orthonormal(u, element)
                check_orthonormal(adjoint(vh), element)


@each_type
def test_values_without_vectors(element: str) -> None:
    text = """
    func.func @main(%a: tensor<?x?x$T>) -> (tensor<?x$R>, tensor<?x$R>) {
      %values, %vectors = milcomplex.eigh %a : tensor<?x?x$T>
      %u, %s, %vh = milcomplex.svd %a : tensor<?x?x$T>
      return %values, %s : tensor<?x$R>, tensor<?x$R>
    }"""
    part = element.removeprefix("complex<").removesuffix(">")
    find = Module.from_mlir(text.replace("$T", element).replace("$R", part)).compile()
    for n in (0, 1, 2, 7, 40):
        a = draw((n, n), element)
        h = a + adjoint(a)
        values, singular = find(h)
        check(values - np.linalg.eigvalsh(h), h, element, 10)
        check(singular - np.linalg.svd(h, compute_uv=False), h, element, 10)


@each_type
def test_exponentials(element: str) -> None:
    find = compile_op(element, "expm", 1, (MATRIX,))
    for n in SIZES:
        g = draw((n, n), element)
        normal = [(g - adjoint(g)) / 2, (g + adjoint(g)) / 2]
        for size in (1e-8, 0.1, 3, 30) if n < 12 else (3,):
            for a in (*normal, g, np.triu(g)):
                a = (a * (size / norm(a))).astype(DTYPES[element])
                wanted = scipy.linalg.expm(widen(a))
                # The error of squaring grows with the norm.
                check(find(a) - wanted, norm(wanted) * max(1, size), element, 20)


@each_type
def test_exponentials_of_matrices_that_are_not_normal(element: str) -> None:
    find = compile_op(element, "expm", 1, (MATRIX,))
    dtype = DTYPES[element]
    # By its norm, this one would be halved until its diagonal is lost.
    found = find(np.array([[1, 1e6], [0, -1]], dtype))
    wanted = [[np.exp(1), 1e6 * np.sinh(1)], [0, np.exp(-1)]]
    np.testing.assert_allclose(found, wanted, 16 * np.finfo(dtype).eps)
    far = 1e30 if "32" in element else 1e300
    for size in (0, 1, far):
        a = np.array([[0, size], [0, 0]], dtype)
        np.testing.assert_allclose(find(a), np.eye(2) + a, 4 * np.finfo(dtype).eps)
    np.testing.assert_array_equal(find(np.diag([-far, 0]).astype(dtype)), np.diag([0, 1]))
    for value in (np.nan, np.inf, -np.inf):
        assert np.all(np.isnan(find(np.diag([value, 0]).astype(dtype))))


OPS: dict[str, Callable[[Any], Any]] = {
    "cholesky": lambda a: a @ adjoint(a) + np.eye(3),
    "lu": lambda a: a,
    "qr": lambda a: a,
    "qr pivoted": lambda a: a,
    "inverse": lambda a: a,
    "tridiagonal": lambda a: a + adjoint(a),
    "hessenberg": lambda a: a,
    "schur": lambda a: a,
    "eig": lambda a: a,
    "eigh": lambda a: a + adjoint(a),
    "svd": lambda a: a,
    "slogdet": lambda a: a,
    "expm": lambda a: a,
}


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_eigenvalues_of_what_is_not_finite_are_not_numbers(value: float) -> None:
    find = compile_op("complex<f64>", "eig", 1, ("tensor<?x$T>", MATRIX, MATRIX))
    # A triangle, of which no step reads what is above the diagonal.
    for a in (np.array([[value]]), np.array([[1, value], [0, 2]])):
        for x in find(a.astype(np.complex128)):
            assert np.all(np.isnan(x))


COUNTS = {
    "cholesky": 1,
    "expm": 1,
    "qr pivoted": 3,
    "inverse": 1,
    "lu": 3,
    "svd": 3,
    "eig": 3,
    "tridiagonal": 4,
}


@pytest.mark.parametrize("op", OPS)
@pytest.mark.parametrize("batch", [(0,), (5,), (2, 3)])
def test_batches_of_small_matrices(op: str, batch: tuple[int, ...]) -> None:
    a = OPS[op](draw((*batch, 3, 3), "complex<f64>"))
    type_ = f"tensor<{'x'.join(str(n) for n in batch)}x3x3xcomplex<f64>>"
    types = ", ".join(find_types(op, type_))
    count = COUNTS.get(op, 2)
    text = f"""
    func.func @main(%a: {type_}) -> ({types}) {{
      %r:{count} = milcomplex.{op} %a : {type_}
      return {", ".join(f"%r#{i}" for i in range(count))} : {types}
    }}"""
    together = Module.from_mlir(text).compile()(a)
    # Sizes that are static have other code than dynamic ones.
    alone = compile_any_size(op)
    for place in np.ndindex(batch):
        for x, y in zip(as_tuple(together), as_tuple(alone(a[place])), strict=True):
            np.testing.assert_allclose(x[place], y, 1e-12, 1e-12)


def as_tuple(results: Any) -> tuple[Any, ...]:
    """Return the results of a program, which are no tuple if there is only one."""
    return results if isinstance(results, tuple) else (results,)


def compile_any_size(op: str) -> Any:
    """Return a program that applies an op to complex matrices of any size."""
    static = find_types(op, "tensor<3x3xcomplex<f64>>")
    types = tuple(text.replace("3x", "?x").replace("2x", "?x") for text in static)
    return compile_op("complex<f64>", op, 1, types)


@pytest.mark.parametrize("n", [1, 32])
@pytest.mark.parametrize("op", ["cholesky", "lu", "inverse", "svd"])
def test_small_matrices(op: str, n: int) -> None:
    a = draw((n, n), "complex<f64>")
    a = a @ adjoint(a) + np.eye(n) if op == "cholesky" else a
    type_ = f"tensor<{n}x{n}xcomplex<f64>>"
    kinds = find_types(op, "tensor<3x3xcomplex<f64>>")
    types = ", ".join(text.replace("3x", f"{n}x") for text in kinds)
    text = f"""
    func.func @main(%a: {type_}) -> ({types}) {{
      %r:{len(kinds)} = milcomplex.{op} %a : {type_}
      return {", ".join(f"%r#{i}" for i in range(len(kinds)))} : {types}
    }}"""
    found = Module.from_mlir(text).compile()(a)
    for x, y in zip(as_tuple(found), as_tuple(compile_any_size(op)(a)), strict=True):
        np.testing.assert_allclose(x, y, 1e-9, 1e-9)


def find_types(op: str, type_: str) -> list[str]:
    """Return the types of the results of an op of matrices of 3 rows and columns."""
    batch = type_.removeprefix("tensor<").removesuffix("3x3xcomplex<f64>>")
    matrix, integers = type_, f"tensor<{batch}3xi32>"
    real, vector = f"tensor<{batch}f64>", f"tensor<{batch}3xf64>"
    return {
        "cholesky": [matrix],
        "expm": [matrix],
        "lu": [matrix, integers, integers],
        "qr": [matrix, matrix],
        "qr pivoted": [matrix, matrix, integers],
        "inverse": [matrix],
        "tridiagonal": [matrix, vector, f"tensor<{batch}2xf64>", f"tensor<{batch}2xcomplex<f64>>"],
        "hessenberg": [matrix, f"tensor<{batch}2xcomplex<f64>>"],
        "schur": [matrix, matrix],
        "eig": [f"tensor<{batch}3xcomplex<f64>>", matrix, matrix],
        "eigh": [vector, matrix],
        "svd": [matrix, vector, matrix],
        "slogdet": [f"tensor<{batch}complex<f64>>", real],
    }[op]


@pytest.mark.parametrize(
    "op",
    [
        "cholesky",
        "lu",
        "qr",
        "qr pivoted",
        "inverse",
        "hessenberg",
        "schur",
        "eig",
        "eigh",
        "svd",
        "expm",
    ],
)
@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_numbers_that_are_not_finite_end(op: str, value: float) -> None:
    program = compile_any_size(op)
    a = np.eye(3) + 0j
    a[1, 0] = value
    found = program(a)
    assert any(not np.all(np.isfinite(x)) for x in as_tuple(found))
