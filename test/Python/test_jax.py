"""Exporting JAX functions: arguments, results, constants, types and errors."""

import functools
import inspect
from typing import Any

import jax
import ml_dtypes
import numpy as np
import pytest
from jax import numpy as jnp

import milcomplex.jax
from milcomplex import LoweringError

X = np.array([1 + 2j, -3 + 0.5j, 0.25 - 4j], np.complex64)


def run(function: Any, *arguments: Any, **keywords: Any) -> Any:
    """Export a function, compile it, and call it with the same arguments.

    The device with threads does not always wait for the results of a loop.
    """
    module = milcomplex.jax.export(function, *arguments, **keywords)
    return module.compile()(*arguments, **keywords)


def check(function: Any, *arguments: Any, rtol: float = 1e-5, **keywords: Any) -> None:
    """Compare the result of an exported function with JAX's."""
    found = run(function, *arguments, **keywords)
    expected = jax.jit(function)(*arguments, **keywords)
    structures: list[Any] = [jax.tree_util.tree_structure(x) for x in (found, expected)]
    assert structures[0] == structures[1]
    for x, y in zip(
        jax.tree_util.tree_leaves(found), jax.tree_util.tree_leaves(expected), strict=True
    ):
        assert x.dtype == y.dtype and x.shape == y.shape
        np.testing.assert_allclose(x, y, rtol, rtol * max(1, np.max(np.abs(y), initial=0)))


def test_names_are_the_paths_of_parameters_and_results() -> None:
    def model(params: Any, x: Any, *, scale: Any) -> Any:
        return {"y": [params["w"] @ x, x], "z": scale}

    params = {"b": X, "w": np.zeros((2, 3), np.complex64)}
    module = milcomplex.jax.export(model, params, X, scale=np.float32(2))
    assert [value.name for value in module.signature.inputs] == [
        "params['b']",
        "params['w']",
        "x",
        "scale",
    ]
    assert [value.name for value in module.signature.outputs] == ["['y'][0]", "['y'][1]", "['z']"]
    assert [part.part for part in module.signature.arguments] == ["real", "imag"] * 3 + ["whole"]


def test_single_result_is_named_result() -> None:
    module = milcomplex.jax.export(jnp.exp, X)
    assert [value.name for value in module.signature.outputs] == ["result"]


def test_result_has_no_complex_type() -> None:
    module = milcomplex.jax.export(lambda x: jnp.fft.fft(x) * 1j, X)
    assert "complex" not in module.mlir


def test_trees_go_in_and_come_out() -> None:
    def model(params: Any, pair: Any, flag: bool = True) -> Any:
        x, n = pair
        return {"a": (x * params["w"], [n + 1]), "b": None, "c": jnp.where(flag, x, -x)}

    check(model, {"w": X, "unused": np.float32(1)}, (X, 3), flag=False)


def test_arguments_may_be_numbers_and_arrays_of_jax_and_numpy() -> None:
    compiled = milcomplex.jax.export(lambda x, y: x * y, X, 2.0).compile()
    expected = X * np.float32(3)
    for x, y in ((X, 3.0), (jnp.asarray(X), jnp.float32(3)), (X.tolist(), 3)):
        x = np.asarray(x, np.complex64) if isinstance(x, list) else x
        result = compiled(x, y)
        assert isinstance(result, jax.Array)
        np.testing.assert_allclose(result, expected, 1e-6)


def test_shapes_and_types_are_enough() -> None:
    describe: Any = jax.ShapeDtypeStruct
    module = milcomplex.jax.export(jnp.conj, describe((3,), jnp.complex64))
    np.testing.assert_array_equal(module.compile()(X), X.conj())


def test_unused_arguments_are_accepted() -> None:
    check(lambda x, unused: -x, X, np.ones((2, 2), np.float32))


