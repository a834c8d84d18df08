"""How what was exported from JAX is called, and what is exported."""

import inspect
from typing import Any

import jax
import numpy as np
import pytest
from jax import lax
from jax import numpy as jnp
from jax.experimental import checkify, io_callback
from jax.extend.core import Primitive

import milcomplex.jax
from milcomplex import LoweringError

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


def raise_error(_: Any) -> Any:
    """Fail, as what equinox.error_if calls does."""
    raise RuntimeError("there is a NaN")


def check(x: Any) -> Any:
    """Return an array that has no NaN."""
    is_wrong = jnp.any(jnp.isnan(x.real))
    return lax.cond(is_wrong, lambda: jax.pure_callback(raise_error, x, x), lambda: x)


def run_with_effects(x: Any) -> Any:
    """Return 8 x, with effects in loops and conditions."""
    jax.debug.print("{x}", x=x)
    io_callback(lambda _: None, None, x.real)
    checkify.check(jnp.all(x.real > 0), "must be positive")

    def step(i: Any, carry: Any) -> Any:
        jax.debug.callback(lambda _: None, i)
        return check(carry * 2)

    x = lax.fori_loop(0, 3, step, x)

    def add(carry: Any, i: Any) -> tuple[Any, None]:
        jax.debug.print("{i}", i=i)
        return check(carry + i), None

    x, _ = lax.scan(add, x, X[:0])
    return x


def test_effects_are_left_out_with_a_warning_at_their_line() -> None:
    with pytest.warns(UserWarning) as caught:
        module = milcomplex.jax.export(run_with_effects, X, without_effects=True)
    np.testing.assert_array_equal(module.compile()(X), X * 8)
    lines, first = inspect.getsourcelines(run_with_effects)
    told = [str(one.message) for one in caught]
    for name, text in [
        ("debug_print", "jax.debug.print"),
        ("io_callback", "io_callback"),
        ("check", "checkify.check"),
        ("debug_callback", "jax.debug.callback"),
    ]:
        line = first + next(i for i, line in enumerate(lines) if text in line)
        assert f"{__file__}:{line}: {name} is left out" in told
    assert sum("pure_callback is left out" in one for one in told) == 2


def test_effects_inside_of_a_primitive_of_a_library_are_left_out() -> None:
    def double(x: Any) -> Any:
        jax.debug.print("{x}", x=x)
        return [x * 2]

    primitive = Primitive("double")
    primitive.multiple_results = True
    primitive.def_impl(double)
    primitive.def_abstract_eval(lambda x: [x])
    with pytest.warns(UserWarning, match="debug_print is left out"):
        module = milcomplex.jax.export(lambda x: primitive.bind(x)[0], X, without_effects=True)
    np.testing.assert_array_equal(module.compile()(X), X * 2)


def test_refused_effect_names_the_option() -> None:
    def model(x: jax.Array) -> jax.Array:
        jax.debug.print("{x}", x=x)
        return x

    with pytest.raises(LoweringError, match="debug_print.*: without_effects=True leaves it out"):
        milcomplex.jax.export(model, X)


def test_callback_with_a_result_is_not_left_out() -> None:
    def model(x: jax.Array) -> Any:
        return lax.cond(x.real[0] > 0, lambda: jax.pure_callback(np.conj, x, x), lambda: x)

    with pytest.raises(LoweringError, match="pure_callback, is not supported"):
        milcomplex.jax.export(model, X, without_effects=True)
