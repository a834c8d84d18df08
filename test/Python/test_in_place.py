"""Writes into tensors, run by IREE, which performs them in place."""

from typing import Any

import jax
import numpy as np
import pytest
import torch
from jax import lax
from jax import numpy as jnp
from jax.experimental import ode
from test_jax import check
from test_torch import check as check_torch
from test_torch import compare

import milcomplex.jax
import milcomplex.torch
from milcomplex import Module
from milcomplex.backends.iree.preparation import prepare

X = np.arange(12, dtype=np.float32).reshape(3, 4)
Z = (X + 1j * X[::-1]).astype(np.complex64)
SOLVE: Any = ode.odeint
BARRIER = "util.optimization_barrier"


def write_update(source: str) -> str:
    """Return a module that inserts two elements into a tensor of four."""
    return f"""
#each = affine_map<(d0) -> (d0)>
func.func @main(%a: tensor<4xf32>, %b: tensor<2xf32>) -> tensor<4xf32> {{
  %c0 = arith.constant 0 : index
  %a1 = arith.negf %a : tensor<4xf32>
  %b1 = arith.negf %b : tensor<2xf32>
  {source}
  %r = tensor.insert_slice %s into %a1[1] [2] [1] : tensor<2xf32> into tensor<4xf32>
  return %r : tensor<4xf32>
}}
"""


def test_what_does_not_write_is_returned_as_it_is() -> None:
    mlir = "func.func @main(%a: tensor<4xf32>) -> tensor<4xf32> { return %a : tensor<4xf32> }"
    assert prepare(mlir) is mlir


def test_what_iree_does_not_read_is_returned_as_it_is() -> None:
    mlir = '"tensor.insert_slice"() : () -> ()'
    assert prepare(mlir) is mlir


def test_source_that_does_not_read_the_destination_has_no_barrier() -> None:
    mlir = write_update("%s = math.exp %b1 : tensor<2xf32>")
    assert BARRIER not in prepare(mlir)


@pytest.mark.parametrize(
    "source",
    [
        "%s = tensor.extract_slice %a1[2] [2] [1] : tensor<4xf32> to tensor<2xf32>",
        """%x = tensor.generate {
           ^bb0(%i: index):
             %n = tensor.extract %a1[%i] : tensor<4xf32>
             tensor.yield %n : f32
           } : tensor<2xf32>
           %s = math.exp %x : tensor<2xf32>""",
        """%s = linalg.generic {indexing_maps = [#each], iterator_types = ["parallel"]}
               outs(%b1 : tensor<2xf32>) {
           ^bb0(%out: f32):
             %n = tensor.extract %a1[%c0] : tensor<4xf32>
             linalg.yield %n : f32
           } -> tensor<2xf32>""",
    ],
    ids=["operand", "captured value, through another op", "captured value"],
)
def test_source_that_reads_the_destination_has_a_barrier(source: str) -> None:
    assert prepare(write_update(source)).count(f"= {BARRIER} ") == 1


def test_part_of_a_tensor_goes_elsewhere_in_it() -> None:
    def swap(x: Any) -> Any:
        y = jnp.moveaxis(x, 0, 1) + 1
        return y.at[1:3].set(y[1:3, ::-1])

    check(swap, X)
    check(swap, Z)

    def shift(x: Any, i: Any) -> Any:
        y = x.T @ x
        return lax.dynamic_update_slice(y, lax.rev(y, (0, 1))[:2], (i, i))

    check(shift, X, np.int32(1))
    check(shift, Z, np.int32(1))


def test_part_of_a_tensor_goes_elsewhere_in_it_in_pytorch() -> None:
    def swap(x: torch.Tensor) -> torch.Tensor:
        y = x * x
        y[1] = y[1].flip(0)
        y[1:, ::2] = y[:-1, 1::2]
        return y

    check_torch(swap, torch.from_numpy(X))
    check_torch(swap, torch.from_numpy(Z))


