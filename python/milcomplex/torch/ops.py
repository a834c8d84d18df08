"""The ops that milc-opt has, and those that torch-mlir lacks, as custom ops of PyTorch.

`torch.ops.milcomplex.exp(z)` stands for `milcomplex.exp` in a graph; run eagerly it is
`torch.exp`. None of them aliases its operands. `emission` emits each as MLIR.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from milcomplex import functions

aten = torch.ops.aten

# Complex to complex, elementwise: the functions that PyTorch has, some under another name.
FUNCTIONS: dict[str, Callable[[Tensor], Tensor]] = {
    **{
        function.name: getattr(torch, function.name)
        for function in functions.FUNCTIONS
        if function.operands == 1
        and not function.is_real
        and not function.takes_real
        and hasattr(torch, function.name)
    },
    "conj": lambda z: torch.conj_physical(z),
    "logistic": torch.sigmoid,
    "neg": torch.neg,
    "sign": torch.sgn,
}
# With the parts along a last dimension of 2.
LAYOUT: dict[str, Callable[[Tensor], Tensor]] = {
    "view_as_complex": lambda x: torch.view_as_complex(x.contiguous()).clone(),
    "view_as_real": lambda z: torch.view_as_real(z).clone(),
}
# Complex to real or to bool, elementwise.
PROPERTIES: dict[str, Callable[[Tensor], Tensor]] = {
    "abs": torch.abs,
    "angle": torch.angle,
    "imag": lambda z: torch.imag(z).clone(memory_format=torch.contiguous_format),
    "is_finite": torch.isfinite,
    "is_inf": torch.isinf,
    "is_nan": torch.isnan,
    "real": lambda z: torch.real(z).clone(memory_format=torch.contiguous_format),
}
# Two of one shape and type, elementwise.
BINARY: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "add": torch.add,
    "complex": torch.complex,
    "div": torch.div,
    "eq": torch.eq,
    "mul": torch.mul,
    "ne": torch.ne,
    "polar": torch.polar,
    "pow": torch.pow,
    "sub": torch.sub,
}

# How `put` combines a row and a new one.
REDUCTIONS: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "replace": lambda old, new: new,
    "add": torch.add,
    "mul": torch.mul,
    "max": torch.maximum,
    "min": torch.minimum,
}

# Of a transform, by PyTorch's numbers: divided by 1, by the root of the length, by the length.
NORMS = (0, 1, 2)


def fft(x: Tensor, axes: list[int], norm: int) -> Tensor:
    """Transform complex elements; `norm` is one of NORMS."""
    return aten._fft_c2c(x, axes, norm, True).contiguous()


def ifft(x: Tensor, axes: list[int], norm: int) -> Tensor:
    """Inverse transform of complex elements; `norm` is one of NORMS."""
    return aten._fft_c2c(x, axes, norm, False).contiguous()


def rfft(x: Tensor, axes: list[int], norm: int) -> Tensor:
    """Transform real elements; `norm` is one of NORMS."""
    return aten._fft_r2c(x, axes, norm, True).contiguous()


def irfft(x: Tensor, axes: list[int], norm: int, length: int) -> Tensor:
    """Inverse transform to `length` real elements along the last axis; `norm` is one of NORMS."""
    return aten._fft_c2r(x, axes, norm, length).contiguous()


def stft(
    x: Tensor, window: Tensor | None, n_fft: int, hop_length: int, win_length: int, onesided: bool
) -> Tensor:
    """Transform a signal frame by frame, neither padded nor scaled."""
    return torch.stft(
        x,
        n_fft,
        hop_length,
        win_length,
        window,
        center=False,
        onesided=onesided,
        return_complex=True,
    ).contiguous()


def lu(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return L and U in one matrix, the pivots from 0, and the order of the rows."""
    *batch, m, n = x.shape
    if x.device.type == "meta":
        integers = x.new_empty(0, dtype=torch.int32)
        steps, rows = integers.new_empty([*batch, min(m, n)]), integers.new_empty([*batch, m])
        return x.new_empty(x.shape), steps, rows
    factors, pivots = torch.linalg.lu_factor(x)
    order = order_rows((pivots - 1).reshape(math.prod(batch), min(m, n)), m)
    return factors.contiguous(), pivots - 1, order.reshape([*batch, m])


def order_rows(pivots: Tensor, rows: int) -> Tensor:
    """Return the order of rows after swaps of pivots from 0, of shape [batch, steps]."""
    order = torch.arange(rows, dtype=torch.int32, device=pivots.device)
    order = order.expand(pivots.shape[0], rows).clone()
    if pivots.device.type != "meta":
        for own, places in zip(order, pivots.tolist(), strict=True):
            for i, place in enumerate(places):
                own[[i, place]] = own[[place, i]]
    return order


