"""The ops of PyTorch over complex numbers, compiled and compared with eager ones."""

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor
from torch.nn import functional

import milcomplex.torch

C64 = torch.complex64


def draw(*shape: int, dtype: torch.dtype = C64) -> Tensor:
    """Return random numbers, the same every time."""
    return torch.randn(shape, dtype=dtype, generator=torch.Generator().manual_seed(7))


def check(model: Callable[..., Any], *arguments: Tensor, rtol: float = 1e-5) -> None:
    """Compare the results, a tensor or several, of an exported function."""
    found = milcomplex.torch.export(model, *arguments).compile()(*arguments)
    expected = model(*arguments)
    several = isinstance(expected, (tuple, list))
    for x, y in zip(found, expected, strict=True) if several else [(found, expected)]:
        largest = max(1.0, float(y.to(torch.complex128).abs().max()))
        torch.testing.assert_close(x, y, rtol=rtol, atol=rtol * largest, equal_nan=True)


def test_arithmetic() -> None:
    def model(x: Tensor, y: Tensor, r: Tensor) -> tuple[Tensor, ...]:
        return (
            x + y * 2 - 1j,
            torch.add(x, y, alpha=2j),
            x * y / (y + 1),
            x * r / (r + 3),
            r / x,
            2 - x,
            x**2 + x**0.5 + x**-1 + x**r,
            2**x,
            -x,
            x.conj() * x.angle(),
            torch.addcmul(x, x, y, value=0.5),
        )

    check(model, draw(4, 3), draw(3), draw(4, 1, dtype=torch.float32))


def test_angles_of_what_is_real() -> None:
    # Where the spectrum of a real operand is real, its imaginary part is +0: the angle is 0 or pi.
    def model(x: Tensor) -> tuple[Tensor, ...]:
        spectra = [torch.fft.fft(x), torch.fft.rfft(x), torch.fft.fft(x.mT, dim=-2)]
        spectra.append(torch.stft(x, 34, center=False, onesided=False, return_complex=True))
        return tuple(spectrum.angle() for spectrum in spectra)

    check(model, draw(16, 34, dtype=torch.float32), rtol=1e-4)
    check(lambda x: torch.fft.fft(x).angle(), draw(16, 17, dtype=torch.float32), rtol=1e-4)


