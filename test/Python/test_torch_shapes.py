"""PyTorch models with dynamic sizes, and reshapes of them."""

from collections.abc import Callable
from typing import Any

import pytest
import torch
from test_torch_ops import C64, draw
from torch import Tensor, nn
from torch.export import Dim

import milcomplex.torch

BATCH, TIME = Dim("batch"), Dim("time", min=4, max=64)


def check_dynamic(
    model: Callable[..., Any], traced: Tensor, called: Tensor, shapes: Any, rtol: float = 1e-5
) -> None:
    """Export a model of one tensor, and compare what it returns for one of another shape."""
    found = milcomplex.torch.export(model, traced, dynamic_shapes=(shapes,)).compile()(called)
    with torch.no_grad():
        expected = model(called)
    torch.testing.assert_close(found, expected, rtol=rtol, atol=rtol * 10)


@pytest.mark.parametrize("dtype", [torch.float32, C64])
def test_layer_over_dynamic_batch(dtype: torch.dtype) -> None:
    layer = nn.Linear(4, 3, dtype=dtype)
    check_dynamic(layer, draw(2, 5, 4, dtype=dtype), draw(7, 5, 4, dtype=dtype), {0: BATCH})


@pytest.mark.parametrize("dtype", [torch.float32, C64])
@pytest.mark.parametrize(
    "model",
    [
        lambda x: x.reshape(-1, 16),
        lambda x: torch.cat([x, x], 1).reshape(-1, 8),
        lambda x: x.reshape(1, x.shape[0], x.shape[1], 4, 4).transpose(1, 2),
        lambda x: x.reshape(x.shape[1], x.shape[0], 16),
        lambda x: x.cumsum(-1) @ x[0, :3].mT,
        lambda x: torch.einsum("btd,ed->bte", x, x[0, :3]),
    ],
    ids=["merge", "merge and split", "split", "regroup", "product", "einsum"],
)
def test_two_dynamic_sizes(model: Callable[[Tensor], Tensor], dtype: torch.dtype) -> None:
    x, y = draw(2, 6, 16, dtype=dtype), draw(3, 5, 16, dtype=dtype)
    check_dynamic(lambda x: model(x * 2), x, y, {0: BATCH, 1: TIME})


@pytest.mark.parametrize("shape", [(-1, 4), (4, -1), (2, 2, -1), (1, -1, 1)])
def test_dynamic_size_is_split(shape: tuple[int, ...]) -> None:
    check_dynamic(lambda x: x.reshape(shape) * 2, draw(8), draw(12), {0: 4 * BATCH})


def write_column(x: Tensor) -> Tensor:
    """Return a tensor that is written to in columns."""
    y = torch.zeros_like(x)
    y[:, 0] = x[:, 1]
    y[:, -1] = x[:, 0]
    return y


def write_range(x: Tensor) -> Tensor:
    """Return a tensor that is written to in a range of columns."""
    y = torch.zeros(x.shape[0], 64, dtype=x.dtype)
    y[:, 2 : 2 + x.shape[1]] = x
    return y


def write_step(x: Tensor) -> Tensor:
    """Return a tensor that is written to in every other row and column."""
    y = torch.zeros(2 * x.shape[0], x.shape[1], dtype=x.dtype)
    y[::2] = x
    y[1:, 1::2] = 1
    return y


def write_row(x: Tensor) -> Tensor:
    """Return a tensor that is written to in rows."""
    y = torch.ones_like(x)
    y[1] = x[0]
    y[0] *= 3
    return y


@pytest.mark.parametrize("write", [write_column, write_range, write_step, write_row])
@pytest.mark.parametrize("shapes", [{0: BATCH}, {1: TIME}, {0: BATCH, 1: TIME}])
def test_assignment_to_parts_of_dynamic_sizes(
    write: Callable[[Tensor], Tensor], shapes: dict[int, Any]
) -> None:
    if write is write_range and 1 in shapes:
        shapes = {**shapes, 1: Dim("short", min=3, max=60)}
    rows, columns = 4 if 0 in shapes else 3, 7 if 1 in shapes else 6
    check_dynamic(write, draw(3, 6), draw(rows, columns), shapes)


def test_steps_of_static_size_over_dynamic_batch() -> None:
    def model(x: Tensor) -> Tensor:
        y = x.clone()
        y[:, ::2] = 0
        return y

    check_dynamic(model, draw(2, 8), draw(4, 8), {0: BATCH})


def test_assignment_to_a_diagonal_of_dynamic_sizes() -> None:
    def model(x: Tensor) -> Tensor:
        y = x * 2
        y.diagonal().copy_(x.diagonal() * 3)
        return y

    check_dynamic(model, draw(4, 5), draw(7, 5), {0: TIME, 1: Dim("width", min=3)})


def test_circular_padding_of_dynamic_length() -> None:
    check_dynamic(
        lambda x: nn.functional.pad(x, (2, 1), mode="circular"),
        draw(2, 3, 6),
        draw(2, 3, 9),
        {2: TIME},
    )


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 7])
def test_roll_of_a_dynamic_size(size: int) -> None:
    def model(x: Tensor) -> tuple[Tensor, ...]:
        half = x.shape[0] // 2
        shifts = 0, 3, -5, half, -half
        return *(x.roll(n, 0) for n in shifts), x.roll((7, -1), (0, 1)), x.roll(5), -x.flip(0)

    shapes = ({0: Dim("rows", min=0)},)
    compiled = milcomplex.torch.export(model, draw(16, 3), dynamic_shapes=shapes).compile()
    x = draw(size, 3)
    for found, expected in zip(compiled(x), model(x), strict=True):
        assert torch.equal(found, expected)


def test_arithmetic_with_a_dynamic_size() -> None:
    def model(x: Tensor) -> Tensor:
        places = x.shape[0] - torch.arange(64)
        return x * places * (torch.arange(64) < x.shape[0])

    check_dynamic(model, draw(3, 64), draw(7, 64), {0: BATCH})


def test_normalization_of_groups_of_dynamic_sizes() -> None:
    x, y = draw(2, 4, 6, 7, dtype=torch.float32), draw(3, 4, 8, 9, dtype=torch.float32)
    check_dynamic(nn.GroupNorm(2, 4), x, y, {0: BATCH, 2: TIME, 3: Dim("width", min=4)}, 1e-4)