def cholesky(x: Tensor) -> Tensor:
    """Return the lower factor of positive definite matrices."""
    return torch.linalg.cholesky_ex(x)[0].contiguous()


def triangular_solve(
    a: Tensor,
    b: Tensor,
    right: bool,
    lower: bool,
    transpose: bool,
    conjugate: bool,
    unit_diagonal: bool,
) -> Tensor:
    """Solve a system whose matrix is triangular, transposed and conjugated as told."""
    a = a.conj().resolve_conj() if conjugate else a
    solution = torch.linalg.solve_triangular(
        a.mT if transpose else a,
        b,
        upper=lower == transpose,
        left=not right,
        unitriangular=unit_diagonal,
    )
    return solution.contiguous()


def householder_qr(x: Tensor) -> tuple[Tensor, Tensor]:
    """Return R with the reflections below it, and their factors."""
    if x.device.type == "meta":
        return x.new_empty(x.shape), x.new_empty([*x.shape[:-2], min(x.shape[-2:])])
    packed, tau = torch.geqrf(x)
    return packed.contiguous(), tau


def householder_product(x: Tensor, tau: Tensor) -> Tensor:
    """Return the first columns of the product of reflections."""
    return torch.linalg.householder_product(x, tau).contiguous()


def eig(x: Tensor) -> tuple[Tensor, Tensor]:
    """Return the eigenvalues and right eigenvectors of complex matrices."""
    values, vectors = torch.linalg.eig(x)
    return values, vectors.contiguous()


def eigh(x: Tensor) -> tuple[Tensor, Tensor]:
    """Return the eigenvalues and eigenvectors of Hermitian matrices, of lower triangles."""
    values, vectors = torch.linalg.eigh(x)
    return values, vectors.contiguous()


def svd(x: Tensor, full: bool) -> tuple[Tensor, Tensor, Tensor]:
    """Return the singular values, between the vectors."""
    u, values, vh = torch.linalg.svd(x, full_matrices=full)
    return u.contiguous(), values, vh.contiguous()


def expm(x: Tensor) -> Tensor:
    """Return the exponentials of matrices."""
    return torch.linalg.matrix_exp(x).contiguous()


def matmul(x: Tensor, y: Tensor) -> Tensor:
    """Multiply two matrices, or two batches of the same size."""
    return torch.matmul(x, y)


def prod(x: Tensor, axis: int) -> Tensor:
    """Multiply along an axis, which is dropped."""
    return torch.prod(x, axis)


def put(x: Tensor, index: Tensor, values: Tensor, reduction: str) -> Tensor:
    """Put rows in place of, or combine them with, those that `index` selects, in order.

    Parameters
    ----------
    x : Tensor
        Of shape [n, m].
    index : Tensor
        Of shape [k] and type int64, from 0 to n - 1.
    values : Tensor
        Of shape [k, m] and the type of `x`.
    reduction : str
        How a row and a new one are combined: `replace`, `add`, `mul`, `max` or `min`.
    """
    result = x.clone(memory_format=torch.contiguous_format)
    if x.device.type == "meta":
        return result
    for i, row in zip(index.tolist(), values, strict=True):
        result[i] = REDUCTIONS[reduction](result[i], row)
    return result


def order(x: Tensor, descending: bool) -> Tensor:
    """Return the positions of the elements of each row in order; equal ones stay in theirs.

    Parameters
    ----------
    x : Tensor
        Of shape [m, n]. NaNs are larger than all other elements.
    descending : bool
        Whether larger elements come first.
    """
    return torch.sort(x, dim=1, descending=descending, stable=True).indices


def reshape(x: Tensor, shape: list[int], before: list[int], after: list[int]) -> Tensor:
    """Return a tensor in another shape, run by run of sizes with equal products.

    Parameters
    ----------
    x : Tensor
        Of any shape.
    shape : list of int
        Of the result.
    before, after : list of int
        How many sizes of `x` and of the result each run has.
    """
    return x.new_empty(shape) if x.device.type == "meta" else x.reshape(shape).clone()


def bitcast(x: Tensor, dtype: torch.dtype) -> Tensor:
    """Return the bits of real elements as elements of another type of the same size."""
    return x.view(dtype).clone()


def scan(x: Tensor, reduction: str) -> Tensor:
    """Return the running sums or products of rows.

    Parameters
    ----------
    x : Tensor
        Of shape [m, n].
    reduction : str
        `add` or `mul`.
    """
    return torch.cumsum(x, 1) if reduction == "add" else torch.cumprod(x, 1)


