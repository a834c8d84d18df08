"""How what was exported from JAX is called, and what is exported."""

import jax
import numpy as np
import pytest
from jax import lax
from jax import numpy as jnp

import milcomplex.jax

X = np.array([1 + 2j, 3 - 4j], np.complex64)


def test_static_arguments_are_taken_or_left_out() -> None:
    def scale(n: int, x: jax.Array, *, m: int = 2) -> jax.Array:
        return x * n * m

    jitted = jax.jit(scale, static_argnums=0, static_argnames="m")
    compiled = milcomplex.jax.export(jitted, 3, X, m=4).compile()
    for found in (compiled(3, X, m=4), compiled(3, X), compiled(X)):
        np.testing.assert_array_equal(found, X * 12)
    with pytest.raises(ValueError, match="argument 'n' is 3 in this program, but 5 was given"):
        compiled(5, X)
    with pytest.raises(ValueError, match="argument 'm' is 4 in this program, but 2 was given"):
        compiled(3, X, m=2)
    with pytest.raises(TypeError, match="less what was static"):
        compiled(3, X, X)


def test_static_argument_may_be_given_either_way() -> None:
    jitted = jax.jit(lambda x, mode="a": x * 2 if mode == "a" else x, static_argnames="mode")
    compiled = milcomplex.jax.export(jitted, X).compile()
    for found in (compiled(X), compiled(X, "a"), compiled(X, mode="a")):
        np.testing.assert_array_equal(found, X * 2)
    with pytest.raises(ValueError, match="argument 'mode' is 'a'"):
        compiled(X, "b")


def test_traced_function_is_exported() -> None:
    traced = jax.jit(lambda x: {"y": jnp.fft.fft(x)}).trace(X)
    module = milcomplex.jax.export(traced)
    assert [value.name for value in module.signature.inputs] == ["x"]
    np.testing.assert_allclose(module.compile()(X)["y"], np.fft.fft(X), rtol=1e-6)
    with pytest.raises(TypeError, match="has its arguments already"):
        milcomplex.jax.export(traced, X)


def test_cast_of_complex_bits_to_their_type_is_nothing() -> None:
    def model(x: jax.Array) -> tuple[jax.Array, ...]:
        return lax.bitcast_convert_type(x, jnp.complex64), x.view(jnp.complex64) * 2

    same, doubled = milcomplex.jax.export(model, X).compile()(X)
    np.testing.assert_array_equal(same, X)
    np.testing.assert_array_equal(doubled, X * 2)
