"""Modules of StableHLO, and what JAX has lowered or exported."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jax
import numpy as np
import pytest
from jax import lax
from jax import numpy as jnp

import milcomplex
import milcomplex.jax
from milcomplex import LoweringError, Module

Z = np.array([3 - 1j, 1 + 2j, -2, 5j], np.complex64)
INDICES = np.array([1, -2, 7], np.int32)


def transform(z: Any) -> Any:
    """Return a product of a transform and sorted numbers."""
    return jnp.fft.fft(z) * jnp.sort(z.real)


def compute(weights: dict[str, Any], x: Any, *, i: Any) -> Any:
    """Return what StableHLO's passes do not convert, and loops with it."""
    return {
        "spectra": (jnp.fft.rfft(x), jnp.fft.irfft(x + 1j), jnp.fft.ifft2(x.reshape(2, -1) + 1j)),
        "sorted": jnp.sort(x) * weights["w"],
        "order": jnp.argsort(-x),
        "keys": lax.sort([jnp.round(x), x, -x], num_keys=2),
        "complex": jnp.sort(x[::-1] + 1j * x),
        "largest": lax.top_k(x, 3),
        "sums": jnp.zeros(5).at[i].add(x[:3]),
        "rows": jnp.ones((5, 2)).at[i].multiply(jnp.stack([x[:3], x[1:4]], 1), mode="drop"),
        "columns": jnp.zeros((2, 6)).at[:, i].set(x[:3]),
        "maxima": jnp.zeros(5).at[i].max(x[:3]),
        "functions": jnp.exp(x + 1j) + jnp.arcsin(x + 2j) + jnp.log(x + 1j) ** 1.5,
        "loop": lax.fori_loop(0, 3, lambda k, carry: carry * 2 + jnp.sort(carry), x),
        "branch": lax.cond(x[0] > 0, jnp.sort, lambda x: x, x),
        "running": (jnp.cumsum(x), jnp.flip(x), jnp.max(x)),
    }


LOWERINGS: list[Callable[..., Any]] = [
    lambda jitted, *arguments, **keywords: jitted.lower(*arguments, **keywords),
    lambda jitted, *arguments, **keywords: jax.export.export(jitted)(*arguments, **keywords),
]


@pytest.mark.parametrize("lower", LOWERINGS)
def test_what_jax_has_lowered_is_called_as_the_function(lower: Callable[..., Any]) -> None:
    weights = {"w": np.full(8, 2, np.float32), "unused": np.ones(3, np.float32)}
    x = np.array([3, -1, 2, 0.5, -0.0, 0.25, 7, 3], np.float32)
    module = milcomplex.jax.export(lower(jax.jit(compute), weights, x, i=INDICES))
    assert [value.name for value in module.signature.inputs] == ["[0]['w']", "[1]", "['i']"]
    found = module.compile()(weights, x, i=INDICES)
    expected = compute(weights, x, i=INDICES)
    assert jax.tree.map(np.shape, found) == jax.tree.map(np.shape, expected)
    for y, wanted in zip(jax.tree.leaves(found), jax.tree.leaves(expected), strict=True):
        assert y.dtype == wanted.dtype
        np.testing.assert_allclose(y, wanted, rtol=1e-5, atol=1e-5)


def test_what_is_lowered_has_its_arguments() -> None:
    lowered = jax.jit(transform).lower(Z)
    with pytest.raises(TypeError, match="has its arguments and effects already"):
        milcomplex.jax.export(lowered, Z)


def test_module_is_read_in_every_form(tmp_path: Path) -> None:
    exported = jax.export.export(jax.jit(transform))(Z)
    bytecode = io.BytesIO()
    lowered: Any = jax.jit(transform).lower(Z).compiler_ir("stablehlo")
    lowered.operation.write_bytecode(bytecode)
    text, artifact = tmp_path / "text.mlir", tmp_path / "artifact.mlirbc"
    text.write_text(exported.mlir_module())
    artifact.write_bytes(exported.mlir_module_serialized)
    forms = [exported.mlir_module(), exported.mlir_module_serialized, bytecode.getvalue()]
    for form in [*forms, text, artifact]:
        found = Module.from_mlir(form).compile()(Z)
        np.testing.assert_allclose(found, transform(Z), rtol=1e-5)


