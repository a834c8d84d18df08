"""Slices and fills as they are prepared for IREE, and their results."""

from typing import Any

import jax.scipy.fft
import jax.scipy.linalg
import numpy as np
import pytest
import torch
from jax import lax
from test_jax import check
from test_torch import check as check_torch

from milcomplex.backends.iree.preparation import prepare

X = np.arange(24, dtype=np.float32).reshape(4, 6)
Z = (X + 1j * X[::-1]).astype(np.complex64)


def write_sum(yielded: str) -> str:
    """Return a module of a sum whose init a linalg.generic computes from a constant."""
    return f"""
#scalar = affine_map<(d0) -> ()>
#each = affine_map<(d0) -> (d0)>
#whole = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
func.func @main(%x: tensor<?x?xf32>, %n: index) -> tensor<?xf32> {{
  %c = arith.constant dense<2.5> : tensor<f32>
  %e = tensor.empty(%n) : tensor<?xf32>
  %y = linalg.generic {{indexing_maps = [#scalar, #each], iterator_types = ["parallel"]}}
      ins(%c : tensor<f32>) outs(%e : tensor<?xf32>) {{
  ^bb0(%a: f32, %o: f32):
    {yielded}
  }} -> tensor<?xf32>
  %z = linalg.generic {{indexing_maps = [#whole, #row], iterator_types = ["parallel", "reduction"]}}
      ins(%x : tensor<?x?xf32>) outs(%y : tensor<?xf32>) {{
  ^bb0(%a: f32, %o: f32):
    %s = arith.addf %a, %o : f32
    linalg.yield %s : f32
  }} -> tensor<?xf32>
  return %z : tensor<?xf32>
}}
"""


def test_sum_that_begins_with_a_constant_begins_with_a_fill() -> None:
    prepared = prepare(write_sum("linalg.yield %a : f32"))
    assert "linalg.fill ins(%cst" in prepared and "arith.constant 2.5" in prepared


@pytest.mark.parametrize(
    "yielded", ["linalg.yield %o : f32", "%t = math.exp %a : f32 linalg.yield %t : f32"]
)
def test_sum_that_begins_with_anything_else_does_not(yielded: str) -> None:
    assert "linalg.fill" not in prepare(write_sum(yielded))


def test_factors_of_a_hessenberg_form() -> None:
    def rebuild(x: Any) -> Any:
        h, q = jax.scipy.linalg.hessenberg(x, calc_q=True)
        return q @ h @ q.conj().T

    check(rebuild, Z[:, :4], rtol=1e-4)


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