def test_other_trees_are_refused() -> None:
    compiled = milcomplex.jax.export(lambda x: x["a"], {"a": X}).compile()
    with pytest.raises(TypeError, match=r"accepts \(.*\), less what was static .* was given \("):
        compiled({"b": X})


def test_other_shapes_are_refused() -> None:
    compiled = milcomplex.jax.export(jnp.exp, X).compile()
    with pytest.raises(ValueError, match=r"argument 'x' has the shape \[3\]"):
        compiled(X[:2])


def test_jitted_functions_keep_their_static_arguments() -> None:
    @functools.partial(jax.jit, static_argnums=1)
    def power(x: Any, n: int) -> Any:
        for _ in range(n):
            x = x * x
        return x

    found = milcomplex.jax.export(power, X, 2).compile()(X)
    np.testing.assert_allclose(found, power(X, 2), 1e-5)


def test_result_may_be_of_a_class_that_takes_arrays_alone() -> None:
    @jax.tree_util.register_pytree_node_class
    class Pair:
        def __init__(self, x: Any, y: Any) -> None:
            assert x.shape == y.shape
            self.x, self.y = x, y

        def tree_flatten(self) -> Any:
            return (self.x, self.y), None

        @classmethod
        def tree_unflatten(cls, _: Any, children: Any) -> Any:
            return cls(*children)

    found = run(lambda x: Pair(x, x * 1j), X)
    np.testing.assert_array_equal(found.y, X * 1j)


def test_types_that_numpy_lacks_are_refused() -> None:
    with pytest.raises(ValueError, match="'x' must be of a type that NumPy has, but is of i4"):
        milcomplex.jax.export(lambda x: x, jnp.zeros(2, jnp.int4))


def test_options_reach_the_lowering() -> None:
    module = milcomplex.jax.export(jnp.fft.fft, X, lowering={"abi": "interleaved"})
    assert [part.shape for part in module.signature.arguments] == [(3, 2)]
    np.testing.assert_allclose(module.compile()(X), np.fft.fft(X), 1e-5)
    with pytest.raises(LoweringError, match="no-such-option"):
        milcomplex.jax.export(jnp.exp, X, lowering={"no_such_option": 1})


def test_constants_of_any_size() -> None:
    table = np.exp(1j * np.arange(50_000)).astype(np.complex64).reshape(1000, 50)
    module = milcomplex.jax.export(lambda k: jnp.asarray(table)[k], np.int32(3))
    assert len(module.mlir) < 3 * table.nbytes
    np.testing.assert_array_equal(module.compile()(np.int32(999)), table[999])
    check(lambda x: x * table[0, :3] + np.complex64(2j), X)


def test_double_precision() -> None:
    with jax.enable_x64(True):
        x = np.exp(1j * np.arange(6.0))
        check(lambda x: (jnp.fft.fft(x), jnp.sin(x) / x, jnp.log(x)), x, rtol=1e-14)


def test_double_results_stay_numpy_arrays_where_jax_would_narrow_them() -> None:
    with jax.enable_x64(True):
        compiled = milcomplex.jax.export(jnp.exp, np.array([1j, 2])).compile()
    result = compiled(np.array([1j, 2]))
    assert isinstance(result, np.ndarray) and result.dtype == np.complex128


@pytest.mark.parametrize("dtype", [np.float16, ml_dtypes.bfloat16])
def test_parts_of_half_precision(dtype: Any) -> None:
    x = np.array([1, 2, -3], dtype)
    module = milcomplex.jax.export(lambda x: jnp.exp(1j * x).real.astype(x.dtype), x)
    found = np.asarray(module.compile()(x))
    assert found.dtype == dtype
    np.testing.assert_allclose(found.astype(np.float32), np.cos([1, 2, -3]), 0, 0.01)