def test_module_is_lowered_and_explained() -> None:
    text = jax.jit(transform).lower(Z).as_text()
    assert "complex<" not in milcomplex.lower(text)
    assert "milcomplex.fft" in str(milcomplex.explain(text))


def test_unsupported_op_is_named() -> None:
    text = jax.jit(lambda x: jnp.linalg.qr(x)[0]).lower(np.ones((3, 3), np.float32)).as_text()
    with pytest.raises(LoweringError, match="of 'lapack_sgeqrf_ffi' is not.*: export the function"):
        Module.from_mlir(text)


SORT = """
func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {{
  %y = "stablehlo.sort"(%x) ({{
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %less = stablehlo.compare {comparison} : (tensor<f32>, tensor<f32>) -> tensor<i1>
    stablehlo.return %less : tensor<i1>
  }}) {{dimension = 0 : i64, is_stable = true}} : (tensor<4xf32>) -> tensor<4xf32>
  return %y : tensor<4xf32>
}}
"""


def test_sort_in_decreasing_order() -> None:
    x = np.array([1, -2, np.nan, 3], np.float32)
    found = Module.from_mlir(SORT.format(comparison="GT, %a, %b")).compile()(x)
    np.testing.assert_array_equal(found, [np.nan, 3, 1, -2])


def test_sort_in_total_order() -> None:
    x = np.array([0, -0.0, 0, -0.0], np.float32)
    for direction, step in (("LT", 1), ("GT", -1)):
        comparison = f"{direction}, %a, %b, TOTALORDER"
        found = Module.from_mlir(SORT.format(comparison=comparison)).compile()(x)
        np.testing.assert_array_equal(np.signbit(found), [True, True, False, False][::step])


@pytest.mark.parametrize("comparison", ["LT, %b, %a", "LE, %a, %b", "LT, %a, %a"])
def test_sort_by_another_comparison_is_refused(comparison: str) -> None:
    with pytest.raises(LoweringError, match="increasing or decreasing order of its first"):
        Module.from_mlir(SORT.format(comparison=comparison))


@pytest.mark.parametrize("name", ["negate", "abs", "real"])
def test_sort_by_what_is_computed_is_refused(name: str) -> None:
    element = "complex<f32>" if name == "real" else "f32"
    lines = "".join(
        f"    %{key} = stablehlo.{name} %{x} : (tensor<{element}>) -> tensor<f32>\n"
        for key, x in ("ca", "db")
    )
    text = SORT.format(comparison="LT, %c, %d").replace("    %less", lines + "    %less")
    text = text.replace("4xf32", f"4x{element}").replace("b: tensor<f32>", f"b: tensor<{element}>")
    text = text.replace("a: tensor<f32>", f"a: tensor<{element}>")
    with pytest.raises(LoweringError, match="compute what it compares before"):
        Module.from_mlir(text)


TOP_K = """
func.func @main(%x: tensor<?xf32>) -> (tensor<3xf32>, tensor<3xi32>) {
  %y:2 = chlo.top_k(%x, k = 3) : tensor<?xf32> -> (tensor<3xf32>, tensor<3xi32>)
  return %y#0, %y#1 : tensor<3xf32>, tensor<3xi32>
}"""


def test_largest_of_a_dynamic_size() -> None:
    compiled = Module.from_mlir(TOP_K).compile()
    for size in (3, 4, 9):
        x = np.sin(np.arange(size, dtype=np.float32))
        for found, expected in zip(compiled(x), lax.top_k(x, 3), strict=True):
            np.testing.assert_array_equal(found, expected)


def test_scatter_with_another_body_is_refused() -> None:
    module = """
    func.func @main(%x: tensor<4xf32>, %i: tensor<1xi32>, %u: tensor<f32>) -> tensor<4xf32> {
      %y = "stablehlo.scatter"(%x, %i, %u) ({
      ^bb0(%a: tensor<f32>, %b: tensor<f32>):
        %c = stablehlo.subtract %b, %a : tensor<f32>
        stablehlo.return %c : tensor<f32>
      }) {scatter_dimension_numbers = #stablehlo.scatter<inserted_window_dims = [0],
        scatter_dims_to_operand_dims = [0]>} :
        (tensor<4xf32>, tensor<1xi32>, tensor<f32>) -> tensor<4xf32>
      return %y : tensor<4xf32>
    }"""
    with pytest.raises(LoweringError, match="body must be one op of its arguments"):
        Module.from_mlir(module)


