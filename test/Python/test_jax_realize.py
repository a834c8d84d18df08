"""JAX functions without complex numbers: values, control flow and transformations."""

import re
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from milcomplex.jax import Complex, realize
from milcomplex.lowering import LoweringError

# Ops that plugins have: neither fft nor custom_call, and no bits of numbers.
ALLOWED = frozenset(
    "abs add and atan2 broadcast_in_dim case clamp compare concatenate constant convert "
    "convolution cosine divide dot_general dynamic_slice dynamic_update_slice exponential "
    "gather iota log maximum minimum multiply negate not or pad reduce reduce_window "
    "remainder reshape return reverse round_nearest_even scatter select sign sine slice sort "
    "sqrt subtract tanh transpose while".split()
)


def draw(*shape: int, is_complex: bool = True) -> Any:
    """Return random numbers, the same every time."""
    generator = np.random.default_rng(7)
    x = generator.standard_normal(shape).astype(np.float32)
    y = generator.standard_normal(shape).astype(np.float32)
    return x + 1j * y if is_complex else x


def split(value: Any) -> Any:
    return Complex.of(value) if jnp.iscomplexobj(value) else value


def join(value: Any) -> Any:
    return jax.tree.map(
        lambda leaf: leaf.join() if isinstance(leaf, Complex) else leaf,
        value,
        is_leaf=lambda leaf: isinstance(leaf, Complex),
    )


def check(function: Callable[..., Any], *arguments: Any, tolerance: float = 3e-6) -> None:
    """Compare with the function itself, jitted; its StableHLO has no complex type or rare op."""
    own = [split(argument) for argument in arguments]
    run = jax.jit(realize(function))
    text = run.lower(*own).as_text()
    assert "complex" not in text
    assert set(re.findall(r"\bstablehlo\.(\w+)", text)) <= ALLOWED
    assert set(re.findall(r"\bchlo\.(\w+)", text)) <= {"atan"}
    found = jax.tree.leaves(join(run(*own)))
    for x, y in zip(found, jax.tree.leaves(function(*arguments)), strict=True):
        assert jnp.iscomplexobj(x) == jnp.iscomplexobj(y)
        np.testing.assert_allclose(x, y, rtol=0, atol=tolerance * float(jnp.abs(y).max()))


@pytest.mark.parametrize(
    "name",
    "abs angle arccosh arcsin arctan conj cos cosh exp exp2 expm1 log log1p log2 sin sinh sqrt "
    "square tan tanh reciprocal".split(),
)
def test_function(name: str) -> None:
    check(getattr(jnp, name), draw(5, 3))


def test_parts_are_joined_unchanged() -> None:
    re, im = np.array([0, -0.0, 1, np.inf], "f4"), np.array([np.inf, -0.0, np.nan, 0], "f4")
    joined = Complex(re, im).join()
    for found, part in ((np.real(joined), re), (np.imag(joined), im)):
        np.testing.assert_array_equal(found, part)
        np.testing.assert_array_equal(np.signbit(found), np.signbit(part))


def test_arithmetic() -> None:
    def function(x: Any, y: Any, r: Any) -> Any:
        return x * y + x / y - 2j * r, x**3, x**-2, x**y, x == y, (x @ y.T) * r[:, None], x.prod(0)

    check(function, draw(3, 4), draw(3, 4)[::-1], draw(3, is_complex=False)[:, None] * 0 + 1.5)


def test_data_movement() -> None:
    def function(z: Any, i: Any) -> Any:
        w = jnp.concatenate([z, z.T.conj()], 1)[:, ::-1]
        w = w.at[i].add(1j).at[0].set(w[1])
        return jnp.pad(w, 1), jnp.where(i[:, None] > 0, z[i], 0), jnp.take(z, i, 1), z.cumsum(0)

    check(function, draw(4, 4), jnp.array([3, 0, 1, 2]))


@pytest.mark.parametrize("n", [1, 8, 12, 1000, 1201])
def test_transforms(n: int) -> None:
    def function(z: Any, x: Any) -> Any:
        return jnp.fft.fft(z), jnp.fft.ifft(z), jnp.fft.rfft(x), jnp.fft.irfft(jnp.fft.rfft(x), n)

    check(function, draw(3, n), draw(3, n, is_complex=False))


def test_transforms_of_several_axes() -> None:
    check(lambda z: (jnp.fft.fft2(z), jnp.fft.ifftn(z)), draw(2, 6, 5))
    check(lambda x: jnp.fft.irfft2(jnp.fft.rfft2(x), x.shape), draw(6, 5, is_complex=False))


