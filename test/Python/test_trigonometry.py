"""Sines, cosines and arctangents of f32, and functions that use them, run by IREE."""

from typing import Any

import ml_dtypes
import numpy as np
import pytest
from jax import numpy as jnp

import milcomplex.jax
from milcomplex import Module
from milcomplex.backends.iree.preparation import prepare


def run(function: Any, *arguments: Any) -> Any:
    """Return the result of an exported function."""
    return milcomplex.jax.export(function, *arguments).compile()(*arguments)


def count_ulps(found: Any, expected: Any) -> float:
    """Return the largest error in units of the last place of f32."""
    expected = np.asarray(expected, np.float64)
    error = np.abs(np.asarray(found, np.float64) - expected)
    return float(np.max(error / np.spacing(np.abs(expected).astype(np.float32))))


@pytest.mark.parametrize("largest", [1e-3, 1.0, 100.0, 1e4, 3e6])
def test_sines_and_cosines_are_accurate(largest: float) -> None:
    x = np.linspace(-largest, largest, 20011, dtype=np.float32)
    sine, cosine = run(lambda x: (jnp.sin(x), jnp.cos(x)), x)
    assert count_ulps(sine, np.sin(x.astype(np.float64))) < 2.5
    assert count_ulps(cosine, np.cos(x.astype(np.float64))) < 2.5


def test_angles_near_multiples_of_pi_are_accurate() -> None:
    x = np.array([355, 710, 22, 333, 103993, 104348, np.pi, np.pi / 2, 3 * np.pi / 2], np.float32)
    sine, cosine = run(lambda x: (jnp.sin(x), jnp.cos(x)), x)
    assert count_ulps(sine, np.sin(x.astype(np.float64))) < 2.5
    assert count_ulps(cosine, np.cos(x.astype(np.float64))) < 2.5


def test_special_angles() -> None:
    x = np.array([0, -0.0, np.inf, -np.inf, np.nan, 1e-30], np.float32)
    sine, cosine = run(lambda x: (jnp.sin(x), jnp.cos(x)), x)
    np.testing.assert_array_equal(
        sine, np.array([0, -0.0, np.nan, np.nan, np.nan, 1e-30], np.float32)
    )
    np.testing.assert_array_equal(np.signbit(sine[:2]), [False, True])
    np.testing.assert_array_equal(cosine, [1, 1, np.nan, np.nan, np.nan, 1])


def test_no_sine_is_beyond_one() -> None:
    x = np.array([1e8, -1e10, 1e20, 3e38], np.float32)
    for y in run(lambda x: (jnp.sin(x), jnp.cos(x)), x):
        assert np.max(np.abs(y)) <= 1


def test_phases_are_accurate() -> None:
    x = np.linspace(-1e5, 1e5, 20011, dtype=np.float32)
    found = run(lambda x: jnp.exp(1j * x), x)
    np.testing.assert_allclose(found, np.exp(1j * x.astype(np.float64)), 0, 2e-7)


def test_arctangents_are_accurate() -> None:
    rng = np.random.default_rng(0)
    numbers = rng.normal(size=(2, 100_000)) * np.exp(5 * rng.normal(size=(2, 100_000)))
    y, x = numbers.astype(np.float32)
    expected = np.arctan2(y.astype(np.float64), x.astype(np.float64))
    assert count_ulps(run(jnp.arctan2, y, x), expected) < 3


def test_special_arctangents() -> None:
    numbers = [0, -0.0, 1, -1, np.inf, -np.inf, np.nan, 3e38, -3e38, 1e-30]
    y, x = np.meshgrid(*[np.array(numbers, np.float32)] * 2)
    found, expected = run(jnp.arctan2, y, x), np.arctan2(y, x)
    # A subnormal number may be flushed to zero.
    np.testing.assert_allclose(found, expected, 3e-7, 1e-37)
    is_number = ~np.isnan(expected)
    np.testing.assert_array_equal(np.signbit(found[is_number]), np.signbit(expected[is_number]))


FUNCTIONS = """
exp log sqrt sin cos tan sinh cosh tanh arcsin arccos arctan arcsinh arccosh arctanh expm1 log1p
log2 log10 reciprocal square
""".split()


def test_complex_functions_are_accurate() -> None:
    rng = np.random.default_rng(0)
    parts = np.clip(rng.normal(size=(2, 20_000)) * np.exp(2 * rng.normal(size=20_000)), -80, 80)
    z = (parts[0] + 1j * parts[1]).astype(np.complex64)
    results = run(lambda z: [getattr(jnp, name)(z) for name in FUNCTIONS], z)
    for name, found in zip(FUNCTIONS, results, strict=True):
        expected = getattr(np, name)(z.astype(np.complex128))
        # IREE may flush smaller numbers to zero.
        kept = np.abs(expected) > 1e-30
        error = np.abs(np.asarray(found).astype(np.complex128) - expected)
        ulps = error / np.spacing(np.abs(expected).astype(np.float32))
        assert np.max(ulps[kept]) < 4, name


def test_tensors_of_a_dynamic_size() -> None:
    module = Module.from_mlir("""
func.func @main(%x: tensor<?xf32>) -> tensor<?xf32> {
  %y = math.sin %x : tensor<?xf32>
  return %y : tensor<?xf32>
}
""")
    x = np.linspace(-100, 100, 101, dtype=np.float32)
    assert count_ulps(module.compile()(x), np.sin(x.astype(np.float64))) < 2.5


@pytest.mark.parametrize("type", [np.float64, np.float16, ml_dtypes.bfloat16])
def test_other_formats_are_left_alone(type: Any) -> None:
    element = {"float64": "f64", "float16": "f16", "bfloat16": "bf16"}[np.dtype(type).name]
    mlir = f"""
func.func @main(%x: {element}) -> {element} {{
  %y = math.cos %x : {element}
  return %y : {element}
}}
"""
    assert "math.cos" in prepare(mlir)