def test_two_write_into_zeros_of_a_dynamic_size() -> None:
    def model(x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        y, z = torch.zeros_like(x), torch.zeros_like(x)
        y[:, ::2] = x[:, ::2]
        z[:, 1::2] = x[:, 1::2]
        return y, z

    batch = {0: torch.export.Dim("batch")}
    for x in map(torch.from_numpy, (X, Z)):
        compiled = milcomplex.torch.export(model, x, dynamic_shapes=[batch]).compile()
        compare(compiled(x[:2]), model(x[:2]))


@pytest.mark.parametrize("size", [4, 1 << 20])
@pytest.mark.parametrize("dtype", [np.int32, np.float32, np.complex64])
def test_two_write_into_numbers_that_no_argument_decides(size: int, dtype: Any) -> None:
    def model(a: Any, b: Any) -> Any:
        x = jnp.arange(size).astype(dtype)
        return x.at[0].set(a) + 2 * x.at[1].set(b) + x

    check(model, dtype(5), dtype(7))


def test_two_write_into_numbers_of_a_dynamic_size_that_no_argument_decides() -> None:
    module = Module.from_mlir("""
#each = affine_map<(d0) -> (d0)>
func.func @main(%a: tensor<1xf32>, %b: tensor<1xf32>, %n: index)
    -> (tensor<?xf32>, tensor<?xf32>) {
  %c = arith.constant 3000000 : index
  %e = tensor.empty(%c) : tensor<?xf32>
  %x = linalg.generic {indexing_maps = [#each], iterator_types = ["parallel"]}
      outs(%e : tensor<?xf32>) {
  ^bb0(%out: f32):
    %i = linalg.index 0 : index
    %j = arith.index_cast %i : index to i32
    %k = arith.sitofp %j : i32 to f32
    linalg.yield %k : f32
  } -> tensor<?xf32>
  %y = tensor.insert_slice %a into %x[%n] [1] [1] : tensor<1xf32> into tensor<?xf32>
  %z = tensor.insert_slice %b into %x[%n] [1] [1] : tensor<1xf32> into tensor<?xf32>
  return %y, %z : tensor<?xf32>, tensor<?xf32>
}
""")
    one, two = np.ones(1, np.float32), np.full(1, 2, np.float32)
    y, z = module.compile()(one, two, 5)
    assert y[5] == 1 and z[5] == 2 and y[6] == z[6] == 6


def test_source_of_a_dynamic_size_reads_what_it_goes_into() -> None:
    module = Module.from_mlir("""
#each = affine_map<(d0, d1) -> (d0, d1)>
func.func @main(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %n = tensor.dim %x, %c0 : tensor<?x4xf32>
  %a = arith.addf %x, %x : tensor<?x4xf32>
  %e = tensor.empty(%n) : tensor<?x2xf32>
  %s = linalg.generic {indexing_maps = [#each], iterator_types = ["parallel", "parallel"]}
      outs(%e : tensor<?x2xf32>) {
  ^bb0(%out: f32):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %k = arith.addi %j, %c1 : index
    %number = tensor.extract %a[%i, %k] : tensor<?x4xf32>
    %negated = arith.negf %number : f32
    linalg.yield %negated : f32
  } -> tensor<?x2xf32>
  %r = tensor.insert_slice %s into %a[0, 0] [%n, 2] [1, 1] : tensor<?x2xf32> into tensor<?x4xf32>
  return %r : tensor<?x4xf32>
}
""")
    expected = 2 * X
    expected[:, :2] = -2 * X[:, 1:3]
    np.testing.assert_array_equal(module.compile()(X), expected)


def test_both_parts_of_a_loop_begin_at_zero() -> None:
    def solve(y: Any) -> Any:
        def step(_: Any, y: Any) -> Any:
            stages = jnp.zeros((3, 3), y.dtype).at[0].set(y)

            def add(i: Any, stages: Any) -> Any:
                return stages.at[i].set((y + stages[i - 1]) * 0.5j)

            return lax.fori_loop(1, 3, add, stages)[-1]

        return lax.fori_loop(0, 3, step, y)

    check(solve, Z[:, 0])


def test_differential_equation_of_a_complex_state() -> None:
    def solve(y: Any) -> Any:
        return SOLVE(lambda y, t: -1j * y * (1 + t), y, jnp.linspace(0, 1, 4))

    check(solve, Z[:, 0])


def test_derivative_of_a_differential_equation() -> None:
    def loss(y: Any) -> Any:
        states = SOLVE(lambda y, t: jnp.sin(t) * 1j * y, y, jnp.linspace(0, 1, 3))
        return jnp.sum(jnp.abs(states) ** 2)

    check(jax.grad(loss), Z[:2, 0])


@pytest.mark.parametrize("axes", [(1, 0), (0, 1)])
def test_transposes_behind_what_computes_both_parts(axes: tuple[int, int]) -> None:
    check_torch(lambda z: torch.exp(z).permute(axes).contiguous(), torch.from_numpy(Z))
    check_torch(lambda z: (-torch.exp(z)).conj().permute(axes) * 2, torch.from_numpy(Z))


def factor(a: Any) -> Any:
    """Return the Cholesky factor of a matrix of 3 rows, element by element."""
    rows: list[list[Any]] = [[0 * a[0, 0]] * 3 for _ in range(3)]
    for j in range(3):
        for i in range(j, 3):
            products = [rows[i][k] * jnp.conj(rows[j][k]) for k in range(j)]
            rest = a[i, j] - sum(products, 0j)
            rows[i][j] = jnp.sqrt(rest.real) + 0j if i == j else rest / rows[j][j]
    return jnp.stack([jnp.stack(row) for row in rows])


def test_real_elements_have_an_imaginary_part_of_their_own() -> None:
    # IREE makes one kernel of what computes single elements, whose imaginary parts are equal.
    a = (Z[:, :3] @ Z[:, :3].conj().T / 50 + 3 * np.eye(3)).astype(np.complex64)
    for model in (factor, jax.grad(lambda a: jnp.real(factor(a) * (1 + 2j)).sum())):
        found = milcomplex.jax.export(model, a).compile("llvm-cpu")(a)
        np.testing.assert_allclose(found, model(a), rtol=1e-4, atol=1e-4)