@pytest.mark.parametrize("n", [1, 2, 34, 1033, 1050, 2066])
def test_zeros_of_spectra(n: int) -> None:
    # Where the spectrum of a real operand is real, its imaginary part is +0.
    x = -jnp.abs(draw(3, n, is_complex=False))
    spectra = realize(lambda x: (jnp.fft.rfft(x), jnp.fft.rfft2(x)[:1], jnp.fft.rfft2(x.T).T[:1]))
    for spectrum in spectra(x):
        ends = spectrum.im[:, np.array([0, n // 2] if n % 2 == 0 else [0])]
        assert np.all(ends == 0) and not np.any(np.signbit(ends))


def test_sorting() -> None:
    def function(z: Any, x: Any) -> Any:
        together = jax.lax.sort([z, x, z * 2], num_keys=2)
        return jnp.sort(z), jnp.argsort(z, axis=0), jnp.unique(z, size=9), together

    z = draw(4, 6)
    # Equal real parts, equal elements and zeros of both signs.
    z[:, 1] = z[:, 0].real + 1j
    z[:, 2] = z[:, 1]
    z[:2, 3:5] = [[0.0, complex(-0.0, -1)], [complex(-0.0, 1), 0.0]]
    check(function, z, draw(4, 6, is_complex=False))


def test_convolution() -> None:
    check(lambda x, w: jax.lax.conv(x, w, (1,), "SAME"), draw(1, 2, 9), draw(3, 2, 3))


def test_loops_and_branches() -> None:
    decay = jnp.asarray(draw(4)) * 0.3

    def function(u: Any, n: Any) -> Any:
        def step(state: Any, item: Any) -> Any:
            state = decay * state + item
            return state, (state * 1j).real

        state, items = jax.lax.scan(step, jnp.zeros(4, jnp.complex64), u)
        state = jax.lax.fori_loop(0, n, lambda i, z: z * (1 + 0.1j) + i, state)
        state = jax.lax.while_loop(lambda z: jnp.abs(z).sum() > 1, lambda z: z / 2, state)
        return jax.lax.cond(n > 2, lambda z: z * 1j, lambda z: z.conj(), state), items

    check(function, draw(6, 4), jnp.asarray(3))


def test_transformations_inside() -> None:
    def loss(z: Any) -> Any:
        return jnp.abs(jnp.tanh(z) * z).sum()

    check(jax.grad(loss), draw(5))
    check(jax.vmap(lambda z: jnp.fft.fft(z) / jnp.linalg.norm(z)), draw(3, 6))
    check(jax.checkpoint(lambda z: jax.nn.sigmoid(z.real) * jnp.sin(z)), draw(4))


def test_transformations_outside() -> None:
    def loss(z: Any) -> Any:
        return jnp.abs(jnp.fft.fft(jnp.sqrt(z)) * z).sum()

    z = draw(6)
    found = jax.grad(realize(loss))(Complex.of(z))
    expected = jax.grad(loss)(z)
    np.testing.assert_allclose(found.re - 1j * found.im, expected, rtol=1e-4)
    batch = jax.vmap(realize(loss))(Complex.of(draw(3, 6)))
    np.testing.assert_allclose(batch, jax.vmap(loss)(draw(3, 6)), rtol=1e-5)


def test_real_equations_stay() -> None:
    def function(x: Any) -> Any:
        return jnp.sort(jax.nn.softmax(x)) + jnp.abs(jnp.exp(1j * x))

    kept = jax.make_jaxpr(realize(function))(jnp.ones(3))
    names = [equation.primitive.name for equation in kept.eqns]
    assert "sort" in str(kept) and names.index("jit") >= 0


def test_export() -> None:
    function = realize(lambda z: jnp.fft.fft(z) * 2j)
    exported = jax.export.export(jax.jit(function))(Complex.of(jnp.ones(8, jnp.complex64)))
    assert "complex" not in exported.mlir_module()


def test_errors_name_every_line() -> None:
    def function(z: Any) -> Any:
        return jnp.linalg.eigvals(z), jnp.linalg.svd(z)

    with pytest.raises(LoweringError) as caught:
        realize(function)(Complex.of(draw(3, 3)))
    messages = [str(diagnostic) for diagnostic in caught.value.diagnostics]
    assert [m.split("'")[1] for m in messages] == ["eig", "svd"]
    assert all("test_jax_realize.py" in message for message in messages)


def test_ranges_are_checked() -> None:
    with pytest.raises(ValueError, match="complex_range must be one of basic, portable"):
        realize(jnp.abs, complex_range="improved")
