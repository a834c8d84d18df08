"""Reversed reads, of sizes that IREE tiles."""

from typing import Any

import iree.compiler
import jax
import jax.scipy.fft
import numpy as np
import pytest
import torch
from jax import lax
from jax import numpy as jnp
from test_jax import check
from test_torch import check as check_torch

from milcomplex import Module


def draw(*shape: int) -> Any:
    """Return complex numbers within the unit circle, the same every time."""
    z = np.random.default_rng(0).normal(size=(*shape, 2)) @ [1, 1j]
    return (z / (1 + np.abs(z))).astype(np.complex64)


def recur(left: Any, right: Any) -> Any:
    """Compose two steps of a linear recurrence."""
    return left[0] * right[0], left[1] * right[0] + right[1]


def norm(x: Any) -> Any:
    """Return the mean square of the magnitude."""
    return jnp.mean(jnp.abs(x) ** 2)


@pytest.mark.parametrize("size", [16, 33, 1000])
def test_backwards(size: int) -> None:
    def model(x: Any) -> Any:
        matrix = x[:, None] * x[:3]
        return {
            "flip": x[::-1],
            "flip of integers": jnp.flip(jnp.arange(size, dtype=jnp.int8) + x.real.astype("int8")),
            "flip of rows": jnp.flip(matrix, 0),
            "flip of both": jnp.flip(matrix) * 2,
            "rot90": jnp.rot90(matrix),
            "cumsum": lax.cumsum(x, reverse=True),
            "scan": lax.scan(lambda h, x: (h * 0.5j + x, h), 0j * x[0], x, reverse=True)[1],
            "associative": lax.associative_scan(recur, (x, x + 1), reverse=True),
            "convolve": jnp.convolve(x, x[:7]),
            "dct": jax.scipy.fft.idct(jax.scipy.fft.dct(x.real)),
            "hermitian": jnp.concatenate([x, jnp.conj(x[-2:0:-1])]),
        }

    check(model, draw(size))


@pytest.mark.parametrize("size", [16, 100])
def test_derivatives_run_backwards(size: int) -> None:
    def model(x: Any) -> Any:
        return {
            "flip": jax.grad(lambda x: norm(x[::-1] * x))(x),
            "cumsum": jax.grad(lambda x: norm(jnp.cumsum(x)))(x),
            "convolve": jax.grad(lambda x: norm(jnp.convolve(x, x[:7])))(x),
        }

    check(model, draw(size), rtol=1e-4)


@pytest.mark.parametrize("size", [16, 100])
def test_backwards_in_pytorch(size: int) -> None:
    def model(x: Any) -> Any:
        matrix = x[:, None] * x[:3]
        return {
            "flip": x.flip(0),
            "flip of both": matrix.flip(0, 1) * 2,
            "rot90": torch.rot90(matrix),
            "hermitian": torch.fft.hfft(x),
        }

    check_torch(model, torch.from_numpy(draw(size)))


@pytest.mark.parametrize(
    "map, sources",
    [
        ("-d0 + 99", range(99, -1, -1)),
        ("-d0 * 2 + 198", range(198, -1, -2)),
        ("d0 floordiv 2", [i // 2 for i in range(100)]),
        ("d0 mod 4", [i % 4 for i in range(100)]),
    ],
)
def test_maps_of_a_module(map: str, sources: Any) -> None:
    size = max(sources) + 1
    mlir = f"""
#read = affine_map<(d0) -> ({map})>
#each = affine_map<(d0) -> (d0)>
func.func @main(%x: tensor<{size}xf32>) -> tensor<100xf32> {{
  %e = tensor.empty() : tensor<100xf32>
  %y = linalg.generic {{indexing_maps = [#read, #each], iterator_types = ["parallel"]}}
      ins(%x : tensor<{size}xf32>) outs(%e : tensor<100xf32>) {{
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  }} -> tensor<100xf32>
  return %y : tensor<100xf32>
}}
"""
    x = np.arange(size, dtype=np.float32)
    np.testing.assert_array_equal(Module.from_mlir(mlir).compile()(x), x[list(sources)])
    # The maps that milc-read-by-index is for.
    with pytest.raises(iree.compiler.CompilerToolError):
        iree.compiler.compile_str(mlir, target_backends=["llvm-cpu"])
