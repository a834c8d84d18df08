"""Ops of PyTorch on real tensors that torch-mlir lacks, compiled and compared with eager ones."""

from collections.abc import Callable
from typing import Any

import pytest
import torch
from test_torch_ops import C64, check
from torch import Tensor
from torch.nn import functional

import milcomplex.torch

F32, F64 = torch.float32, torch.float64
INF, NAN = float("inf"), float("nan")
SPECIAL = torch.tensor([0.0, -0.0, 1.0, -1.0, 2.5, -2.5, 1e-40, -3e38, INF, -INF, NAN])


def draw(*shape: int, dtype: torch.dtype = F32) -> Tensor:
    """Return random numbers, the same every time."""
    return torch.randn(shape, dtype=dtype, generator=torch.Generator().manual_seed(3))


@pytest.mark.parametrize("dtype", [F32, F64])
def test_special_functions(dtype: torch.dtype) -> None:
    special = torch.special
    functions: list[Callable[[Tensor], Tensor]] = [
        special.erfcx,
        special.erfc,
        special.log_ndtr,
        special.i0,
        special.i0e,
        special.i1,
        special.i1e,
        special.modified_bessel_k0,
        special.modified_bessel_k1,
        special.scaled_modified_bessel_k0,
        special.scaled_modified_bessel_k1,
        special.bessel_j0,
        special.bessel_j1,
        special.bessel_y0,
        special.bessel_y1,
        special.spherical_bessel_j0,
        special.gammaln,
        special.digamma,
        lambda x: special.polygamma(1, x),
        lambda x: special.polygamma(4, x),
        lambda x: special.zeta(2.5, x.abs()),
        lambda x: special.erfinv(x / 12),
        lambda x: special.ndtri(x.abs() / 13),
        lambda x: special.chebyshev_polynomial_t(x.nan_to_num() / 12, 5),
        lambda x: special.legendre_polynomial_p(x.nan_to_num() / 12, 4),
    ]

    def model(x: Tensor) -> tuple[Tensor, ...]:
        return tuple(function(x) for function in functions)

    # Neither poles nor zeros, at which errors are relative to the operand.
    x = torch.cat([torch.linspace(-11.9, 11.9, 24), torch.tensor([1e-3, 0.3, 40.0])]).to(dtype)
    x = torch.cat([x, torch.tensor([NAN], dtype=dtype)])
    found = milcomplex.torch.export(model, x).compile()(x)
    for y, expected in zip(found, model(x), strict=True):
        # PyTorch's own J and Y have errors of 1e-6.
        torch.testing.assert_close(y, expected, rtol=2e-5, atol=2e-6, equal_nan=True)


def test_chebyshev_polynomials_of_a_tensor_of_degrees() -> None:
    special = torch.special
    families: list[Callable[[Tensor, Tensor], Tensor]] = [
        special.chebyshev_polynomial_t,
        special.chebyshev_polynomial_u,
        special.chebyshev_polynomial_v,
        special.chebyshev_polynomial_w,
        special.shifted_chebyshev_polynomial_u,
    ]

    def model(x: Tensor, degrees: Tensor) -> tuple[Tensor, ...]:
        return tuple(family(x, degrees) for family in families)

    x = torch.tensor([-2.5, -1, -0.7, 0, 0.2, 1, 1.25, NAN], dtype=F64)[:, None]
    check(model, x, torch.tensor([-1, 0, 1, 2, 5, 8], dtype=F64), rtol=1e-9)


def test_special_functions_of_integers_and_halves() -> None:
    check(lambda x: (torch.lgamma(x), torch.special.i0e(x)), torch.arange(1, 6))
    check(torch.erfc, draw(8).to(torch.bfloat16), rtol=1e-2)


def test_bits() -> None:
    def model(x: Tensor, y: Tensor) -> tuple[Tensor, ...]:
        return (
            torch.signbit(x),
            torch.copysign(x, y),
            torch.copysign(x, -0.0),
            *torch.frexp(x),
            torch.nextafter(x, y),
            x.view(torch.int32),
        )

    check(model, SPECIAL, SPECIAL.flip(0))


def test_reciprocal_of_zero_is_infinite() -> None:
    check(lambda x: (1 / x, x.reciprocal(), x**-1), SPECIAL)


def test_elementwise() -> None:
    def model(x: Tensor, y: Tensor) -> tuple[Tensor, ...]:
        return (
            torch.hypot(x, y),
            torch.fmax(x, y),
            torch.fmin(x, y[0]),
            torch.angle(x),
            torch.rsub(x, y, alpha=2),
        )

    check(model, SPECIAL, SPECIAL.flip(0))


def test_nan_is_neither_finite_nor_lost() -> None:
    def model(x: Tensor, y: Tensor) -> tuple[Tensor, ...]:
        return torch.isfinite(x), torch.maximum(x, y), torch.minimum(x, y), x.clamp(-1, 1)

    check(model, SPECIAL, torch.zeros(()))
    check(model, torch.zeros(()), SPECIAL)


