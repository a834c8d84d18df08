"""Functions of JAX, exported and run, against JAX."""

from typing import Any

import jax
import numpy as np
import pytest
from jax import lax
from jax import numpy as jnp
from test_jax import check, run

import milcomplex.jax

GENERATOR = np.random.default_rng(0)


def draw(*shape: int) -> Any:
    """Return complex numbers, normally distributed."""
    parts = GENERATOR.normal(size=(2, *shape))
    return np.asarray(parts[0] + 1j * parts[1], np.complex64)


def test_elementary_functions() -> None:
    names = """
        exp exp2 expm1 log log2 log10 log1p sqrt sin cos tan sinh cosh tanh arcsin arccos arctan
        arcsinh arccosh arctanh abs angle sign square reciprocal conj real imag isnan isfinite
    """.split()
    check(lambda x: [getattr(jnp, name)(x) for name in names], draw(5))
    check(lambda x: [jax.nn.sigmoid(x), lax.rsqrt(x), jax.nn.silu(x)], draw(5))


def test_functions_are_accurate_where_those_of_jax_are_not() -> None:
    z = np.complex64(100 + 100j)
    np.testing.assert_allclose(run(jnp.tan, z), 1j, 1e-6)
    z = np.complex64(1 + 1e-4j)
    np.testing.assert_allclose(run(jnp.log, z), np.log(np.complex128(z)), 1e-6)


def test_powers() -> None:
    check(lambda x: [x**n for n in (-3, -1, 0, 1, 2, 3, 4, 11, 0.5, 2 - 1j)], draw(4))
    check(lambda x, n, y: (x**n, x**y, jnp.power(2.0, x)), draw(4), np.arange(4), draw(4))


def test_comparisons_and_selections() -> None:
    check(
        lambda x, y: (x == y, x != x, x > y, jnp.where(x.real > 0, x, y), jnp.maximum(x, y)),
        draw(5),
        draw(5),
    )


@pytest.mark.parametrize("name", ["ifft", "rfft", "irfft"])
def test_fourier_transforms(name: str) -> None:
    function = getattr(jnp.fft, name)
    x = draw(3, 6)
    x = x.real if name == "rfft" else x
    check(
        lambda x: (
            function(x),
            function(x, n=9, axis=0, norm="ortho"),
            function(x, n=4, norm="forward"),
        ),
        x,
    )


@pytest.mark.parametrize("name", ["fftn", "irfftn"])
def test_fourier_transforms_of_more_dimensions(name: str) -> None:
    x = draw(2, 3, 4)
    function = getattr(jnp.fft, name)
    check(
        lambda x: (function(x), function(x, s=(4, 5), axes=(0, 2))), x.real if name[0] == "r" else x
    )


def test_products() -> None:
    check(
        lambda x, y: (
            x @ y,
            jnp.einsum("ij,kj->ki", x, y.T),
            jnp.vdot(x, x),
            jnp.kron(x, y),
            jnp.tensordot(x[None], y, 1),
        ),
        draw(3, 4),
        draw(4, 2),
    )


def test_convolutions() -> None:
    check(lambda x, y: (jnp.convolve(x, y), jnp.correlate(x, y, "full")), draw(7), draw(3))
    for options in ({}, {"rhs_dilation": (2, 1)}, {"lhs_dilation": (1, 2)}):
        check(
            lambda x, k, options=options: lax.conv_general_dilated(
                x, k, (1, 1), [(1, 1), (1, 0)], **options
            ),
            draw(2, 3, 5, 4),
            draw(2, 3, 2, 2),
        )


def test_reductions() -> None:
    check(
        lambda x: (
            jnp.sum(x),
            jnp.prod(x, axis=0),
            jnp.mean(x, axis=1),
            jnp.var(x),
            jnp.any(x),
            jnp.linalg.norm(x),
            jnp.max(x, axis=0),
            lax.reduce(x, np.complex64(0), lambda x, y: x + 2 * y, (1,)),
        ),
        draw(3, 4),
    )


def test_reductions_that_share_what_they_sort() -> None:
    check(lambda x: (jnp.median(x.real), jnp.percentile(x.imag, 30.0)), draw(5))


def test_running_reductions() -> None:
    check(
        lambda x: (
            jnp.cumsum(x, axis=0),
            jnp.cumprod(x, axis=1),
            lax.cumsum(x, 1, reverse=True),
            lax.cummax(x.real),
            lax.cumlogsumexp(x.real),
        ),
        draw(5, 3),
    )


def test_windows() -> None:
    check(
        lambda x: (
            lax.reduce_window(x, np.complex64(0), lax.add, (2, 2), (1, 2), "SAME"),
            lax.reduce_window(x, np.complex64(1), lax.mul, (2, 1), (1, 1), "VALID"),
            lax.reduce_window(x.real, -np.inf, lax.max, (2, 2), (2, 1), "VALID"),
        ),
        draw(4, 5),
    )


