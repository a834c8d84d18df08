"""Cases of jax.numpy.linalg, jax.lax.linalg and jax.scipy.linalg.

Factors that are unique only up to phases are compared by their products.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jax.scipy.linalg as jsl
from jax import lax
from jax import numpy as jnp
from jax_arguments import c, hermitian, positive, regular, unit
from jax_cases import Case, make_cases

Rows = dict[str, list[tuple[Any, ...]]]


def adjoint(x: Any) -> Any:
    """Return the conjugate transpose of matrices."""
    return jnp.conj(jnp.swapaxes(x, -1, -2))


def rebuild_svd(x: Any, full: bool = False) -> Any:
    """Return the singular values, the product and the squares of the factors of an SVD."""
    u, s, vh = jnp.linalg.svd(x, full_matrices=full)
    k = s.shape[-1]
    product = (u[..., :k] * s[..., None, :].astype(u.dtype)) @ vh[..., :k, :]
    return s, product, adjoint(u) @ u, vh @ adjoint(vh)


def rebuild_eigh(x: Any, **options: Any) -> Any:
    """Return the eigenvalues, the product and the square of the vectors of Hermitian matrices."""
    w, v = jnp.linalg.eigh(x, **options)
    return w, (v * w[..., None, :].astype(v.dtype)) @ adjoint(v), adjoint(v) @ v


def rebuild_eig(x: Any) -> Any:
    """Return the sorted eigenvalues and the residual of the eigenvectors."""
    w, v = jnp.linalg.eig(x)
    return jnp.sort(w), x @ v - v * w[..., None, :], jnp.linalg.norm(v, axis=-2)


def rebuild_qr(x: Any, mode: str = "reduced") -> Any:
    """Return the triangular factor, the product and the square of the unitary factor."""
    q, r = jnp.linalg.qr(x, mode=mode)
    return r, q @ r, adjoint(q) @ q


def rebuild_schur(x: Any) -> Any:
    """Return the product and the square of the unitary factor of a Schur decomposition."""
    t, z = jsl.schur(x, output="complex")
    return z @ t @ adjoint(z), adjoint(z) @ z, jnp.tril(t, -1)


def rebuild_hessenberg(x: Any) -> Any:
    """Return the product and the square of the unitary factor of a Hessenberg decomposition."""
    h, q = jsl.hessenberg(x, calc_q=True)
    return q @ h @ adjoint(q), adjoint(q) @ q


def list_numpy_rows() -> Rows:
    """Return the rows of jax.numpy.linalg."""
    la = jnp.linalg
    return {
        "cholesky": [
            (la.cholesky, positive(4, 4)),
            (la.cholesky, positive(2, 3, 3)),
            (lambda x: la.cholesky(x, upper=True), positive(3, 3)),
            (la.cholesky, positive(1, 1)),
        ],
        "cond": [(la.cond, regular(4, 4))],
        "cross": [(la.cross, c(4, 3), c(4, 3))],
        "det": [(la.det, regular(n, n)) for n in (1, 2, 3, 4, 6)] + [(la.det, regular(2, 3, 3))],
        "diagonal": [(la.diagonal, c(3, 4))],
        "eig": [(rebuild_eig, c(4, 4)), (rebuild_eig, c(2, 3, 3))],
        "eigh": [
            (rebuild_eigh, hermitian(4, 4)),
            (rebuild_eigh, hermitian(2, 3, 3)),
            (lambda x: rebuild_eigh(x, UPLO="U"), hermitian(5, 5)),
        ],
        "eigvals": [(lambda x: jnp.sort(la.eigvals(x)), c(4, 4))],
        "eigvalsh": [(la.eigvalsh, hermitian(4, 4)), (la.eigvalsh, hermitian(2, 3, 3))],
        "inv": [(la.inv, regular(4, 4)), (la.inv, regular(2, 3, 3)), (la.inv, regular(1, 1))],
        "lstsq": [(lambda x, y: la.lstsq(x, y)[0], c(6, 3), c(6, 2))],
        "matmul": [(la.matmul, c(3, 4), c(4, 2))],
        "matrix_norm": [(la.matrix_norm, c(3, 4)), (lambda x: la.matrix_norm(x, ord=2), c(3, 4))],
        "matrix_power": [
            (lambda x: la.matrix_power(x, 3), c(3, 3)),
            (lambda x: la.matrix_power(x, -2), regular(3, 3)),
        ],
        "matrix_rank": [(la.matrix_rank, c(4, 3))],
        "matrix_transpose": [(la.matrix_transpose, c(2, 3, 4))],
        "multi_dot": [(lambda x, y, z: la.multi_dot([x, y, z]), c(2, 3), c(3, 4), c(4, 2))],
        "norm": [
            (la.norm, c(5)),
            (la.norm, c(3, 4)),
            (lambda x: la.norm(x, ord=1, axis=0), c(3, 4)),
            (lambda x: la.norm(x, ord=jnp.inf), c(3, 4)),
            (lambda x: la.norm(x, ord="nuc"), c(3, 4)),
            (lambda x: la.norm(x, ord=2), c(4, 3)),
        ],
        "outer": [(la.outer, c(3), c(4))],
        "pinv": [
            (la.pinv, c(4, 3)),
            (la.pinv, c(3, 3)),
            (lambda x: la.pinv(x, hermitian=True), hermitian(3, 3)),
        ],
        "qr": [
            (rebuild_qr, c(4, 3)),
            (rebuild_qr, c(3, 4)),
            (rebuild_qr, c(2, 4, 4)),
            (lambda x: rebuild_qr(x, "complete"), c(5, 3)),
            (lambda x: la.qr(x, mode="r"), c(4, 3)),
        ],
        "slogdet": [
            (la.slogdet, regular(4, 4)),
            (lambda x: la.slogdet(x, method="qr"), regular(3, 3)),
        ],
        "solve": [
            (la.solve, regular(4, 4), c(4)),
            (la.solve, regular(4, 4), c(4, 3)),
            (la.solve, regular(2, 3, 3), c(2, 3, 2)),
            (la.solve, regular(1, 1), c(1)),
        ],
        "svd": [
            (rebuild_svd, c(4, 3)),
            (rebuild_svd, c(3, 4)),
            (rebuild_svd, c(2, 3, 3)),
            (lambda x: rebuild_svd(x, full=True), c(5, 3)),
            (lambda x: la.svd(x, compute_uv=False), c(4, 4)),
        ],
        "svdvals": [(la.svdvals, c(4, 3))],
        "tensordot": [(lambda x, y: la.tensordot(x, y, axes=1), c(3, 4), c(4, 2))],
        "tensorinv": [(lambda x: la.tensorinv(x.reshape(2, 3, 6)), regular(6, 6))],
        "tensorsolve": [
            (lambda x, y: la.tensorsolve(x.reshape(2, 3, 6), y), regular(6, 6), c(2, 3))
        ],
        "trace": [(la.trace, c(3, 4))],
        "vecdot": [(la.vecdot, c(3, 4), c(3, 4))],
        "vector_norm": [(la.vector_norm, c(5)), (lambda x: la.vector_norm(x, ord=3), c(5))],
    }


def list_lax_rows() -> Rows:
    """Return the rows of jax.lax.linalg."""
    la = lax.linalg

    def rebuild_lu(x: Any) -> Any:
        lu, pivots, permutation = la.lu(x)
        return lu, pivots, permutation

    def solve(x: Any, y: Any, **options: Any) -> Any:
        return la.triangular_solve(x, y, **options)

    def rebuild_tridiagonal(x: Any) -> Any:
        _, d, e, _ = la.tridiagonal(x)
        matrix = jnp.diag(d) + jnp.diag(e, 1) + jnp.diag(e, -1)
        return jnp.linalg.eigvalsh(matrix)

    flags = [
        {"left_side": left, "lower": lower, **more}
        for left in (True, False)
        for lower in (True, False)
        for more in ({}, {"conjugate_a": True, "transpose_a": True}, {"unit_diagonal": True})
    ]
    return {
        "cholesky": [(la.cholesky, positive(4, 4)), (la.cholesky, positive(20, 20))],
        "cholesky_update": [(lambda x, y: la.cholesky_update(x.real, y.real), regular(3, 3), c(3))],
        "eig": [(lambda x: jnp.sort(la.eig(x, compute_left_eigenvectors=False)[0]), c(3, 3))],
        "eigh": [(lambda x: la.eigh(x)[1], hermitian(4, 4))],
        "hessenberg": [(lambda x: jnp.triu(la.hessenberg(x)[0], -1), c(4, 4))],
        "householder_product": [(la.householder_product, unit(4, 3), unit(3))],
        "lu": [
            (rebuild_lu, c(4, 4)),
            (rebuild_lu, c(5, 3)),
            (rebuild_lu, c(3, 5)),
            (rebuild_lu, c(2, 3, 3)),
        ],
        "qr": [(lambda x: la.qr(x, full_matrices=False), c(4, 3))],
        "schur": [(lambda x: jnp.sort(jnp.diagonal(la.schur(x)[0])), c(3, 3))],
        "svd": [(lambda x: la.svd(x, compute_uv=False), c(4, 3))],
        "symmetric_product": [
            (lambda x: la.symmetric_product(x.real, x.real[:, :1] * x.real.T[:1]), c(3, 3))
        ],
        "triangular_solve": [
            *((lambda x, y, f=f: solve(x, y, **f), regular(4, 4), c(4, 4)) for f in flags),
            (lambda x, y: solve(x, y, left_side=True, lower=True), regular(2, 3, 3), c(2, 3, 2)),
        ],
        "tridiagonal": [(rebuild_tridiagonal, hermitian(4, 4))],
        "tridiagonal_solve": [
            (lambda d, x: la.tridiagonal_solve(d, d + 4, d, x), c(5), c(5, 2)),
        ],
        "ormqr": [(lambda a, t, x: la.ormqr(a, t, x), unit(4, 3), unit(3), c(4, 2))],
        "qdwh": [(lambda x: la.qdwh(x)[0], regular(4, 4))],
    }


def list_scipy_rows() -> Rows:
    """Return the rows of jax.scipy.linalg."""
    return {
        "block_diag": [(jsl.block_diag, c(2, 2), c(1, 3))],
        "cho_factor": [(lambda x: jnp.tril(jsl.cho_factor(x, lower=True)[0]), positive(3, 3))],
        "cho_solve": [
            (lambda x, y: jsl.cho_solve((jnp.linalg.cholesky(x), True), y), positive(3, 3), c(3))
        ],
        "cholesky": [
            (jsl.cholesky, positive(3, 3)),
            (lambda x: jsl.cholesky(x, lower=True), positive(3, 3)),
        ],
        "circulant": [(jsl.circulant, c(4))],
        "companion": [(jsl.companion, c(4))],
        "convolution_matrix": [(lambda x: jsl.convolution_matrix(x, 5), c(3))],
        "det": [(jsl.det, regular(3, 3))],
        "dft": [(lambda x: jsl.dft(6) @ x, c(6))],
        "eigh": [(lambda x: jsl.eigh(x, eigvals_only=True), hermitian(4, 4))],
        "expm": [(jsl.expm, c(3, 3)), (lambda x: jsl.expm(20 * x), c(3, 3))],
        "expm_frechet": [(jsl.expm_frechet, c(3, 3), c(3, 3))],
        "fiedler": [(jsl.fiedler, c(4))],
        "fiedler_companion": [(jsl.fiedler_companion, c(5))],
        "funm": [(lambda x: jsl.funm(x, jnp.exp), c(3, 3))],
        "hankel": [(jsl.hankel, c(3), c(4))],
        "hessenberg": [(rebuild_hessenberg, c(4, 4))],
        "inv": [(jsl.inv, regular(3, 3))],
        "leslie": [(jsl.leslie, c(3), c(2))],
        "lu": [(jsl.lu, c(4, 4)), (lambda x: jsl.lu(x, permute_l=True), c(4, 3))],
        "lu_factor": [(jsl.lu_factor, c(4, 4))],
        "lu_solve": [
            (lambda x, y, t=t: jsl.lu_solve(jsl.lu_factor(x), y, trans=t), regular(3, 3), c(3))
            for t in (0, 1, 2)
        ],
        "polar": [(jsl.polar, regular(3, 3))],
        "qr": [
            (lambda x: jsl.qr(x, mode="economic")[1], c(4, 3)),
            (lambda x: jsl.qr(x, pivoting=True), c(3, 4)),
        ],
        "qr_multiply": [(lambda x, y: jsl.qr_multiply(x, y)[0], c(4, 3), c(2, 4))],
        "rsf2csf": [(lambda t, z: jsl.rsf2csf(jnp.triu(t), z), c(3, 3), c(3, 3))],
        "schur": [(rebuild_schur, c(4, 4))],
        "solve": [
            (jsl.solve, regular(3, 3), c(3)),
            (lambda x, y: jsl.solve(x, y, assume_a="pos"), positive(3, 3), c(3, 2)),
        ],
        "solve_sylvester": [(jsl.solve_sylvester, regular(3, 3), regular(2, 2), c(3, 2))],
        "solve_triangular": [
            (lambda x, y, t=t: jsl.solve_triangular(x, y, trans=t), regular(3, 3), c(3))
            for t in (0, 1, 2)
        ],
        "sqrtm": [(jsl.sqrtm, positive(3, 3))],
        "svd": [(lambda x: jsl.svd(x, compute_uv=False), c(3, 4))],
        "toeplitz": [(jsl.toeplitz, c(4)), (jsl.toeplitz, c(3), c(4))],
    }


def list_cases() -> Iterator[Case]:
    """Yield the cases."""
    suites = {
        "jax.numpy.linalg": list_numpy_rows(),
        "jax.lax.linalg": list_lax_rows(),
        "jax.scipy.linalg": list_scipy_rows(),
    }
    for suite, table in suites.items():
        for name, rows in table.items():
            yield from make_cases(suite, name, rows)