def test_running_extremes() -> None:
    x = torch.tensor([[1.0, 3.0, 3.0, 2.0], [4.0, NAN, 5.0, 6.0]])
    check(lambda x: (*torch.cummax(x, 1), *torch.cummin(x, 0), *torch.cummax(x[0, 0], 0)), x)


def test_reductions_of_numbers() -> None:
    check(lambda x: (x.amax(), x.amin(0), x.argmax(), torch.all(x), torch.any(x, 0)), draw())


def test_products_and_distances() -> None:
    def model(m: Tensor, v: Tensor) -> tuple[Tensor, ...]:
        return (
            torch.addmv(v, m, v, beta=2, alpha=3),
            torch.cdist(m, m[:2]),
            torch.cdist(m, m[:2], p=1),
            torch.nn.functional.pdist(m),
            torch.dist(m, m.T, 3),
        )

    check(model, draw(4, 4), draw(4))


def test_rolls_by_any_number() -> None:
    x = draw(5, 3)
    check(lambda x: tuple(torch.roll(x, n, 0) for n in (-9, -5, -1, 0, 2, 5, 12)), x)
    check(lambda x: (torch.roll(x, 4), torch.roll(x, (1, -4), (0, 1))), x)
    check(lambda x: torch.roll(x, (7, -1), (1, 0)), draw(5, 3, dtype=torch.complex64))


def test_places_in_a_number() -> None:
    compiled = milcomplex.torch.export(torch.nonzero, torch.tensor(2.0)).compile()
    for x in (torch.tensor(2.0), torch.tensor(0.0)):
        assert compiled(x).shape == torch.nonzero(x).shape


def test_pooling_and_its_gradient() -> None:
    aten = torch.ops.aten
    options = ([3, 3], [2, 2], [1, 1], [1, 1], False)

    def model(x: Tensor) -> tuple[Tensor, ...]:
        pooled, index = aten.max_pool2d_with_indices(x, *options)
        gradient = aten.max_pool2d_with_indices_backward(2 * pooled, x, *options, index)
        return pooled, index, gradient

    check(model, draw(2, 3, 7, 6))
    check(model, draw(3, 7, 6))


def test_copies_of_views() -> None:
    def model(x: Tensor) -> tuple[Tensor, ...]:
        return (
            torch.permute_copy(x, (1, 0)),
            torch.view_copy(x, (6,)),
            torch.expand_copy(x, (2, 2, 3)),
            torch.as_strided_copy(x, (2, 2), (3, 1)),
        )

    check(model, draw(2, 3))


@pytest.mark.parametrize("include_self", [True, False])
def test_reductions_at_indices(include_self: bool) -> None:
    index = torch.tensor([0, 2, 0, 1, 0])

    def model(x: Tensor, values: Tensor) -> tuple[Tensor, ...]:
        scattered = (
            torch.scatter_reduce(x, 0, index, values, name, include_self=include_self)
            for name in ("sum", "prod", "mean", "amax", "amin")
        )
        rows, slices = torch.stack([x, -x], 1), torch.stack([values, -values], 1)
        reduced = (
            torch.index_reduce(rows, 0, index, slices, name, include_self=include_self)
            for name in ("prod", "mean", "amax", "amin")
        )
        return *scattered, *reduced

    check(model, draw(4), draw(5))
    ints = torch.arange(4), torch.arange(5) - 2

    def model_of_integers(x: Tensor, values: Tensor) -> tuple[Tensor, ...]:
        return tuple(
            torch.scatter_reduce(x, 0, index, values, name, include_self=include_self)
            for name in ("sum", "mean", "amax")
        )

    check(model_of_integers, *ints)


def test_counts() -> None:
    def model(x: Tensor, weights: Tensor) -> tuple[Tensor, ...]:
        return (
            torch.bincount(x),
            torch.bincount(x, minlength=9),
            torch.bincount(x, weights),
            torch.histc(weights, 4, -1, 1),
            torch.histc(weights, 3),
            *torch.histogram(weights, 3, range=(-1.0, 1.0), density=True),
            torch.repeat_interleave(weights, x),
            torch.repeat_interleave(x),
        )

    check(model, torch.tensor([1, 0, 3, 1, 1]), draw(5))


def test_segments() -> None:
    indices, offsets = torch.tensor([1, 2, 4, 5, 4, 3]), torch.tensor([0, 2, 2])

    def model(table: Tensor, x: Tensor) -> tuple[Tensor, ...]:
        bags = (
            functional.embedding_bag(indices, table, offsets, mode=mode, padding_idx=4)
            for mode in ("sum", "mean", "max")
        )
        lengths = torch.tensor([2, 0, 4])
        segments = (
            torch.segment_reduce(x, name, lengths=lengths) for name in ("sum", "mean", "max")
        )
        return *bags, *segments

    check(model, draw(7, 3), draw(6, 2))


