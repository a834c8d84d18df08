"""Locations of unsupported ops in PyTorch models, and the parsing of PyTorch's own errors."""

from collections.abc import Callable
from typing import Any

import pytest
import torch
from test_torch import draw
from test_torch_errors import find_line, refuse
from test_torch_shapes import TIME, check_dynamic
from torch import Tensor
from torch._higher_order_ops.while_loop import while_loop

Z = torch.ones(3, 4, dtype=torch.complex64)


def view_memory(x: Tensor) -> Tensor:
    """View the memory of a transpose."""
    return (x.T * 2).as_strided((2, 3), (3, 1))


def view_memory_from_the_start(x: Tensor) -> Tensor:
    """View memory before the tensor."""
    return x[1:].as_strided((2, 2), (4, 1), 0)


def view_memory_behind(x: Tensor) -> Tensor:
    """View memory after the tensor."""
    return x[:1].as_strided((3, 4), (4, 1))


def write_memory(x: Tensor) -> Tensor:
    """Write to the memory of a transpose."""
    y = x.T * 2
    y.as_strided((2, 2), (2, 1)).mul_(2)
    return y


@pytest.mark.parametrize("dtype", [torch.float32, torch.complex64])
@pytest.mark.parametrize(
    "model", [view_memory, view_memory_from_the_start, view_memory_behind, write_memory]
)
def test_memory_in_another_order_is_refused(
    model: Callable[[Tensor], Tensor], dtype: torch.dtype
) -> None:
    (diagnostic,) = refuse(model, Z.to(dtype)).diagnostics
    assert diagnostic.message == (
        "'aten.as_strided' needs a contiguous operand that holds all the memory that is seen"
    )
    assert diagnostic.file == __file__
    assert diagnostic.line == find_line(model, "as_strided(")


def test_memory_of_a_contiguous_tensor_is_seen() -> None:
    model = lambda x: (x * 2).as_strided((x.shape[1], 2), (1, 2), 1)  # noqa: E731
    check_dynamic(model, draw(3, 4), draw(3, 6), {1: TIME})


def branch(x: Tensor) -> Any:
    """Choose what to compute."""
    y = x + 1
    return torch.cond(y.real.sum() > 0, lambda y: y * 2, lambda y: y - 1, (y,))


def repeat(x: Tensor) -> Any:
    """Compute repeatedly."""
    n = torch.zeros((), dtype=torch.int64)
    return while_loop(lambda i, x: i < 3, lambda i, x: (i + 1, x * 2), (n, x))


@pytest.mark.parametrize("dtype", [torch.float32, torch.complex64])
@pytest.mark.parametrize(("model", "name"), [(branch, "cond"), (repeat, "while_loop")])
def test_op_of_functions_is_refused_at_its_line(
    model: Callable[[Tensor], Any], name: str, dtype: torch.dtype
) -> None:
    (diagnostic,) = refuse(model, Z.to(dtype)).diagnostics
    assert diagnostic.message == f"'{name}' is not supported"
    assert diagnostic.file == __file__
    assert diagnostic.line == find_line(model, f"{name}(")


def test_size_that_no_call_knows_is_refused_at_its_line() -> None:
    def model(x: Tensor) -> Tensor:
        y = x[x.real > 0]
        return torch.logcumsumexp(y, 0)

    (diagnostic,) = refuse(model, Z).diagnostics
    assert "needs a static size" in diagnostic.message
    assert diagnostic.line == find_line(model, "logcumsumexp")


def test_arithmetic_of_sizes_is_refused_at_its_line() -> None:
    def model(x: Tensor) -> Tensor:
        n = x.shape[1]
        return x * n**2

    (diagnostic,) = refuse(model, Z, dynamic_shapes=({1: TIME},)).diagnostics
    assert "torch-mlir does not import the model" in diagnostic.message
    assert "function pow" in diagnostic.message
    assert diagnostic.line == find_line(model, "n**2")
