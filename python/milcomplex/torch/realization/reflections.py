"""Householder's reflections of complex matrices in ops of real tensors, on blocks (`blocks`).

The steps are unrolled; a reflection is three products.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import pad

from milcomplex.torch.realization.blocks import (
    Pair,
    check_steps,
    interleave,
    join_rows,
    mirror,
    split_rows,
    take_adjoint,
    transpose,
)


def make_blocks(x: Tensor) -> Tensor:
    """Return a column of blocks of the first one.

    It is not taken from a matrix of blocks, where it has rounding errors of its own: of a column
    that is nothing but rounding errors the blocks would stand for no complex numbers.
    """
    both = torch.tensor([[1.0, 0.0, 0.0, 1.0], [0.0, -1.0, 1.0, 0.0]], dtype=x.dtype)
    blocks = x.unflatten(-2, (x.shape[-2] // 2, 2)).squeeze(-1) @ both
    return blocks.unflatten(-1, (2, 2)).flatten(-3, -2)


def square_corner(w: Tensor) -> Tensor:
    """Return the square of the absolute value of the first block of a column."""
    corner = w[..., 0:2, 0:1]
    return (corner * corner).sum(-2, keepdim=True)


@dataclass(frozen=True)
class Reflection:
    """I + W B W^T of blocks: of a column it makes a real number and zeros.

    Attributes
    ----------
    w : Tensor
        Of shape [..., 2 m, 2].
    b : Tensor
        Of shape [..., 2, 2].
    beta, size : Tensor
        Of shape [..., 1, 1]. The real number, which the first block becomes, is their product.
    is_kept : Tensor
        Where all other blocks are 0, and LAPACK reflects nothing, of shape [..., 1, 1].
    is_zero : Tensor
        Where the column is 0, and nothing is reflected here, of shape [..., 1, 1].
    """

    w: Tensor
    b: Tensor
    beta: Tensor
    size: Tensor
    is_kept: Tensor
    is_zero: Tensor

    @staticmethod
    def of(x: Tensor) -> Reflection:
        """Return that of a column, the first one of blocks, with the sign of LAPACK.

        With w = x - beta e, it is I + w w^H / (beta w_0): |w_0| is at least |beta|. It has
        derivatives where a column is not 0, also where LAPACK reflects nothing.
        """
        # The reflection is that of the multiples of x; squares of these do not overflow.
        size = torch.amax(x.abs(), -2, keepdim=True)
        is_zero = size == 0
        x = x / torch.where(is_zero, 1.0, size)
        squares = x * x
        first, rest = x[..., 0:1, :], squares[..., 1:, :].sum(-2, keepdim=True)
        norm = torch.sqrt(squares[..., 0:1, :] + rest)
        beta = torch.where(first < 0, norm, -norm)
        w = make_blocks(x - beta * torch.eye(x.shape[-2], 1, dtype=x.dtype))
        b = transpose(w[..., 0:2, :]) / torch.where(is_zero, 1.0, beta * square_corner(w))
        return Reflection(w, b, beta, size, rest == 0, is_zero)

    def apply(self, z: Tensor) -> Tensor:
        """Return the product with a matrix to the right."""
        return z + self.w @ (self.b @ (transpose(self.w) @ z))

    def apply_from_right(self, z: Tensor) -> Tensor:
        """Return the product of a matrix with the adjoint to its right."""
        return z + ((z @ self.w) @ transpose(self.b)) @ transpose(self.w)

    def find_result(self) -> Tensor:
        """Return the real number."""
        return self.beta * self.size

    def find_sign(self) -> Tensor:
        """Return -1 where the first row is the negative one of what LAPACK returns, otherwise 1."""
        is_negated = torch.logical_and(self.is_kept, torch.logical_not(self.is_zero))
        return torch.where(is_negated, -1.0, 1.0).to(self.w.dtype)

    def pack(self) -> tuple[Tensor, Tensor]:
        """Return LAPACK's vector without its first element, 1, and its factor."""
        corner = self.w[..., 0:2, 0:1]
        turned = corner * torch.tensor([[1.0], [-1.0]], dtype=corner.dtype)
        inverse = turned / torch.where(self.is_zero, 1.0, square_corner(self.w))
        factor = -corner / torch.where(self.is_zero, 1.0, self.beta)
        return self.w[..., 2:, :] @ inverse, torch.where(self.is_kept, 0.0, factor)


