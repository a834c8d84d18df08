"""Matrices of many kinds, and checks of what factorizations of them return.

Errors are in units of n u, u the unit roundoff, relative to the norm of the matrix.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pytest

from milcomplex import Module

DTYPES: dict[str, Any] = {
    "f32": np.float32,
    "f64": np.float64,
    "complex<f32>": np.complex64,
    "complex<f64>": np.complex128,
}
MATRIX = "tensor<?x?x$T>"
each_type = pytest.mark.parametrize("element", DTYPES)


@cache
def compile_op(
    element: str, op: str, operands: int, results: tuple[str, ...], **options: str
) -> Any:
    """Return a program that applies an op to matrices of any size."""
    names = ", ".join(f"%{i}" for i in range(operands))
    arguments = ", ".join(f"%{i}: {MATRIX}" for i in range(operands))
    types = ", ".join([MATRIX] * operands)
    text = f"""
    func.func @main({arguments}) -> ({", ".join(results)}) {{
      %r:{len(results)} = milcomplex.{op} {names} : {types}
      return {", ".join(f"%r#{i}" for i in range(len(results)))} : {", ".join(results)}
    }}"""
    part = element.removeprefix("complex<").removesuffix(">")
    return Module.from_mlir(text.replace("$T", element).replace("$R", part), **options).compile()


def draw(shape: tuple[int, ...], element: str, seed: int = 0) -> Any:
    """Return numbers, normally distributed."""
    generator = np.random.default_rng([seed, *shape])
    x = generator.normal(size=shape)
    if "complex" in element:
        x = x + 1j * generator.normal(size=shape)
    return x.astype(DTYPES[element])


def widen(x: Any) -> Any:
    """Return an array of complex128."""
    return np.asarray(x, np.complex128)


def adjoint(x: Any) -> Any:
    """Return the conjugate transpose."""
    return np.conj(np.swapaxes(x, -1, -2))


def norm(x: Any) -> float:
    """Return the Frobenius norm; 1 if it is 0."""
    return float(np.linalg.norm(x)) or 1.0


def check(error: Any, size: Any, element: str, limit: float) -> None:
    """Check an error against `limit` times n u and the norm of what it belongs to."""
    unit = np.finfo(DTYPES[element]).eps / 2
    n = max(1, *error.shape)
    assert np.linalg.norm(error) <= limit * n * unit * norm(size)


def check_orthonormal(columns: Any, element: str) -> None:
    """Check that columns are orthonormal to 10 n u."""
    n = columns.shape[1]
    if n:
        error = np.linalg.norm(adjoint(columns) @ columns - np.eye(n), 2)
        assert error <= 10 * max(columns.shape) * np.finfo(DTYPES[element]).eps / 2


def check_standard_blocks(t: Any) -> None:
    """Check that blocks in the diagonal have two rows, one diagonal and a pair of eigenvalues."""
    below = np.append(np.diagonal(t, -1), 0)
    assert np.all(np.tril(t, -2) == 0)
    for k in np.nonzero(below)[0]:
        assert below[k + 1] == 0 and t[k, k] == t[k + 1, k + 1]
        assert np.sign(t[k, k + 1]) == -np.sign(below[k])


def list_shapes(n: int) -> list[tuple[int, int]]:
    """Return a square, a high and a wide shape."""
    return [(n, n), (n, n // 2), (n // 2, n)]


def list_kinds(shape: tuple[int, int], element: str) -> Iterator[Any]:
    """Yield a random, singular, zero, graded, clustered, tiny and huge matrix."""
    m, n = shape
    dtype = DTYPES[element]
    a = draw(shape, element)
    yield a
    if 0 in shape:
        return
    rank = max(1, min(m, n) // 2)
    yield (draw((m, rank), element) @ draw((rank, n), element)).astype(dtype)
    yield np.zeros(shape, dtype)
    yield (a * 10.0 ** (-np.arange(n) * (30 / n))).astype(dtype)
    q, p = (np.linalg.qr(draw((k, k), element))[0] for k in shape)
    values = np.where(np.arange(min(m, n)) < rank, 1, 1 + 1e-10)
    yield ((q[:, : len(values)] * values) @ p[: len(values)]).astype(dtype)
    far = 1e30 if "32" in element else 1e300
    yield (a / far).astype(dtype)
    yield (a * far).astype(dtype)


def draw_any(n: int, element: str) -> Iterator[Any]:
    """Yield matrices of many kinds: also defective ones and a cyclic one."""
    dtype = DTYPES[element]
    if n >= 20:
        yield draw((n, n), element)
        yield np.eye(n, k=-1, dtype=dtype) + np.eye(n, dtype=dtype)
        return
    yield from list_kinds((n, n), element)
    yield np.roll(np.eye(n, dtype=dtype), 1, 0)
    for diagonal in (0, 1):
        yield np.eye(n, k=1, dtype=dtype) + diagonal * np.eye(n, dtype=dtype)
        yield np.eye(n, k=-1, dtype=dtype) + diagonal * np.eye(n, dtype=dtype)
    yield np.triu(draw((n, n), element))