def test_slices_and_gathers() -> None:
    check(
        lambda x, k: (
            x[1:, ::-1],
            x[k],
            x[k, :2],
            x[:, k],
            jnp.take(x, k + 2, axis=0, mode="fill", fill_value=1j),
            jnp.take_along_axis(x, k[:, None], axis=1),
            lax.dynamic_slice(x, (k[0], 1), (2, 3)),
            lax.dynamic_update_slice(x, x[:1, :2], (k[1], 2)),
            jnp.roll(x, 1, axis=0),
            jnp.pad(x, 1, mode="reflect"),
        ),
        draw(3, 4),
        np.array([2, 0, 1]),
    )


@pytest.mark.parametrize("type", [np.int8, np.int16, np.uint8])
def test_starts_of_any_width_are_clamped(type: Any) -> None:
    def model(x: Any, i: Any) -> Any:
        window = lax.dynamic_slice(x, (i,), (4,))
        return window, x[i], lax.dynamic_update_slice(x, window[:2] * 0, (i,))

    check(model, np.arange(6) * (1 + 1j), np.array(-100).astype(type))


def test_scatters() -> None:
    check(
        lambda x, k, u: (
            x.at[k].set(u),
            x.at[k].add(u),
            x.at[k].multiply(u),
            x.at[1:, k].add(1j),
            x.at[k].apply(jnp.exp),
            x.at[k + 2].set(u, mode="clip"),
            x.at[k + 2].set(u, mode="drop"),
            x.at[0, 1].set(5),
            x.real.at[k].max(u.real),
            x[0, 0].at[()].set(2),
            x[0, 0].at[()].add(u[0, 0]),
        ),
        draw(4, 3),
        np.array([2, 0, 1]),
        draw(3, 3),
    )


def test_scatter_adds_what_meets_in_one_place() -> None:
    check(lambda x, k, u: x.at[k].add(u), draw(3), np.array([1, 1, 0, 1]), draw(4))


@pytest.mark.parametrize("length", [1, 7, 40])
def test_sorting(length: int) -> None:
    ties = np.round(draw(2, length))
    check(lambda x: (jnp.sort(x), jnp.argsort(x), jnp.sort(x.real, descending=True)), ties)


def test_sorting_by_several_keys() -> None:
    keys = GENERATOR.integers(0, 3, (2, 9)).astype(np.int32)
    check(lambda k, x: lax.sort((k, x), dimension=1, num_keys=2), keys, draw(2, 9))


def test_sorting_special_numbers() -> None:
    x = np.array([np.nan, np.inf, -0.0, 0.0, -np.inf, 1, -1, np.nan], np.float32)
    check(lambda x: (jnp.sort(x), jnp.argsort(x), lax.top_k(x, 3)), x)


def test_unique() -> None:
    x = np.repeat(draw(3), 2)
    check(lambda x: jnp.unique(x, size=4, return_inverse=True, return_counts=True), x)


def test_gradients() -> None:
    def loss(x: Any) -> Any:
        y = jnp.fft.ifft(jnp.tanh(jnp.fft.fft(x)) ** 2)
        return jnp.sum(jnp.abs(y @ jnp.sort(x)) ** 2) + jnp.sum(jnp.abs(x[jnp.array([0, 0])]))

    check(jax.value_and_grad(loss), draw(4), rtol=1e-4)
    check(jax.grad(lambda x: jnp.exp(x * x), holomorphic=True), np.complex64(0.5 + 0.25j))
    check(jax.jacfwd(lambda x: x * jnp.sum(x), holomorphic=True), draw(3))


def test_batches() -> None:
    check(jax.vmap(jnp.fft.fft, in_axes=1, out_axes=1), draw(6, 2))
    check(jax.vmap(lambda x, k: x.at[k].add(1j)), draw(3, 4), np.array([3, 0, 2]))
    check(jax.vmap(lambda x, k: lax.dynamic_slice(x, (k,), (2,))), draw(3, 4), np.array([3, 0, 2]))


def test_nested_jit_and_custom_rules() -> None:
    @jax.custom_jvp
    def twice(x: Any) -> Any:
        return 2 * x

    twice.defjvp(lambda primals, tangents: (twice(*primals), 3 * tangents[0]))
    inner = jax.jit(lambda x: jax.checkpoint(jnp.sin)(twice(x)))
    check(lambda x: inner(x) + inner(x * x), draw(3))
    check(jax.grad(lambda x: jnp.sum(jnp.abs(inner(x)) ** 2)), draw(3))


def test_angles_of_zeros_and_infinities() -> None:
    parts = np.array([0, -0.0, 1, -1, np.inf, -np.inf], np.float32)
    z = np.empty((6, 6), np.complex64)
    z.real, z.imag = parts[:, None], parts

    def model(z: Any) -> Any:
        return jnp.angle(z), jnp.log(z).imag, jnp.arctan2(z.imag, z.real)

    expected = np.arctan2(z.imag, z.real)
    for found in milcomplex.jax.export(model, z).compile()(z):
        np.testing.assert_allclose(found, expected, rtol=1e-6)
        np.testing.assert_array_equal(np.signbit(found), np.signbit(expected))
