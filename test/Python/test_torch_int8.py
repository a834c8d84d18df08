"""Tensors of 8-bit integers, compiled and compared with eager ones."""

import torch
from test_torch_ops import C64, check, draw
from torch import Tensor

from milcomplex.torch import export

U = torch.tensor([[0, 1, 100, 127], [128, 200, 254, 255]], dtype=torch.uint8)
V = torch.tensor([[5, 250, 3, 129], [130, 7, 255, 1]], dtype=torch.uint8)
INDEX = torch.tensor([[0, 1, 1, 2], [3, 2, 2, 0]])


def test_conversions_of_uint8() -> None:
    x = draw(2, 4, dtype=torch.float32)

    def model(u: Tensor, x: Tensor) -> tuple[Tensor, ...]:
        return (
            u / 255,
            u * 1.0,
            u - 127.5,
            u * x,
            u.to(C64),
            u.to(torch.int64),
            (x.abs() * 100).to(torch.uint8),
            (u * 2.5).to(torch.int32).to(torch.uint8),
        )

    check(model, U, x)


def test_floats_of_more_than_127_become_uint8() -> None:
    """Conversions to i8 saturate, or not, as the processor has them."""
    module = export(lambda x: (x.abs() * 1).to(torch.uint8), torch.tensor([169.0, 255.0]))
    assert "arith.fptosi" in module.mlir
    assert "f32 to i8" not in module.mlir


def test_comparisons_of_uint8() -> None:
    check(lambda u, v: (u == 200, u < 200, u > 127.5, u >= v, u != v, u.bool()), U, V)


def test_reductions_of_uint8() -> None:
    def model(u: Tensor) -> tuple[Tensor, ...]:
        return u.sum(), u.sum(0), u.max(), *u.max(1), u.amin(0), u.argmax(1), u.cumsum(1)

    check(model, U)


def test_arithmetic_of_uint8_is_modulo_256() -> None:
    def model(u: Tensor, v: Tensor) -> tuple[Tensor, ...]:
        return u + v, u - v, u * v, -u, ~u, u // 2, u % 7, u >> 1, u << 1, u.clamp(10, 200), u + 100

    check(model, U, V)


def test_moves_of_uint8() -> None:
    def model(u: Tensor, v: Tensor) -> tuple[Tensor, ...]:
        y = torch.zeros(4, 4, dtype=torch.uint8)
        y[1:3] = u
        y[0] = 200
        return (
            u.T.reshape(-1),
            torch.cat([u, v])[1:3],
            torch.where(u > v, u, 222),
            u.scatter_reduce(1, INDEX, v, "amax"),
            u.scatter_add(1, INDEX, v),
            torch.full((3,), 200, dtype=torch.uint8),
            u[torch.tensor([1, 0])] + V,
            y,
            y / 2,
        )

    check(model, U, V)


def test_image() -> None:
    image = torch.arange(192, dtype=torch.uint8).reshape(8, 8, 3)
    check(lambda image: torch.fft.fft2(image.permute(2, 0, 1) / 255), image)


def test_int8() -> None:
    def model(u: Tensor) -> tuple[Tensor, ...]:
        return u / 4, u.max(), u // 2, u * 3, u - 100, u.sum(1), u.to(torch.uint8), u.abs()

    check(model, U.view(torch.int8))