@pytest.mark.parametrize("shape", [(3, 5), (4, 6), (17, 6), (6, 17), (1, 4)])
def test_zeros_of_spectra_along_several_axes(shape: tuple[int, int]) -> None:
    fft = torch.fft

    def model(x: Tensor) -> tuple[Tensor, ...]:
        return (
            fft.fft2(x),
            fft.ifft2(x, norm="ortho"),
            fft.fftn(x),
            fft.ifftn(x, norm="forward", dim=(1, 0)),
            fft.rfft2(x),
            fft.rfftn(x, norm="ortho"),
            fft.ihfft2(x),
            fft.ihfftn(x, norm="ortho"),
            fft.ihfftn(x, norm="forward", dim=(0, 1)),
        )

    x = draw(*shape, dtype=torch.float32)
    check(model, x)
    parts = [z.imag for z in milcomplex.torch.export(model, x).compile()(x)]
    rows, columns = ([0, n // 2] if n % 2 == 0 else [0] for n in shape)
    for im in parts[:6]:
        ends = im[rows][:, columns]
        assert (ends == 0).all() and not ends.signbit().any()
    for im in parts[6:]:
        ends = im[rows][:, columns]
        # Zeros of a sum along the columns, as PyTorch has them, and of a difference.
        assert (ends == 0).all() and ends[0].signbit().all() and not ends[1:].signbit().any()


def test_functions() -> None:
    names = """
    exp expm1 exp2 log log1p log2 log10 sqrt rsqrt sin cos tan sinh cosh tanh asin acos atan asinh
    acosh atanh sigmoid sgn square reciprocal abs angle isfinite isnan
    """.split()

    def model(x: Tensor) -> tuple[Tensor, ...]:
        return tuple(getattr(torch, name)(x) for name in names)

    check(model, draw(16))


def test_overflow_is_the_results_own() -> None:
    x = torch.tensor([1e30 + 1e30j, 1e-30 - 1e-30j])
    check(lambda x: (torch.abs(x), torch.sqrt(x), x / x), x)


def test_comparisons() -> None:
    x, y = draw(5), draw(5).index_fill(0, torch.tensor([1, 3]), 1j)
    check(lambda x, y: (x == y, x != y, torch.isclose(x, y), torch.logical_and(x, y)), x, y)


def test_comparisons_of_constants_with_numbers_of_another_kind() -> None:
    def model(x: Tensor) -> tuple[Tensor, ...]:
        zeros, twos = torch.zeros(3), torch.full((3,), 2)
        return x + 1, zeros == 0, twos < 2.5, torch.ones(3, dtype=torch.bool) == 1, zeros != 0j

    check(model, draw(3))


def test_reductions() -> None:
    def model(x: Tensor) -> tuple[Tensor, ...]:
        return (
            x.sum(),
            x.mean(1),
            x.prod(0),
            x.prod(),
            x.cumsum(1),
            x.cumprod(0),
            x.var(),
            x.std(0),
            x.logcumsumexp(0),
            torch.linalg.vector_norm(x),
            torch.linalg.vector_norm(x, 1, 0),
            torch.linalg.norm(x),
        )

    check(model, draw(4, 5), rtol=1e-4)


def test_moves() -> None:
    def model(x: Tensor, y: Tensor) -> tuple[Tensor, ...]:
        return (
            x.T.reshape(2, 6)[:, 1:5:2],
            torch.cat([x, y]),
            torch.stack([x, y]).flip(1),
            x.roll(1, 0),
            functional.pad(x, (1, 2), value=2),
            torch.constant_pad_nd(x, (0, 0, 1, -1), 1j),
            torch.tril(x) + torch.triu(y, 1),
            torch.where(x.real > 0, x, y),
            x.masked_fill(y.imag > 0, 2 - 1j),
            torch.diagonal(x),
            torch.full_like(x, 1j) + torch.ones_like(x),
            x.unfold(1, 2, 1),
            torch.view_as_real(x),
            torch.view_as_complex(torch.view_as_real(y)),
            torch.fft.fftshift(x),
        )

    check(model, draw(3, 4), draw(3, 4) + 1)


def test_places() -> None:
    index = torch.tensor([2, 0, 2])

    def model(x: Tensor, y: Tensor) -> tuple[Tensor, ...]:
        places = index.unsqueeze(1).expand(3, 4)
        return (
            x[index],
            x.gather(0, places),
            x.scatter(0, places[:2], y),
            x.scatter_add(0, places, y),
            x.index_add(0, index, y, alpha=2j),
            x.index_copy(1, torch.tensor([3, 1]), y[:, :2]),
            x.index_put((index, torch.tensor([1, 1, -1])), y[:, 0], accumulate=True),
            x.masked_scatter(x.real > 0, y),
            x.take(torch.tensor([0, 5])),
        )

    check(model, draw(3, 4), draw(3, 4) + 1)


def test_write_out_of_range_stays_in_memory() -> None:
    x, y = torch.zeros(3, 4, dtype=C64), torch.ones(2, 4, dtype=C64)
    add = milcomplex.torch.export(lambda x, i, y: x.index_add(0, i, y), x, torch.tensor([0, 1]), y)
    found = add.compile()(x, torch.tensor([10**9, -9]), y)
    torch.testing.assert_close(found[:, 0], torch.tensor([1, 0, 1], dtype=C64))


def test_masks() -> None:
    def model(x: Tensor) -> tuple[Tensor, ...]:
        mask = x.real > 0
        return (
            torch.nonzero(mask),
            x[mask] * 2,
            torch.masked_select(x, mask),
            x[:, mask[0]],
            torch.index_put(x, (mask,), torch.tensor(1j)),
        )

    check(model, draw(3, 4))


def test_assignment_where_a_mask_holds() -> None:
    def model(x: Tensor, r: Tensor) -> tuple[Tensor, ...]:
        x, r = x.clone(), r.clone()
        x[x.real > 0] = x[x.real > 0].exp()
        r[r > 0] *= 2
        return x, r

    check(model, draw(3, 4), draw(3, 4, dtype=torch.float32))


def test_indices_of_a_dynamic_number() -> None:
    def model(x: Tensor, r: Tensor) -> tuple[Tensor, ...]:
        rows, columns = torch.where(r > 0)
        return x[rows, columns], x[:, columns], r[torch.nonzero(r > 0, as_tuple=True)]

    check(model, draw(3, 4), draw(3, 4, dtype=torch.float32))


def test_table() -> None:
    indices = torch.tensor([[1, 4], [0, 2]])
    check(lambda w: functional.embedding(indices, w, padding_idx=0), draw(5, 3))


def test_memory_of_another_type() -> None:
    check(lambda x, r: (x.view(torch.float32), r.view(C64)), draw(3, 4), draw(3, 4).real.clone())


def test_roll_of_all() -> None:
    check(lambda x, r: (x.roll(2), r.roll(-1)), draw(3, 4), draw(3, 4, dtype=torch.float32))


def test_assignment_to_a_slice() -> None:
    def model(x: Tensor) -> Tensor:
        y = torch.zeros(4, 3, dtype=C64)
        y[1:3] = x
        y[0, ::2] = y.new_full((2,), 1j)
        return y

    check(model, draw(2, 3))


def test_products() -> None:
    def model(x: Tensor, y: Tensor, v: Tensor) -> tuple[Tensor, ...]:
        return (
            x @ y,
            x @ v,
            x @ y.real.to(C64),
            torch.einsum("ij,kj->ik", x, x.conj()),
            torch.vdot(v, v),
            torch.outer(v, v),
            torch.stack([x, x]) @ y,
            torch.kron(x[:2, :2], y[:2, :2]),
        )

    check(model, draw(3, 4), draw(4, 5), draw(4))


@pytest.mark.parametrize("rank", [1, 2, 3])
def test_convolutions(rank: int) -> None:
    convolve = (functional.conv1d, functional.conv2d, functional.conv3d)[rank - 1]
    x, w, b = draw(2, 4, *[6] * rank), draw(4, 2, *[3] * rank), draw(4)
    check(lambda x, w, b: convolve(x, w, b, stride=2, padding=1, groups=2), x, w, b, rtol=1e-4)


def test_transforms_of_other_lengths_along_several_axes() -> None:
    fft = torch.fft

    def model(x: Tensor, r: Tensor, n: Tensor) -> tuple[Tensor, ...]:
        return (
            fft.fftn(x, s=(5,)),
            fft.ifft2(x, s=(3, -1), norm="forward"),
            fft.fft2(r, s=(-1, 9), dim=(0, 2), norm="ortho"),
            fft.fftn(n),
            fft.ifftn(r, s=(6, 3), dim=(-1, 0)),
            fft.ihfft2(r, s=(3, 8), norm="ortho"),
            fft.ihfftn(r, dim=(2, 0)),
            fft.ihfftn(r, s=(8,)),
            fft.ihfftn(n, norm="forward"),
        )

    check(model, draw(2, 4, 5), draw(2, 4, 6, dtype=torch.float32), torch.arange(12).view(3, 4))


def test_transforms() -> None:
    fft = torch.fft

    def model(x: Tensor, r: Tensor) -> tuple[Tensor, ...]:
        return (
            fft.fft(x),
            fft.ifft(x, n=7, norm="ortho"),
            fft.fft2(x, norm="forward"),
            fft.ifftn(x),
            fft.fft(r, dim=0),
            fft.rfft(r),
            fft.irfft(x, n=9),
            fft.rfft2(r),
            fft.irfft2(x),
            fft.rfftn(r, norm="ortho"),
            fft.irfftn(x, s=(4, 6)),
            fft.hfft(x),
            fft.ihfft(r),
        )

    check(model, draw(4, 5), draw(4, 6, dtype=torch.float32))


def test_short_time_transforms() -> None:
    window = torch.hann_window(16)

    def model(x: Tensor) -> tuple[Tensor, ...]:
        frames = torch.stft(x, 16, 4, window=window, return_complex=True)
        return (
            frames,
            torch.stft(x, 16, center=False, normalized=True, onesided=False, return_complex=True),
            torch.istft(frames, 16, 4, window=window),
            torch.istft(frames * 1j, 16, 4, window=window, length=50),
        )

    check(model, draw(2, 64, dtype=torch.float32))


def test_factorizations() -> None:
    def model(x: Tensor, y: Tensor) -> tuple[Tensor, ...]:
        positive = x @ x.mH + 4 * torch.eye(3)
        q, r = torch.linalg.qr(x)
        return (
            torch.linalg.solve(x, y),
            torch.linalg.det(x),
            torch.linalg.cholesky(positive),
            q,
            r,
        )

    check(model, draw(3, 3), draw(3, 2), rtol=1e-4)


def test_factorizations_say_where_they_fail() -> None:
    def model(x: Tensor, y: Tensor) -> tuple[Tensor, ...]:
        return (
            torch.linalg.inv_ex(x).info,
            torch.linalg.lu_factor_ex(x)[2],
            torch.linalg.cholesky_ex(y).info,
            torch.linalg.cholesky_ex(y, upper=True).info,
        )

    singular = torch.tensor([[1, 2, 3], [2, 4, 6], [1, 0, 1]], dtype=C64)
    indefinite = torch.diag(torch.tensor([1, 2, -3], dtype=C64))
    check(model, torch.stack([singular, torch.eye(3) + 0j]), indefinite)


def test_spectra() -> None:
    def model(x: Tensor) -> tuple[Tensor, ...]:
        return torch.linalg.svdvals(x), torch.linalg.eigvalsh(x @ x.mH)

    check(model, draw(2, 3), rtol=1e-4)


def test_eigenvalues_of_any_matrix() -> None:
    def model(x: Tensor) -> tuple[Tensor, ...]:
        values, vectors = torch.linalg.eig(x)
        square = torch.linalg.eigvals(x).abs().square()
        residual = (x.to(vectors.dtype) @ vectors - vectors * values.unsqueeze(-2)).abs() < 1e-5
        return residual, values.abs().square().sum(-1), square.sum(-1)

    check(model, draw(2, 4, 4), rtol=1e-4)
    check(model, draw(2, 4, 4, dtype=torch.float32), rtol=1e-4)


def test_exponentials_of_matrices() -> None:
    def model(x: Tensor, y: Tensor) -> tuple[Tensor, ...]:
        return torch.matrix_exp(x), torch.linalg.matrix_exp(x.real), torch.matrix_exp(y)

    check(model, draw(2, 4, 4), 30 * draw(3, 3), rtol=1e-4)


@pytest.mark.parametrize("scale", [1e-20, 1e15])
def test_factorizations_at_any_scale(scale: float) -> None:
    def model(x: Tensor) -> tuple[Tensor, ...]:
        small, large = x * scale, x * (1 / scale)
        square = x[:, :3] @ x[:, :3].mH + torch.eye(3)
        values, vectors = torch.linalg.eigh(square * scale)
        q, r = torch.linalg.qr(small)
        return (
            torch.linalg.svdvals(small) / scale,
            torch.linalg.pinv(large) / scale,
            values / scale,
            vectors.abs(),
            q,
            r / scale,
            torch.linalg.cond(small),
            torch.linalg.matrix_rank(large),
            torch.linalg.inv(square * scale) * scale,
        )

    check(model, draw(3, 5), rtol=1e-4)


def test_norm_of_squares_that_underflow() -> None:
    def model(x: Tensor, r: Tensor) -> tuple[Tensor, ...]:
        return x.norm() * 1e20, r.norm(dim=1, keepdim=True) * 1e20, (0 * r).norm(dim=0)

    check(model, draw(3, 4) * 1e-20, draw(3, 4, dtype=torch.float32) * 1e-20)


def test_norm_of_infinities() -> None:
    check(lambda r: (r.norm(), r.norm(dim=1)), torch.tensor([[1, torch.inf], [3, 4]]))


def test_double_precision() -> None:
    def model(x: Tensor) -> tuple[Tensor, ...]:
        return torch.fft.fft(x), x @ x.T, x.prod(1), x / (x + 2)

    check(model, draw(6, 8, dtype=torch.complex128), rtol=1e-13)


def test_gradient_that_begins_with_an_empty_tensor() -> None:
    def model(z: Tensor) -> Tensor:
        z = z.detach().requires_grad_()
        with torch.enable_grad():
            loss = torch.atanh(z / 4).abs().square().sum()
        return torch.autograd.grad(loss, z)[0]

    check(model, draw(3, 4))


@pytest.mark.parametrize("pads", [(1, 2), (-1, 3), (2, -2, 0, 1), (1, 2, -1, 3, 2, 0)])
@pytest.mark.parametrize("dtype", [C64, torch.float32])
def test_gradient_of_replication_padding(dtype: torch.dtype, pads: tuple[int, ...]) -> None:
    def model(z: Tensor) -> Tensor:
        z = z.detach().requires_grad_()
        with torch.enable_grad():
            loss = functional.pad(z, pads, mode="replicate").abs().pow(3).sum()
        return torch.autograd.grad(loss, z)[0]

    shape = (2, 1, 3, 4, 5)
    check(model, draw(*shape[:2], *shape[-len(pads) // 2 :], dtype=dtype))
