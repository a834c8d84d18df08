"""Products of matrices and convolutions."""

from __future__ import annotations

import contextvars
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor

from milcomplex.torch.decompositions.arithmetic import promote
from milcomplex.torch.decompositions.rules import (
    Rules,
    broadcast,
    imag,
    join,
    real,
    rule,
    to_dtype,
)
from milcomplex.torch.ops import milc

aten = torch.ops.aten
RULES: Rules = {}
Convolution = Callable[[Tensor, Tensor, Sequence[Any]], Tensor]


@rule(RULES, aten.mm, aten.bmm)
def matmul(x: Tensor, y: Tensor) -> Tensor:
    """Return the product of two matrices, or of two batches of the same size."""
    dtype = torch.promote_types(x.dtype, y.dtype)
    return milc.matmul(to_dtype(x, dtype), to_dtype(y, dtype))


@rule(RULES, aten.mv)
def mv(x: Tensor, y: Tensor) -> Tensor:
    """Return the product of a matrix and a vector."""
    return matmul(x, y.unsqueeze(1)).squeeze(1)


@rule(RULES, aten.dot)
def dot(x: Tensor, y: Tensor) -> Tensor:
    """Return the sum of the products of two vectors."""
    return matmul(x.unsqueeze(0), y.unsqueeze(1)).reshape(())


@rule(RULES, aten.vdot)
def vdot(x: Tensor, y: Tensor) -> Tensor:
    """Return the sum of the products of two vectors, the first conjugated."""
    return dot(torch.conj_physical(x), y)


def scale_and_add(bias: Tensor, product: Tensor, beta: complex, alpha: complex) -> Tensor:
    """Return beta bias + alpha product; a zero beta leaves the bias out, NaNs included."""
    scaled = product if alpha == 1 else product * alpha
    if beta == 0:
        return broadcast(scaled, bias)[0]
    return (bias if beta == 1 else bias * beta) + scaled


@rule(RULES, aten.addmm, aten.baddbmm)
def addmm(bias: Tensor, x: Tensor, y: Tensor, *, beta: complex = 1, alpha: complex = 1) -> Tensor:
    """Return beta bias + alpha x y."""
    return scale_and_add(bias, matmul(x, y), beta, alpha)


@rule(RULES, aten.addmv)
def addmv(bias: Tensor, x: Tensor, y: Tensor, *, beta: complex = 1, alpha: complex = 1) -> Tensor:
    """Return beta bias + alpha x y of a vector y."""
    return scale_and_add(bias, mv(x, y), beta, alpha)


@rule(RULES, aten.addbmm)
def addbmm(bias: Tensor, x: Tensor, y: Tensor, *, beta: complex = 1, alpha: complex = 1) -> Tensor:
    """Return beta bias + alpha times the sum of a batch of products."""
    return scale_and_add(bias, matmul(x, y).sum(0), beta, alpha)


@rule(RULES, aten.addr)
def addr(bias: Tensor, x: Tensor, y: Tensor, *, beta: complex = 1, alpha: complex = 1) -> Tensor:
    """Return beta bias + alpha x y^T of two vectors."""
    return scale_and_add(bias, x.unsqueeze(1) * y.unsqueeze(0), beta, alpha)


# PyTorch would compute three real convolutions, which suffer from cancellation.
@rule(RULES, aten.conv1d.default, aten.conv2d.default, aten.conv3d.default)
def conv(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | Sequence[int] = 1,
    padding: int | Sequence[int] = 0,
    dilation: int | Sequence[int] = 1,
    groups: int = 1,
) -> Tensor:
    """Return a convolution."""
    return convolve_batch(x, weight, bias, stride, padding, dilation, False, 0, groups)


@rule(RULES, aten.conv1d.padding, aten.conv2d.padding, aten.conv3d.padding)
def conv_with_mode(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | Sequence[int] = 1,
    padding: str = "valid",
    dilation: int | Sequence[int] = 1,
    groups: int = 1,
) -> Tensor:
    """Return a convolution whose result has the size of the operand, or has no padding."""
    if padding == "same":
        steps = list_sizes(dilation, weight.dim() - 2)
        totals = [d * (n - 1) for d, n in zip(steps, weight.shape[2:], strict=True)]
        pads = [side for total in reversed(totals) for side in (total // 2, total - total // 2)]
        x = torch.nn.functional.pad(x, pads)
    return convolve_batch(x, weight, bias, stride, 0, dilation, False, 0, groups)


@rule(RULES, aten.conv_transpose1d, aten.conv_transpose2d, aten.conv_transpose3d)
def conv_transpose(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | Sequence[int] = 1,
    padding: int | Sequence[int] = 0,
    output_padding: int | Sequence[int] = 0,
    groups: int = 1,
    dilation: int | Sequence[int] = 1,
) -> Tensor:
    """Return a transposed convolution."""
    return convolve_batch(x, weight, bias, stride, padding, dilation, True, output_padding, groups)


def list_sizes(value: int | Sequence[int], rank: int) -> list[int]:
    """Return a number for each axis; a single one stands for all."""
    sizes = [value] if isinstance(value, int) else list(value)
    return sizes * rank if len(sizes) == 1 else sizes


def convolve_batch(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None,
    stride: int | Sequence[int],
    padding: int | Sequence[int],
    dilation: int | Sequence[int],
    transposed: bool,
    output_padding: int | Sequence[int],
    groups: int,
) -> Tensor:
    """Return a convolution of a batch, or of one operand without a batch axis."""
    rank = weight.dim() - 2
    is_single = x.dim() == rank + 1
    result = convolution(
        x.unsqueeze(0) if is_single else x,
        weight,
        bias,
        list_sizes(stride, rank),
        list_sizes(padding, rank),
        list_sizes(dilation, rank),
        transposed,
        list_sizes(output_padding, rank),
        groups,
    )
    return result.squeeze(0) if is_single else result


def convolve_parts(x: Tensor, weight: Tensor, parameters: Sequence[Any]) -> Tensor:
    """Return a convolution of two complex operands as four convolutions of the parts."""

    def convolve(a: Tensor, b: Tensor) -> Tensor:
        return aten.convolution(a, b, None, *parameters)

    a, b, c, d = real(x), imag(x), real(weight), imag(weight)
    return join(convolve(a, c) - convolve(b, d), convolve(a, d) + convolve(b, c))


@rule(RULES, aten.convolution, aten._convolution)
def convolution(x: Tensor, weight: Tensor, bias: Tensor | None, *parameters: Any) -> Tensor:
    """Return a convolution as convolutions of the parts."""
    parameters = parameters[:6]

    def convolve(a: Tensor, b: Tensor) -> Tensor:
        return aten.convolution(a, b, None, *parameters)

    if x.is_complex() and weight.is_complex():
        product = multiply_kernels.get()(x, weight, parameters)
    elif x.is_complex():
        product = join(convolve(real(x), weight), convolve(imag(x), weight))
    else:
        product = join(convolve(x, real(weight)), convolve(x, imag(weight)))
    if bias is None:
        return product
    first, second = promote(product, bias.reshape(-1, *[1] * (product.dim() - 2)))
    return first + second


# How two complex operands are convolved, four real convolutions unless a caller sets another way.
multiply_kernels: contextvars.ContextVar[Convolution] = contextvars.ContextVar(
    "multiply_kernels", default=convolve_parts
)
