"""Loops and branches of JAX, exported and run, against JAX."""

from typing import Any

import jax
import numpy as np
import pytest
from jax import lax
from jax import numpy as jnp
from test_jax import check

import milcomplex.jax

X = np.array([1 + 2j, -0.5 + 0.5j, 0.25 - 1j], np.complex64)


def test_while_loop() -> None:
    def model(x: Any) -> Any:
        def step(state: Any) -> Any:
            n, z = state
            return n + 1, z * (0.5 + 0.25j)

        return lax.while_loop(lambda state: jnp.max(jnp.abs(state[1])) > 0.1, step, (0, x))

    check(model, X)
    check(model, X[0])


def test_loop_that_only_its_condition_reads() -> None:
    def model(x: Any) -> Any:
        def step(state: Any) -> Any:
            z, _ = state
            return z / 2, jnp.max(jnp.abs(z))

        return lax.while_loop(lambda state: state[1] > 0.1, step, (x, np.float32(1)))[0]

    check(model, X)


def test_fori_loop_of_as_many_steps_as_an_argument_says() -> None:
    check(lambda n, x: lax.fori_loop(0, n, lambda i, x: x * 1j + i, x), np.int32(5), X)


def test_loops_that_hand_on_a_value_in_the_place_of_another() -> None:
    def add(state: Any, _: Any) -> Any:
        return (state[1], state[0] + state[1]), None

    check(lambda a, b: lax.scan(add, (a, b), None, length=5)[0], X, 2 * X)

    def swap(n: Any, a: Any, b: Any) -> Any:
        def step(state: Any) -> Any:
            i, x, y = state
            return i + 1, y, x * 1j

        return lax.while_loop(lambda state: state[0] < n, step, (0, a, b))

    check(swap, np.int32(5), X, 2 * X)

    def loss(a: Any, b: Any) -> Any:
        product = lax.fori_loop(0, 4, lambda _, state: (state[1], state[0] * state[1]), (a, b))
        return jnp.sum(jnp.abs(product[0]))

    check(jax.grad(loss, argnums=(0, 1)), X, X / 2)


@pytest.mark.parametrize("type", [np.int8, np.int16, np.int32, np.int64])
def test_counters_of_any_width_may_begin_below_zero(type: Any) -> None:
    def model(n: Any, x: Any) -> Any:
        return lax.while_loop(lambda state: state[0] < 3, lambda s: (s[0] + 1, s[1] + 1j), (n, x))

    with jax.enable_x64(type is np.int64):
        check(model, type(-2), X)


def test_scan() -> None:
    def model(h: Any, xs: Any) -> Any:
        return lax.scan(lambda h, x: (h * 0.5j + x, (h.real, {"x": x * h})), h, xs)

    xs = np.stack([X, 2 * X, X * X, -X])
    check(model, X, xs)
    check(lambda h, xs: lax.scan(lambda h, x: (h + x, h), h, xs, reverse=True), X, xs)


def test_cond() -> None:
    check(lambda p, x: lax.cond(p, jnp.exp, lambda x: x * 1j, x), True, X)
    check(lambda p, x: lax.cond(p, lambda: x, lambda: -x), False, X[0])


def test_switch_clamps_its_index() -> None:
    branches = [jnp.sin, jnp.conj, lambda x: x @ x + x]

    def model(k: Any, x: Any) -> Any:
        return lax.switch(k, branches, x)

    compiled = milcomplex.jax.export(model, np.int32(0), X).compile()
    for index in range(-1, 4):
        found = compiled(np.int32(index), X)
        np.testing.assert_allclose(found, model(index, X), 1e-5)


def test_nested_loops() -> None:
    def model(x: Any) -> Any:
        def outer(i: Any, z: Any) -> Any:
            inner = lax.fori_loop(0, i, lambda j, w: w * 0.5 + j, z)
            return lax.cond(i % 2 == 0, lambda: inner, lambda: inner * 1j)

        return lax.fori_loop(0, 4, outer, x)

    check(model, X)


def test_batch_of_loops() -> None:
    check(jax.vmap(lambda z: lax.while_loop(lambda z: jnp.abs(z) > 0.1, lambda z: z / 2, z)), X)
    check(jax.vmap(lambda p, z: lax.cond(p, jnp.exp, jnp.sin, z)), np.array([1, 0, 1], bool), X)


def test_gradient_of_a_loop() -> None:
    def loss(x: Any) -> Any:
        _, ys = lax.scan(lambda h, x: (jnp.tanh(h * 0.5j + x), h), 0j * x[0], x)
        return jnp.sum(jnp.abs(ys) ** 2)

    check(jax.grad(loss), X)


def test_associative_scan() -> None:
    def combine(left: Any, right: Any) -> Any:
        return left[0] * right[0], left[1] * right[0] + right[1]

    xs = np.tile(X, 3)
    check(lambda a, b: lax.associative_scan(combine, (a, b)), xs, xs[::-1].copy(), rtol=1e-4)


def test_results_of_a_scan_that_are_not_used() -> None:
    def halve(z: Any) -> Any:
        return jax.lax.scan(lambda c, _: (c * 0.5, c), z, None, length=2)[0]

    def model(condition: Any, z: Any) -> Any:
        return jax.lax.cond(condition, halve, lambda z: z, z)

    z = np.arange(8).astype(np.complex64)
    compiled = milcomplex.jax.export(model, True, z).compile()
    np.testing.assert_array_equal(compiled(True, z), z / 4)
    np.testing.assert_array_equal(compiled(False, z), z)


def test_loop_reads_what_it_carries_while_it_computes_the_next() -> None:
    def power(x: Any, n: Any) -> Any:
        def step(y: Any, i: Any) -> tuple[Any, None]:
            return jax.lax.cond(i < n, lambda z: z @ z, lambda z: z, y), None

        return jax.lax.scan(step, x * 2, jnp.arange(4))[0]

    x = (np.eye(3) + 0.1 * np.arange(9).reshape(3, 3)).astype(np.float32)
    for n in range(5):
        check(power, x, np.int32(n))
