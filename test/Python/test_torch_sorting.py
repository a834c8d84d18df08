"""Ops of PyTorch that order elements, and find their places in an order."""

from typing import Any

import pytest
import torch
from test_torch_ops import check
from torch import Tensor

import milcomplex.torch

NAN = float("nan")
TIES = torch.tensor([[3.0, -0.0, NAN, 1.0, 0.0, 3.0, NAN], [2.0, 2.0, 2.0, -1.0, 5.0, -2.0, 2.0]])


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("axis", [0, 1])
def test_sort_is_stable_and_has_nans_last(axis: int, descending: bool) -> None:
    def model(x: Tensor) -> Any:
        return tuple(torch.sort(x, dim=axis, descending=descending, stable=True))

    check(model, TIES)
    check(model, (TIES.nan_to_num(9) * 10).to(torch.int64))
    check(model, TIES > 1)
    check(model, (TIES.nan_to_num(9) * 50).to(torch.uint8))
    check(model, TIES.to(torch.bfloat16))


@pytest.mark.parametrize("n", [0, 1, 2, 3, 8, 33])
def test_sort_of_any_length(n: int) -> None:
    x = torch.randn(2, n, 3, generator=torch.Generator().manual_seed(1))
    found = milcomplex.torch.export(lambda x: tuple(torch.sort(x, 1)), x).compile()(x)
    for sorted_, expected in zip(found, torch.sort(x, 1), strict=True):
        assert torch.equal(sorted_, expected)


def test_sort_of_a_number() -> None:
    check(lambda x: tuple(torch.sort(x)), torch.tensor(2.0))


def test_sort_of_magnitudes_selects_complex_elements() -> None:
    def model(z: Tensor) -> Tensor:
        return torch.gather(z, -1, torch.topk(z.abs(), 3).indices)

    check(model, torch.randn(4, 9, dtype=torch.complex64))


def test_sort_along_a_dynamic_axis() -> None:
    n = torch.export.Dim("n", min=1, max=100)
    x = torch.randn(3, 12)
    program = milcomplex.torch.export(
        lambda x: torch.sort(x, 1, descending=True)[0], x, dynamic_shapes=({1: n},)
    )
    compiled = program.compile()
    for length in (2, 12, 13, 64, 65):
        x = torch.randn(3, length)
        assert torch.equal(compiled(x), torch.sort(x, 1, descending=True)[0])


def list_statistics(x: Tensor) -> tuple[Tensor, ...]:
    """Return order statistics, and where they are."""
    return (
        *torch.topk(x, 2),
        *torch.topk(x, 2, 0, largest=False),
        *torch.kthvalue(x, 2, 0),
        *torch.median(x, 1, keepdim=True),
        *torch.nanmedian(x, 1),
        x.median(),
        x.nanmedian(),
        x.nan_to_num().quantile(0.3, dim=1),
        torch.argsort(x, dim=1, stable=True),
        torch.mode(x, 1)[0],
    )


def test_order_statistics() -> None:
    check(list_statistics, torch.randn(5, 6))
    # PyTorch does not say which of equal elements it finds.
    check(lambda x: tuple(y for y in list_statistics(x) if y.is_floating_point()), TIES)


def test_places_among_bounds() -> None:
    bounds = torch.tensor([-1.0, 0.0, 0.0, 1.0, 4.0])

    def model(x: Tensor, rows: Tensor) -> tuple[Tensor, ...]:
        return (
            torch.searchsorted(bounds, x),
            torch.searchsorted(bounds, x, right=True, out_int32=True),
            torch.bucketize(x, bounds),
            torch.searchsorted(rows, x, side="right"),
            torch.searchsorted(bounds, 0.5),
        )

    check(model, TIES, torch.sort(torch.randn(2, 9), 1)[0])


def test_distinct_elements() -> None:
    def model(x: Tensor) -> tuple[Tensor, ...]:
        return (
            *torch.unique(x, return_inverse=True, return_counts=True),
            *torch.unique_consecutive(x, return_inverse=True, return_counts=True),
            torch.unique_consecutive(x, dim=0),
        )

    check(model, torch.tensor([[2, 1, 1], [2, 1, 1], [3, 3, 2]]))


def test_sort_through_iree() -> None:
    x = torch.randn(3, 11, generator=torch.Generator().manual_seed(2))
    compiled = milcomplex.torch.export(torch.sort, x).compile("llvm-cpu")
    for found, expected in zip(compiled(x), torch.sort(x), strict=True):
        assert torch.equal(found, expected)
