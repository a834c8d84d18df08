"""Linear algebra of JAX, exported and run.

Factors that are unique only up to phases are checked by their products.
"""

from typing import Any

import jax
import jax.scipy.linalg
import numpy as np
import pytest
from jax import numpy as jnp
from test_jax import check, run

from milcomplex.jax.internals import linalg

GENERATOR = np.random.default_rng(1)


def draw(*shape: int) -> Any:
    """Return complex numbers, normally distributed."""
    parts = GENERATOR.normal(size=(2, *shape))
    return np.asarray(parts[0] + 1j * parts[1], np.complex64)


def adjoint(x: Any) -> Any:
    """Return the conjugate transpose of matrices."""
    return np.conj(np.swapaxes(x, -1, -2))


def check_near(found: Any, expected: Any) -> None:
    """Compare arrays, to four digits of the largest element."""
    np.testing.assert_allclose(found, expected, 1e-4, 1e-4 * np.max(np.abs(expected), initial=1))


def test_solve_inverse_and_determinant() -> None:
    check(
        lambda a, b: (jnp.linalg.solve(a, b), jnp.linalg.inv(a), jnp.linalg.det(a)),
        draw(4, 4),
        draw(4, 2),
        rtol=1e-3,
    )


def test_factorizations_equal_those_of_jax() -> None:
    a = draw(4, 4)
    check(lambda a: (jax.scipy.linalg.lu(a), jnp.linalg.qr(a)), a, rtol=1e-4)
    positive = a @ adjoint(a) + 4 * np.eye(4, dtype=np.complex64)
    check(lambda a: (jnp.linalg.cholesky(a), jax.lax.linalg.hessenberg(a)), positive, rtol=1e-4)


@pytest.mark.parametrize("shape", [(5, 3), (3, 5), (2, 4, 4), (0, 3)])
@pytest.mark.parametrize("mode", ["full", "economic", "r"])
def test_pivoted_factorizations_equal_those_of_jax(shape: tuple[int, ...], mode: str) -> None:
    check(lambda a: jax.scipy.linalg.qr(a, pivoting=True, mode=mode), draw(*shape), rtol=1e-4)


def test_products_with_pivoted_factors() -> None:
    check(lambda a: jax.scipy.linalg.qr_multiply(a, a, pivoting=True), draw(4, 4), rtol=1e-4)


@pytest.mark.parametrize("shape", [(3, 6, 4), (3, 3, 4), (3, 40, 4)])
def test_marked_columns_come_first(shape: tuple[int, ...]) -> None:
    # Some, none and all.
    first = np.array([[0, 0, 3, 1], [0, 0, 0, 0], [1, -1, 1, 1]], np.int32)
    check(linalg.geqp3, draw(*shape), first, rtol=1e-4)
    check(lambda a: linalg.geqp3(a, first), draw(*shape), rtol=1e-4)


def test_factor_of_what_is_not_positive_definite_is_nan() -> None:
    check(jnp.linalg.cholesky, -np.eye(3, dtype=np.complex64))


def test_triangular_systems() -> None:
    options: list[dict[str, Any]] = [{}, {"lower": True}, {"trans": 2}, {"unit_diagonal": True}]
    a = draw(3, 3) + 3 * np.eye(3, dtype=np.complex64)
    check(
        lambda a, b: [jax.scipy.linalg.solve_triangular(a, b, **more) for more in options],
        a,
        draw(3, 2),
        rtol=1e-4,
    )


def test_batches() -> None:
    a = draw(2, 3, 3) + 3 * np.eye(3, dtype=np.complex64)
    check(jnp.linalg.solve, a, draw(2, 3, 2), rtol=1e-4)


@pytest.mark.parametrize("shape", [(3, 4), (2, 3, 3)])
def test_singular_values(shape: tuple[int, ...]) -> None:
    a = draw(*shape)
    u, s, vh = (np.asarray(x) for x in run(lambda a: jnp.linalg.svd(a, full_matrices=False), a))
    check_near(s, np.linalg.svd(a, compute_uv=False))
    check_near(u * s[..., None, :] @ vh, a)
    check_near(
        adjoint(u) @ u, np.broadcast_to(np.eye(u.shape[-1]), (*shape[:-2], *[s.shape[-1]] * 2))
    )


def test_full_factors_of_a_singular_matrix() -> None:
    a = draw(4, 2) @ draw(2, 3)
    u, s, vh = (np.asarray(x) for x in run(jnp.linalg.svd, a))
    check_near(u[:, :3] * s @ vh, a)
    check_near(adjoint(u) @ u, np.eye(4))
    assert s[2] < 1e-5 * s[0]