def istft(
    x: Tensor,
    window: Tensor | None,
    n_fft: int,
    hop_length: int,
    win_length: int,
    center: bool,
    normalized: bool,
    onesided: bool,
    length: int | None,
) -> Tensor:
    """Return the signal of frames, a complex one unless `onesided`."""
    if x.device.type != "meta":
        return torch.istft(
            x,
            n_fft,
            hop_length,
            win_length,
            window,
            center,
            normalized,
            onesided,
            length,
            return_complex=not onesided,
        ).contiguous()
    if length is None:
        length = n_fft + hop_length * (x.shape[-1] - 1) - (n_fft // 2 * 2 if center else 0)
    return x.new_empty((*x.shape[:-2], length), dtype=x.real.dtype if onesided else x.dtype)


def find(mask: Tensor) -> Tensor:
    """Return the positions, in order, where a mask of one axis holds."""
    return torch.nonzero(mask).reshape(-1)


def fake_find(mask: Tensor) -> Tensor:
    """Return positions, whose number is dynamic."""
    return mask.new_empty(torch.library.get_ctx().new_dynamic_size(), dtype=torch.int64)


def count(n: Tensor) -> Tensor:
    """Return the integers from 0 below a number, a tensor of rank 0."""
    return torch.arange(max(int(n), 0))


def fake_count(n: Tensor) -> Tensor:
    """Return integers, whose number is dynamic."""
    return n.new_empty(torch.library.get_ctx().new_dynamic_size(), dtype=torch.int64)


COMPOUND: dict[str, Callable[..., Any]] = {
    "bitcast(Tensor x, ScalarType dtype) -> Tensor": bitcast,
    "lu(Tensor x) -> (Tensor, Tensor, Tensor)": lu,
    "order_rows(Tensor pivots, SymInt rows) -> Tensor": order_rows,
    "cholesky(Tensor x) -> Tensor": cholesky,
    "triangular_solve(Tensor a, Tensor b, bool right, bool lower, bool transpose, bool conjugate,"
    " bool unit_diagonal) -> Tensor": triangular_solve,
    "householder_qr(Tensor x) -> (Tensor, Tensor)": householder_qr,
    "eig(Tensor x) -> (Tensor, Tensor)": eig,
    "eigh(Tensor x) -> (Tensor, Tensor)": eigh,
    "expm(Tensor x) -> Tensor": expm,
    "svd(Tensor x, bool full) -> (Tensor, Tensor, Tensor)": svd,
    "householder_product(Tensor x, Tensor tau) -> Tensor": householder_product,
    "fft(Tensor x, int[] axes, int norm) -> Tensor": fft,
    "ifft(Tensor x, int[] axes, int norm) -> Tensor": ifft,
    "rfft(Tensor x, int[] axes, int norm) -> Tensor": rfft,
    "irfft(Tensor x, int[] axes, int norm, SymInt length) -> Tensor": irfft,
    "scan(Tensor x, str reduction) -> Tensor": scan,
    "stft(Tensor x, Tensor? window, int n_fft, int hop_length, int win_length, bool onesided)"
    " -> Tensor": stft,
    "matmul(Tensor x, Tensor y) -> Tensor": matmul,
    "prod(Tensor x, int axis) -> Tensor": prod,
    "order(Tensor x, bool descending) -> Tensor": order,
    "put(Tensor x, Tensor index, Tensor values, str reduction) -> Tensor": put,
    "reshape(Tensor x, SymInt[] shape, int[] before, int[] after) -> Tensor": reshape,
    "istft(Tensor x, Tensor? window, int n_fft, int hop_length, int win_length, bool center,"
    " bool normalized, bool onesided, SymInt? length) -> Tensor": istft,
}


# With results of a size that is known only at run time: as they run, and as they are traced.
DYNAMIC: tuple[tuple[str, Callable[..., Tensor], Callable[..., Tensor]], ...] = (
    ("count(Tensor n) -> Tensor", count, fake_count),
    ("find(Tensor mask) -> Tensor", find, fake_find),
)


def define_library() -> torch.library.Library:
    """Define every op; they live as long as the returned library."""
    library = torch.library.Library("milcomplex", "DEF")
    schemas: dict[str, Callable[..., Any]] = {
        **{
            f"{name}(Tensor x) -> Tensor": f
            for name, f in (FUNCTIONS | PROPERTIES | LAYOUT).items()
        },
        **{f"{name}(Tensor x, Tensor y) -> Tensor": f for name, f in BINARY.items()},
        **COMPOUND,
    }
    for schema, function in schemas.items():
        name = library.define(schema)
        library.impl(name, function, "CompositeExplicitAutograd")
    for schema, function, fake in DYNAMIC:
        name = library.define(schema)
        library.impl(name, function, "CPU")
        torch.library.register_fake(f"milcomplex::{name}", fake, lib=library)
    return library


LIBRARY = define_library()
milc = torch.ops.milcomplex