@pytest.mark.parametrize("dtype", [np.uint8, np.int32, np.bool_])
def test_integers_keep_their_signs(dtype: Any) -> None:
    x = np.array([200, 1, 0]).astype(dtype)

    def model(x: Any, z: Any) -> Any:
        n = jax.lax.while_loop(lambda n: n < 180, lambda n: n + 60, x[1].astype(np.uint8))
        return x, z * x, n, jnp.max(x), x > 1

    check(model, x, X)


@pytest.mark.parametrize("shape", [(), (3, 0, 2), (1, 1)])
def test_any_shape(shape: tuple[int, ...]) -> None:
    x = np.full(shape, 1 + 2j, np.complex64)
    check(lambda x: (jnp.sin(x), jnp.sum(x), x * x[None], jnp.concatenate([x[None]] * 2)), x)


@pytest.mark.parametrize("dtype", [bool, np.uint8, np.int32, np.float32, np.complex64])
def test_concatenations(dtype: Any) -> None:
    x = np.arange(6).astype(dtype).reshape(2, 3)

    def model(x: Any) -> Any:
        empty = x[:, :0]
        return (
            jnp.concatenate([x, x[:1]]),
            jnp.stack([x, x[::-1]], -1),
            jnp.concatenate([empty, x, empty, x[:, 1:]], 1),
            jnp.concatenate([empty, x, empty], 1),
            jnp.concatenate([empty, empty], 1),
            jax.lax.fori_loop(0, 3, lambda i, y: jnp.concatenate([y[1:], y[:1]]), x),
        )

    check(model, x)
    text = milcomplex.jax.export(model, x).mlir
    assert "tensor.concat" in text and "scf.if" not in text


def test_random_keys() -> None:
    def model(key: Any, x: Any) -> Any:
        key, other = jax.random.split(key)
        return x + jax.random.normal(other, x.shape, x.dtype), jax.random.key_data(key)

    key = jax.random.key(7)
    check(model, key, X)
    found = run(jax.random.split, key)
    assert found.dtype == key.dtype
    np.testing.assert_array_equal(
        jax.random.key_data(found), jax.random.key_data(jax.random.split(key))
    )


def find_line(function: Any, text: str) -> int:
    """Return the number of the line of a function that holds a text."""
    lines, first = inspect.getsourcelines(function)
    return first + next(i for i, line in enumerate(lines) if text in line)


def test_unsupported_operation_is_named_with_its_line() -> None:
    def model(x: Any) -> Any:
        y = jnp.exp(x)
        return jax.pure_callback(np.conj, y, y) + 1

    with pytest.raises(LoweringError, match="pure_callback") as raised:
        milcomplex.jax.export(model, X)
    (diagnostic,) = raised.value.diagnostics
    assert diagnostic.file == __file__
    assert diagnostic.line == find_line(model, "jax.pure_callback")


def test_unsupported_operation_in_a_nested_function_is_named_with_its_line() -> None:
    def model(x: Any) -> Any:
        @jax.jit
        def inner(x: Any) -> Any:
            return jax.pure_callback(np.sin, x, x)

        return jax.lax.fori_loop(0, 3, lambda i, y: y + inner(y), x)

    with pytest.raises(LoweringError, match="pure_callback") as raised:
        milcomplex.jax.export(model, np.ones(3, np.float32))
    assert raised.value.diagnostics[0].line == find_line(model, "pure_callback")


def test_what_jax_cannot_lower_is_named_with_its_line() -> None:
    def model(x: Any) -> Any:
        return jax.lax.linalg.schur(x, sort_eig_vals=True)

    with pytest.raises(LoweringError, match="sorted eigenvalues") as raised:
        milcomplex.jax.export(model, np.ones((3, 3), np.complex64))
    assert raised.value.diagnostics[0].file == __file__
    assert raised.value.diagnostics[0].line == find_line(model, "schur")


def test_errors_of_tracing_are_those_of_jax() -> None:
    with pytest.raises(jax.errors.TracerBoolConversionError):
        milcomplex.jax.export(lambda x: x if x.real[0] > 0 else -x, X)