def multiply_all(reflections: list[Reflection], x: Tensor) -> Pair:
    """Return the product of adjoints of reflections, each of the last rows, and real matrices."""
    z = join_rows((x, torch.zeros_like(x)))
    for reflection in reversed(reflections):
        w = pad(reflection.w, (0, 0, z.shape[-2] - reflection.w.shape[-2], 0))
        z = z + w @ (transpose(reflection.b) @ (transpose(w) @ z))
    return split_rows(z)


def triangularize(a: Pair) -> tuple[list[Reflection], list[Tensor], Tensor]:
    """Return reflections, the rows that they leave, and the signs of these, of LAPACK's R.

    Rows are the two of blocks, from the diagonal on; they have the signs already.
    """
    z = join_rows(a)
    reflections, rows, signs = [], [], []
    for _ in range(min(a[0].shape[-2:])):
        reflection = Reflection.of(z[..., 0:1])
        sign = reflection.find_sign()
        z = reflection.apply(z[..., 1:])
        result = pad(reflection.find_result(), (0, 0, 0, 1))
        rows.append(torch.cat([result, z[..., 0:2, :]], -1) * sign)
        reflections.append(reflection)
        signs.append(sign)
        z = z[..., 2:, :]
    return reflections, rows, torch.cat(signs, -1)


def qr(a: Pair, mode: str) -> tuple[Pair | None, Pair]:
    """Return Q, unless the mode is `r`, and R, with the signs of LAPACK."""
    *batch, m, n = a[0].shape
    check_steps(m, n)
    k = min(m, n)
    size = m if mode == "complete" else k
    eye = torch.eye(m, size, dtype=a[0].dtype)
    if k == 0:
        q = eye.expand(*batch, m, size)
        empty = a[0].new_zeros((*batch, size, n))
        return None if mode == "r" else (q, torch.zeros_like(q)), (empty, empty)
    reflections, rows, signs = triangularize(a)
    r = torch.cat([pad(row, (i, 0)) for i, row in enumerate(rows)], -2)
    upper = split_rows(pad(r, (0, 0, 0, 2 * (size - k))))
    if mode == "r":
        return None, upper
    re, im = multiply_all(reflections, eye)
    signs = pad(signs, (0, size - k), value=1.0)
    return (re * signs, im * signs), upper


def householder_qr(a: Pair) -> tuple[Pair, Pair]:
    """Return R with the reflections below it, and their factors, as LAPACK."""
    *batch, m, n = a[0].shape
    check_steps(m, n)
    k = min(m, n)
    if k == 0:
        none = a[0].new_zeros((*batch, 0))
        return a, (none, none)
    reflections, rows, _ = triangularize(a)
    packed = a[0].new_zeros((*batch, 2 * (m - k), n - k))
    factors = []
    for reflection, row in zip(reversed(reflections), reversed(rows), strict=True):
        vector, factor = reflection.pack()
        packed = torch.cat([row, torch.cat([vector, packed], -1)], -2)
        factors.append(factor)
    re, im = split_rows(torch.cat(factors[::-1], -1))
    return split_rows(packed), (re.squeeze(-2), im.squeeze(-2))


