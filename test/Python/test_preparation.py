"""What is changed for IREE of slices and fills, and what it makes of them."""

from typing import Any

import jax.scipy.fft
import numpy as np
import pytest
import torch
from jax import lax
from test_jax import check
from test_torch import check as check_torch

from milcomplex.iree.preparation import prepare

X = np.arange(24, dtype=np.float32).reshape(4, 6)
Z = (X + 1j * X[::-1]).astype(np.complex64)


def write_generic(yielded: str) -> str:
    """Return a module of a linalg.generic on a constant."""
    return f"""
#scalar = affine_map<(d0) -> ()>
#each = affine_map<(d0) -> (d0)>
func.func @main(%n: index, %x: tensor<f32>) -> tensor<?xf32> {{
  %c = arith.constant dense<2.5> : tensor<f32>
  %e = tensor.empty(%n) : tensor<?xf32>
  %y = linalg.generic
      {{indexing_maps = [#scalar, #scalar, #each], iterator_types = ["parallel"]}}
      ins(%c, %x : tensor<f32>, tensor<f32>) outs(%e : tensor<?xf32>) {{
  ^bb0(%a: f32, %b: f32, %o: f32):
    {yielded}
  }} -> tensor<?xf32>
  return %y : tensor<?xf32>
}}
"""


def test_constant_that_is_moved_fills() -> None:
    prepared = prepare(write_generic("linalg.yield %a : f32"))
    assert "linalg.generic" not in prepared
    assert "linalg.fill ins(%cst" in prepared and "arith.constant 2.5" in prepared


@pytest.mark.parametrize(
    "yielded",
    [
        "linalg.yield %b : f32",
        "linalg.yield %o : f32",
        "%t = math.exp %a : f32 linalg.yield %t : f32",
    ],
)
def test_anything_else_does_not_fill(yielded: str) -> None:
    assert "linalg.fill" not in prepare(write_generic(yielded))


@pytest.mark.parametrize("combine, first", [(lax.add, 0j), (lax.mul, 1 + 0j)])
def test_windows_of_both_parts(combine: Any, first: complex) -> None:
    check(lambda x: lax.reduce_window(x, first, combine, (2, 3), (1, 1), "SAME"), Z / 8)


def test_slices_in_another_order() -> None:
    check(jax.scipy.fft.dctn, X)
    check(lambda x: jax.scipy.fft.dct(x, norm="ortho"), X)


def test_column_of_a_product_in_another_order() -> None:
    def model(x: Any) -> Any:
        y = x.T @ x
        y[:, 1] = y[:, 1].flip(0)
        return y[[5, 3, 0, 1], 1], y

    check_torch(model, torch.from_numpy(X) / 8)
    check_torch(model, torch.from_numpy(Z) / 8)
