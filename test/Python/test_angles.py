"""Sines and cosines of f32, run by IREE."""

from typing import Any

import ml_dtypes
import numpy as np
import pytest
from jax import numpy as jnp

import milcomplex.jax
from milcomplex import Module
from milcomplex.iree.preparation import prepare


def run(function: Any, *arguments: Any) -> Any:
    """Return what an exported function returns."""
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