def test_windows_and_frequencies() -> None:
    def model(x: Tensor) -> tuple[Tensor, ...]:
        return (
            x * torch.fft.fftfreq(7, 0.5),
            x[:4] * torch.fft.rfftfreq(7),
            x * torch.hann_window(7),
            x * torch.hamming_window(7, periodic=False),
            x * torch.blackman_window(7),
            x * torch.bartlett_window(7, periodic=False),
            x * torch.kaiser_window(7, True, 5.0),
        )

    check(model, draw(7))


def test_random_orders_are_orders() -> None:
    compiled = milcomplex.torch.export(lambda x: x[torch.randperm(9)], torch.arange(9)).compile()
    assert sorted(compiled(torch.arange(9)).tolist()) == list(range(9))


def test_samples_without_replacement_are_distinct_and_possible() -> None:
    weights = torch.tensor([[1.0, 0.0, 2.0, 3.0], [0.0, 1.0, 1.0, 1.0]])
    compiled = milcomplex.torch.export(lambda w: torch.multinomial(w, 3), weights).compile()
    rows = compiled(weights)
    assert [sorted(row.tolist()) for row in rows] == [[0, 2, 3], [1, 2, 3]]


def test_indices_of_32_bits() -> None:
    table, z = draw(10, 4), draw(10, 4, dtype=torch.complex64)

    def model(i: Tensor) -> tuple[Tensor, ...]:
        return table[i], z[i], table[i, i], table.index_select(0, i)

    check(model, torch.tensor([1, -3, 3], dtype=torch.int32).abs())
    check(lambda i: table[i], torch.tensor([1, -3, 3], dtype=torch.int32))


def check_sizes(model: Callable[..., Any], *sizes: int) -> None:
    """Compare the results of a model of [2, n] with those of the eager one."""
    shapes = {0: {1: torch.export.Dim("n", min=2, max=100)}}
    compiled = milcomplex.torch.export(
        model, torch.rand(2, 12), dynamic_shapes=(shapes[0],)
    ).compile()
    for size in sizes:
        x = torch.rand(2, size)
        for found, expected in zip(compiled(x), model(x), strict=True):
            torch.testing.assert_close(found, expected, rtol=1e-5, atol=1e-5)


def test_numbers_that_depend_on_sizes() -> None:
    def model(x: Tensor) -> tuple[Tensor, ...]:
        n = x.shape[1]
        return (
            x / n**0.5,
            x * (n * 0.1) + n / 3,
            1.5 / n - x,
            torch.full((2,), n * 0.5),
            torch.full_like(x, n * 0.5),
            torch.where(x > n / 20, x, n * 0.1),
            x.clamp(max=n / 30) ** (n / 7),
            x.to(torch.complex64) * (n * 0.1),
        )

    check_sizes(model, 2, 12, 31)


def test_running_sums_along_a_dynamic_axis() -> None:
    def model(x: Tensor) -> tuple[Tensor, ...]:
        z = torch.complex(x, -x)
        return torch.cumsum(x, 1), torch.cumprod(x, 1), torch.cumsum(z, 1), torch.cumprod(z, 1)

    check_sizes(model, 2, 3, 12, 33)


def test_fold_of_a_dynamic_length() -> None:
    def model(x: Tensor) -> tuple[Tensor, ...]:
        n = x.shape[1]
        frames = x.unsqueeze(1).expand(2, 8, n)
        folded = functional.fold(frames, (1, (n - 1) * 2 + 8), (1, 8), stride=(1, 2))
        return (folded,)

    check_sizes(model, 2, 12, 31)


def test_derivative_by_a_product_with_a_number() -> None:
    def model(x: Tensor, y: Tensor) -> Tensor:
        y = y.detach().requires_grad_()
        with torch.enable_grad():
            return torch.autograd.grad((x + 1j * y).real.sum(), y)[0]

    check(model, draw(5), draw(5))


@pytest.mark.parametrize("dtype", [torch.float32, C64])
@pytest.mark.parametrize("shape", [(0, 5), (1,), (2, 3)])
def test_variance_of_fewer_elements_than_the_correction(
    shape: tuple[int, ...], dtype: torch.dtype
) -> None:
    def model(z: Tensor) -> tuple[Tensor, ...]:
        moments = (*torch.var_mean(z, correction=7), *torch.std_mean(z, correction=7))
        return torch.var(z, correction=7), torch.std(z), torch.var(z, -1), *moments

    z = draw(*shape, dtype=dtype)
    found = milcomplex.torch.export(model, z).compile()(z)
    torch.testing.assert_close(found, model(z), equal_nan=True)