@pytest.mark.parametrize("n", [1, 4])
def test_eigenvalues_of_hermitian_matrices(n: int) -> None:
    a = draw(n, n)
    a = a + adjoint(a)
    w, v = (np.asarray(x) for x in run(lambda a: tuple(jnp.linalg.eigh(a)), a))
    check_near(w, np.linalg.eigvalsh(a))
    check_near(a @ v, v * w)
    check_near(adjoint(v) @ v, np.eye(n))


def test_eigenvalues_of_any_matrix() -> None:
    a = draw(2, 3, 3)
    w, v = (np.asarray(x) for x in run(lambda a: tuple(jnp.linalg.eig(a)), a))
    check_near(np.sort(w), np.sort(np.linalg.eigvals(a)))
    check_near(a @ v, v * w[..., None, :])


def test_left_eigenvectors() -> None:
    a = draw(2, 3, 3)
    w, u, v = (np.asarray(x) for x in run(jax.lax.linalg.eig, a))
    check_near(adjoint(u) @ a, w[..., None] * adjoint(u))
    check_near(a @ v, v * w[..., None, :])


def test_eigenvalues_of_a_real_matrix() -> None:
    def find(a: Any) -> tuple[Any, ...]:
        a = a.real
        w, v = jnp.linalg.eig(a)
        return w, a @ v - v * w[..., None, :]

    a = draw(4, 4)
    w, residual = (np.asarray(x) for x in run(find, a))
    # Real parts of a pair differ by rounding, so that its order is not that of sorting.
    apart = np.abs(w[:, None] - np.linalg.eigvals(a.real))
    check_near([np.min(apart, 0), np.min(apart, 1)], np.zeros((2, 4)))
    check_near(residual, 0 * residual)


def test_derivative_of_eigenvalues() -> None:
    def differentiate(a: Any, da: Any) -> Any:
        return jax.jvp(lambda x: jnp.sum(jnp.linalg.eigvals(x) ** 3), (a,), (da,))[1]

    check(differentiate, draw(4, 4), draw(4, 4), rtol=1e-3)


@pytest.mark.parametrize("lower", [False, True])
def test_tridiagonal_form(lower: bool) -> None:
    def find(a: Any) -> tuple[Any, ...]:
        packed, d, e, tau = jax.lax.linalg.tridiagonal(a, lower=lower)
        return jnp.diag(d) + jnp.diag(e, 1) + jnp.diag(e, -1), packed, tau

    a = draw(5, 5)
    a = a + adjoint(a)
    triangle = np.tril(a) if lower else np.triu(a)
    t, packed, tau = (np.asarray(x) for x in run(find, triangle))
    check_near(np.linalg.eigvalsh(t), np.linalg.eigvalsh(a))
    check_near(np.diagonal(packed), np.diagonal(t))
    assert tau.shape == (4,)


@pytest.mark.parametrize("shape", [(0, 0), (0, 3, 3)])
def test_no_matrices_and_matrices_without_elements(shape: tuple[int, ...]) -> None:
    x = np.zeros(shape, np.complex64)
    for function in (jnp.linalg.inv, jnp.linalg.cholesky, jnp.linalg.eigh, jnp.linalg.eig):
        check(function, x)
    check(lambda x: jnp.linalg.solve(x, x), x)


@pytest.mark.parametrize("shape", [(3, 0), (0, 3), (0, 0), (0, 3, 2)])
@pytest.mark.parametrize("full_matrices", [False, True])
def test_factors_of_matrices_without_elements(shape: tuple[int, ...], full_matrices: bool) -> None:
    x = np.zeros(shape, np.complex64)
    check(lambda x: jnp.linalg.svd(x, full_matrices=full_matrices), x)
    check(jnp.linalg.qr, x)


def test_gradients_of_what_uses_a_factor_several_times() -> None:
    a = draw(3, 3)
    p = a @ adjoint(a) + 3 * np.eye(3, dtype=np.complex64)
    check(jax.grad(lambda x: jnp.sum(jnp.abs(jnp.linalg.cholesky(x)) ** 2)), p)

    def likelihood(p: Any, y: Any) -> Any:
        factor = jnp.linalg.cholesky(p)
        z = jax.scipy.linalg.solve_triangular(factor, y, lower=True)
        return jnp.sum(jnp.abs(z) ** 2) + 2 * jnp.sum(jnp.log(jnp.diagonal(factor).real))

    check(jax.grad(likelihood), p, a[0])


def test_gradient_of_a_determinant() -> None:
    check(jax.grad(lambda a: jnp.linalg.slogdet(a)[1]), draw(3, 3), rtol=1e-3)


@pytest.mark.parametrize("n", [1, 2, 5])
def test_schur_form_of_a_real_matrix(n: int) -> None:
    a = draw(n, n).real
    t, z = run(lambda a: jax.scipy.linalg.schur(a, output="real"), a)
    check_near(z @ t @ z.T, a)
    check_near(z.T @ z, np.eye(n))
    assert t.dtype == a.dtype and np.all(np.tril(t, -2) == 0)