CAST = """
func.func @main(%x: tensor<2x2xcomplex<f32>>) -> tensor<{to}> {{
  %y = stablehlo.bitcast_convert %x : (tensor<2x2xcomplex<f32>>) -> tensor<{to}>
  return %y : tensor<{to}>
}}"""


def test_bits_of_complex_numbers_are_cast_to_their_own_type() -> None:
    compiled = Module.from_mlir(CAST.format(to="2x2xcomplex<f32>")).compile()
    np.testing.assert_array_equal(compiled(Z.reshape(2, 2)), Z.reshape(2, 2))
    with pytest.raises(LoweringError, match="cast to their own type only"):
        Module.from_mlir(CAST.format(to="2xcomplex<f64>"))


BROADCAST = """
func.func @main(%x: tensor<?xcomplex<f32>>, %y: tensor<?x?xcomplex<f32>>)
    -> tensor<?x?xcomplex<f32>> {
  %m = stablehlo.get_dimension_size %y, dim = 0 : (tensor<?x?xcomplex<f32>>) -> tensor<i32>
  %n = stablehlo.get_dimension_size %y, dim = 1 : (tensor<?x?xcomplex<f32>>) -> tensor<i32>
  %p = stablehlo.reshape %m : (tensor<i32>) -> tensor<1xi32>
  %q = stablehlo.reshape %n : (tensor<i32>) -> tensor<1xi32>
  %s = stablehlo.concatenate %p, %q, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
  %z = stablehlo.dynamic_broadcast_in_dim %x, %s, dims = [1]
      : (tensor<?xcomplex<f32>>, tensor<2xi32>) -> tensor<?x?xcomplex<f32>>
  %r = stablehlo.multiply %z, %y : tensor<?x?xcomplex<f32>>
  return %r : tensor<?x?xcomplex<f32>>
}"""


@pytest.mark.parametrize("size", [1, 3])
def test_dynamic_size_of_one_is_broadcast(size: int) -> None:
    compiled = Module.from_mlir(BROADCAST).compile()
    x, y = Z[:size], np.stack([Z[:3], Z[1:]])
    np.testing.assert_allclose(compiled(x, y), x * y, rtol=1e-6)


RESHAPE = """
func.func @main(%x: tensor<{0}xcomplex<f32>>, %s: tensor<2xi32>) -> tensor<{1}xcomplex<f32>> {{
  %y = stablehlo.dynamic_reshape %x, %s
      : (tensor<{0}xcomplex<f32>>, tensor<2xi32>) -> tensor<{1}xcomplex<f32>>
  %z = stablehlo.exponential %y : tensor<{1}xcomplex<f32>>
  return %z : tensor<{1}xcomplex<f32>>
}}"""


@pytest.mark.parametrize("source", ["?", "4", "1x4", "?x1", "2x?"])
@pytest.mark.parametrize("target", ["?x?", "?x2", "2x2"])
def test_dynamic_shapes_are_read_from_arguments(source: str, target: str) -> None:
    shape = {"1x4": (1, 4), "?x1": (4, 1), "2x?": (2, 2)}.get(source, (4,))
    compiled = Module.from_mlir(RESHAPE.format(source, target)).compile()
    found = compiled(Z.reshape(shape), np.array([2, 2], np.int32))
    np.testing.assert_allclose(found, np.exp(Z).reshape(2, 2), rtol=1e-5)


def test_dynamic_size_is_refused_at_its_op() -> None:
    module = """
    func.func @main(%x: tensor<?xf32>) -> tensor<?xf32> {
      %y = stablehlo.reduce_precision %x, format = e5m10 : tensor<?xf32>
      return %y : tensor<?xf32>
    }"""
    with pytest.raises(LoweringError, match="'stablehlo.reduce_precision' op.*must be static"):
        Module.from_mlir(module)


def test_what_does_not_parse_is_refused() -> None:
    with pytest.raises(LoweringError, match="not a module of StableHLO"):
        Module.from_mlir("%0 = stablehlo.nothing")
