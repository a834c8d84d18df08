"""Cases of jax.nn, jax.scipy, and of JAX's transformations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jax
import jax.scipy.fft
import jax.scipy.integrate
import jax.scipy.ndimage
import jax.scipy.signal
import jax.scipy.special
import numpy as np
from jax import numpy as jnp
from jax_arguments import c, i, positive, r, regular, unit
from jax_cases import Case, make_cases

Rows = dict[str, list[tuple[Any, ...]]]


def list_nn_rows() -> Rows:
    """Return the rows of jax.nn."""
    names = (
        "celu elu gelu identity log_sigmoid sigmoid silu soft_sign softplus swish tanh mish".split()
    )
    rows: Rows = {name: [(getattr(jax.nn, name), c(*s)) for s in ((5,), (3, 4))] for name in names}
    return rows | {
        "glu": [(jax.nn.glu, c(3, 4))],
        "logsumexp": [(jax.nn.logsumexp, c(5)), (lambda x: jax.nn.logsumexp(x, axis=0), c(3, 4))],
        "one_hot": [(lambda k, x: jax.nn.one_hot(k, 4, dtype=x.dtype) @ x, i(4, 3), c(4, 2))],
        "softmax": [(jax.nn.softmax, c(5))],
        "log_softmax": [(jax.nn.log_softmax, c(5))],
        "standardize": [(jax.nn.standardize, c(3, 8))],
        "dot_product_attention": [],
    }


def list_signal_rows() -> Rows:
    """Return the rows of jax.scipy.signal."""
    signal = jax.scipy.signal
    return {
        "convolve": [
            (lambda x, y, m=m, k=k: signal.convolve(x, y, mode=m, method=k), c(8), c(3))
            for m in ("full", "same", "valid")
            for k in ("direct", "fft")
        ],
        "convolve2d": [
            (lambda x, y, m=m: signal.convolve2d(x, y, mode=m), c(5, 6), c(2, 3))
            for m in ("full", "same", "valid")
        ],
        "correlate": [(signal.correlate, c(8), c(3))],
        "correlate2d": [(signal.correlate2d, c(5, 6), c(2, 3))],
        "csd": [(lambda x, y: signal.csd(x, y, nperseg=16)[1], c(32), c(32))],
        "detrend": [
            (signal.detrend, c(8)),
            (lambda x: signal.detrend(x, type="constant"), c(3, 8)),
        ],
        "fftconvolve": [
            (signal.fftconvolve, c(8), c(5)),
            (lambda x, y: signal.fftconvolve(x, y, axes=[1]), c(3, 8), c(3, 5)),
        ],
        "stft": [
            (lambda x: signal.stft(x, nperseg=16)[2], c(64)),
            (lambda x: signal.stft(x, nperseg=16, noverlap=12, window="hann")[2], r(2, 64)),
        ],
        "istft": [
            (lambda x: signal.istft(x, nperseg=16)[1], c(9, 8)),
            (lambda x: signal.istft(x, nperseg=16, input_onesided=False)[1], c(16, 8)),
        ],
        "welch": [(lambda x: signal.welch(x, nperseg=16)[1], c(64))],
    }


def list_scipy_rows() -> Rows:
    """Return the rows of the other namespaces of jax.scipy."""
    special = jax.scipy.special
    sparse: Any = jax.scipy.sparse.linalg
    return {
        "special.expi": [],
        "special.log_softmax": [(special.log_softmax, c(5))],
        "special.logsumexp": [
            (special.logsumexp, c(3, 4)),
            (lambda x: special.logsumexp(x, axis=1), c(3, 4)),
        ],
        "special.softmax": [(special.softmax, c(5))],
        "special.sph_harm_y": [
            (
                lambda t, p: special.sph_harm_y(jnp.array([2]), jnp.array([1]), t, p, n_max=3),
                r(4),
                r(4),
            )
        ],
        "special.wofz": [(special.wofz, c(5))],
        "special.xlogy": [(special.xlogy, r(5), r(5))],
        "special.logit": [(special.logit, unit(5))],
        "special.hyp1f1": [],
        "fft.dct": [
            (lambda x: jax.scipy.fft.dct(x), r(8)),
            (lambda x: jax.scipy.fft.dct(x, norm="ortho"), r(3, 9)),
        ],
        "fft.idct": [(jax.scipy.fft.idct, r(8))],
        "fft.dctn": [(jax.scipy.fft.dctn, r(4, 6))],
        "fft.idctn": [(jax.scipy.fft.idctn, r(4, 6))],
        "ndimage.map_coordinates": [
            (
                lambda x, y, m=m: jax.scipy.ndimage.map_coordinates(x, [y, y], order=1, mode=m),
                c(5, 5),
                r(6),
            )
            for m in ("constant", "nearest", "wrap")
        ],
        "integrate.trapezoid": [(jax.scipy.integrate.trapezoid, c(6))],
        "sparse.linalg.cg": [
            (lambda a, y: sparse.cg(a, y)[0], positive(4, 4), c(4)),
        ],
        "sparse.linalg.gmres": [
            (lambda a, y: sparse.gmres(a, y)[0], regular(4, 4), c(4)),
        ],
        "sparse.linalg.bicgstab": [
            (lambda a, y: sparse.bicgstab(a, y)[0], regular(4, 4), c(4)),
        ],
    }


def norm(x: Any) -> Any:
    """Return the sum of squared magnitudes."""
    return jnp.sum(jnp.abs(x) ** 2)


def list_transformation_rows() -> Rows:
    """Return the rows of the transformations."""
    elementwise = [jnp.exp, jnp.log, jnp.sin, jnp.tanh, jnp.sqrt, jnp.square, jnp.arcsin, jnp.tan]
    constants = np.exp(1j * np.arange(4000.0)).astype(np.complex64)

    def recur(x: Any) -> Any:
        return jax.lax.scan(lambda h, x: (h * 0.5j + jnp.tanh(x), h), 0j * x[0], x)[1]

    return {
        "grad": [
            *((jax.grad(lambda x, f=f: norm(f(x))), c(4)) for f in elementwise),
            (jax.grad(lambda x: norm(jnp.fft.fft(x))), c(8)),
            (jax.grad(lambda x: norm(jnp.fft.irfft(x))), c(5)),
            (jax.grad(lambda x: norm(jnp.fft.rfft(x))), r(8)),
            (jax.grad(lambda x: norm(x @ x)), c(3, 3)),
            (jax.grad(lambda x: norm(jnp.linalg.inv(x))), regular(3, 3)),
            (jax.grad(lambda x: norm(jnp.linalg.cholesky(x))), positive(3, 3)),
            (jax.grad(lambda x: jnp.linalg.slogdet(x)[1]), regular(3, 3)),
            (jax.grad(lambda x: norm(jnp.sort(x))), c(6)),
            (jax.grad(lambda x: norm(recur(x))), c(5, 2)),
            (jax.grad(lambda x: norm(x[jnp.array([0, 2, 2])])), c(4)),
            (jax.grad(lambda x: norm(jnp.cumsum(x))), c(5)),
            (jax.grad(lambda x: norm(jnp.cumprod(x))), c(5)),
            (jax.grad(lambda x: jnp.exp(x * x), holomorphic=True), c()),
            (jax.value_and_grad(lambda x: norm(jnp.convolve(x, x))), c(5)),
        ],
        "hessian": [(lambda x: jax.hessian(lambda t: norm(jnp.exp(1j * t)))(x), r(3))],
        "jvp": [(lambda x, t: jax.jvp(jnp.sin, (x,), (t,)), c(4), c(4))],
        "jacfwd": [(jax.jacfwd(lambda x: x * jnp.sum(x), holomorphic=True), c(3))],
        "linearize": [(lambda x, t: jax.linearize(jnp.exp, x)[1](t), c(4), c(4))],
        "checkpoint": [(jax.grad(lambda x: norm(jax.checkpoint(jnp.sin)(x))), c(4))],
        "vmap": [
            (jax.vmap(jnp.dot), c(3, 4), c(3, 4)),
            (jax.vmap(jnp.fft.fft, in_axes=1, out_axes=1), c(8, 3)),
            (jax.vmap(jnp.linalg.solve), regular(2, 3, 3), c(2, 3)),
            (jax.vmap(lambda x, k: x.at[k].add(1j)), c(3, 4), i(4, 3)),
            (jax.vmap(lambda x, k: jax.lax.dynamic_slice(x, (k,), (2,))), c(3, 4), i(4, 3)),
            (
                jax.vmap(lambda x, k, y: jax.lax.dynamic_update_slice(x, y, (k,))),
                c(3, 4),
                i(4, 3),
                c(3, 2),
            ),
            (jax.vmap(recur), c(2, 5, 3)),
            (jax.vmap(lambda p, x: jax.lax.cond(p > 0, jnp.exp, jnp.sin, x)), i(2, 4), c(4)),
            (
                jax.vmap(
                    lambda x: jax.lax.while_loop(lambda x: jnp.abs(x) > 0.1, lambda x: x / 2, x)
                ),
                c(4),
            ),
        ],
        "jit": [
            (lambda x: jax.jit(lambda x: jax.jit(jnp.exp)(x) + jax.jit(jnp.exp)(2 * x))(x), c(4)),
            (jax.jit(lambda x: {"a": x, "b": (x * 2, [x.real])}), c(4)),
        ],
        "custom_jvp": [(jax.grad(lambda x: norm(jax.nn.silu(x.real) + 1j * x)), c(4))],
        "closed_constants": [
            (lambda x: x + constants.reshape(1000, 4), c(4)),
            (lambda x: x + constants[:4], c(4)),
            (lambda x: x + np.float32(2) * constants[0], c(4)),
        ],
        "random": [
            (lambda x: x * jax.random.normal(jax.random.key(3), (4,)), c(4)),
            (lambda x: x + jax.random.normal(jax.random.PRNGKey(3), (4,), x.dtype), c(4)),
            (lambda x: x[jax.random.permutation(jax.random.key(1), 6)], c(6)),
            (lambda k: jax.random.bits(jax.random.fold_in(jax.random.key(1), k), (4,)), i(9)),
        ],
    }


def list_cases() -> Iterator[Case]:
    """Yield the cases."""
    suites = {
        "jax.nn": list_nn_rows(),
        "jax.scipy.signal": list_signal_rows(),
        "jax.scipy": list_scipy_rows(),
        "jax": list_transformation_rows(),
    }
    for suite, table in suites.items():
        for name, rows in table.items():
            yield from make_cases(suite, name, rows)