def householder_product(a: Pair, tau: Pair) -> Pair:
    """Return the first columns of the product of reflections."""
    m, n = a[0].shape[-2:]
    steps = tau[0].shape[-1]
    check_steps(m, n, steps)
    eye = torch.eye(m, n, dtype=a[0].dtype)
    # Their first elements, 1, are not stored.
    below = torch.tril(a[0], -1) + eye, torch.tril(a[1], -1)
    vectors = interleave((below[0][..., :steps], below[1][..., :steps]))
    factors = interleave((tau[0].unsqueeze(-2), tau[1].unsqueeze(-2)))
    z = join_rows((eye, torch.zeros_like(eye)))
    for k in reversed(range(steps)):
        column = slice(2 * k, 2 * k + 2)
        v = vectors[..., column]
        z = z - v @ (factors[..., column] @ (transpose(v) @ z))
    re, im = split_rows(z)
    return re.expand(a[0].shape), im.expand(a[0].shape)


def make_band(diagonal: list[Tensor], above: list[Tensor], below: list[Tensor]) -> Tensor:
    """Return the real matrices of a diagonal and those next to it."""
    band = torch.diag_embed(torch.cat(diagonal, -1).squeeze(-2))
    for offset, elements in ((1, above), (-1, below)):
        if elements:
            band = band + torch.diag_embed(torch.cat(elements, -1).squeeze(-2), offset)
    return band


def eigh(a: Pair) -> tuple[Tensor, Pair]:
    """Return the eigenvalues, the smallest first, and vectors of Hermitian matrices.

    Reflections from both sides make real tridiagonal ones, whose vectors PyTorch computes.
    """
    *batch, n = a[0].shape[:-1]
    check_steps(n)
    if n == 0:
        return a[0].new_zeros((*batch, 0)), a
    z = interleave(mirror(a))
    diagonal, beside, reflections = [], [], []
    for _ in range(n - 1):
        diagonal.append(z[..., 0:1, 0:1])
        reflection = Reflection.of(z[..., 2:, 0:1])
        beside.append(reflection.find_result())
        reflections.append(reflection)
        z = reflection.apply_from_right(reflection.apply(z[..., 2:, 2:]))
    diagonal.append(z[..., 0:1, 0:1])
    values, x = torch.linalg.eigh(make_band(diagonal, beside, beside))
    return values, multiply_all(reflections, x)


def svd(a: Pair, full: bool) -> tuple[Pair, Tensor, Pair]:
    """Return the singular values, the largest first, between the vectors.

    Reflections from both sides make real bidiagonal matrices, whose vectors PyTorch computes.
    """
    *batch, m, n = a[0].shape
    check_steps(m, n)
    if m < n:
        v, values, uh = svd(take_adjoint(a), full)
        return take_adjoint(uh), values, take_adjoint(v)
    # Where U has a column for each row, the last of them start as these.
    rest = torch.eye(m, m if full else n, dtype=a[0].dtype)[:, n:]
    if n == 0:
        re, none = rest.expand(*batch, *rest.shape), a[0].new_zeros((*batch, 0))
        square = a[0].new_zeros((*batch, 0, 0))
        return (re, torch.zeros_like(re)), none, (square, square)
    z = interleave(a)
    diagonal, above, left, right = [], [], [], []
    for _ in range(n - 1):
        reflection = Reflection.of(z[..., 0:1])
        z = reflection.apply(z[..., 2:])
        other = Reflection.of(transpose(z[..., 0:1, :]))
        z = other.apply_from_right(z[..., 2:, :])
        diagonal.append(reflection.find_result())
        above.append(other.find_result())
        left.append(reflection)
        right.append(other)
    left.append(Reflection.of(z[..., 0:1]))
    diagonal.append(left[-1].find_result())
    x, values, yh = torch.linalg.svd(make_band(diagonal, above, []), full_matrices=False)
    x = torch.cat([pad(x, (0, 0, 0, m - n)), rest.expand(*batch, *rest.shape)], -1)
    y = multiply_all(right, transpose(yh))
    return multiply_all(left, x), values, take_adjoint(y)
