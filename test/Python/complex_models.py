"""PyTorch models with complex numbers, and arguments for them, which several tests share."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor, nn
from torch._higher_order_ops.scan import scan
from torch._higher_order_ops.while_loop import while_loop
from torch.export import Dim
from torch.nn import functional

C64 = torch.complex64


def draw(*shape: int, dtype: torch.dtype = torch.float32) -> Tensor:
    """Return random numbers, the same every time."""
    return torch.randn(shape, dtype=dtype, generator=torch.Generator().manual_seed(7))


@dataclass(frozen=True)
class Case:
    """A model and its arguments.

    Attributes
    ----------
    name : str
        What it is called in reports.
    make : callable
        Returns the model.
    arguments : callable
        Returns the arguments.
    dynamic_shapes : object
        As torch.export.export accepts them; None where all sizes are static.
    others : callable
        Returns arguments of other sizes.
    """

    name: str
    make: Callable[[], Any]
    arguments: Callable[[], tuple[Any, ...]]
    dynamic_shapes: Any = None
    others: Callable[[], tuple[Any, ...]] = field(default=lambda: ())


class SeedModel(nn.Module):
    """A complex buffer of which the parts, a product and a transform are read."""

    w: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("w", draw(8, dtype=C64))

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        product = x * self.w
        spectrum = torch.fft.fft(product)
        return self.w.real + x, self.w.imag * x, product.real, spectrum.real, spectrum.imag


def rotate(x: Tensor, angles: Tensor) -> Tensor:
    """Rotate pairs of features by angles of their position."""
    pairs = torch.view_as_complex(x.reshape(*x.shape[:-1], -1, 2))
    return torch.view_as_real(pairs * torch.polar(torch.ones_like(angles), angles)).flatten(-2)


class RopeAttention(nn.Module):
    """Attention with rotary embeddings, as in Llama."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(32, 32) for _ in range(3))

    def forward(self, x: Tensor) -> Tensor:
        # coremltools makes integers of torch.arange(n, dtype=torch.float32).
        positions = torch.arange(x.shape[1]).float()
        rates = 10000 ** (-torch.arange(0, 8, 2).float() / 8)
        angles = torch.outer(positions, rates)

        def split(y: Tensor) -> Tensor:
            return y.reshape(x.shape[0], x.shape[1], 4, 8).transpose(1, 2)

        q, k, v = (split(layer(x)) for layer in (self.query, self.key, self.value))
        y = functional.scaled_dot_product_attention(rotate(q, angles), rotate(k, angles), v)
        return y.transpose(1, 2).flatten(2)


class Spectrogram(nn.Module):
    """The magnitude of a short-time transform."""

    window: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("window", torch.hann_window(64))

    def forward(self, x: Tensor) -> Tensor:
        return torch.stft(x, 64, 16, window=self.window, return_complex=True).abs()


class Denoiser(nn.Module):
    """A mask in the time-frequency plane, and back to a signal."""

    window: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("window", torch.hann_window(64))
        self.mask = nn.Linear(33, 33)

    def forward(self, x: Tensor) -> Tensor:
        z = torch.stft(x, 64, 16, window=self.window, return_complex=True)
        mask = torch.sigmoid(self.mask(z.abs().transpose(1, 2))).transpose(1, 2)
        y: Tensor = torch.istft(z * mask, 64, 16, window=self.window)
        return y


class Vocoder(nn.Module):
    """A head that predicts magnitudes and phases of frames, as Vocos has."""

    window: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("window", torch.hann_window(64))
        self.head = nn.Linear(16, 66)

    def forward(self, x: Tensor) -> Tensor:
        magnitude, phase = self.head(x).transpose(1, 2).chunk(2, 1)
        z = torch.exp(magnitude).clip(max=100) * torch.exp(1j * phase)
        y: Tensor = torch.istft(z, 64, 16, window=self.window)
        return y


class FNet(nn.Module):
    """Mixes tokens by a transform of both axes."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(16, 16)

    def forward(self, x: Tensor) -> Tensor:
        mixed = torch.fft.fft(torch.fft.fft(x, dim=-1), dim=-2).real
        y: Tensor = x + self.layer(functional.layer_norm(x + mixed, (16,)))
        return y


class FourierLayer(nn.Module):
    """A layer of a Fourier neural operator in two dimensions."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(draw(2, 4, 4, 5, 5, dtype=C64) / 4)

    def forward(self, x: Tensor) -> Tensor:
        z = torch.fft.rfft2(x)
        y = torch.zeros(x.shape[0], 4, 16, 9, dtype=C64)
        y[:, :, :5, :5] = torch.einsum("bixy,ioxy->boxy", z[:, :, :5, :5], self.weight[0])
        y[:, :, -5:, :5] = torch.einsum("bixy,ioxy->boxy", z[:, :, -5:, :5], self.weight[1])
        return functional.gelu(torch.fft.irfft2(y, s=(16, 16)))


class StateSpace(nn.Module):
    """A diagonal state space model (S4D) as a convolution."""

    def __init__(self) -> None:
        super().__init__()
        self.rate = nn.Parameter(torch.linspace(0.1, 1, 4))
        self.frequency = nn.Parameter(math.pi * torch.arange(4.0))
        self.output = nn.Parameter(draw(4, dtype=C64))

    def forward(self, u: Tensor) -> Tensor:
        n = u.shape[-1]
        a = torch.complex(-self.rate, self.frequency) * 0.1
        powers = torch.exp(a[:, None] * torch.arange(n))
        kernel = 2 * (self.output * (torch.exp(a) - 1) / a) @ powers
        spectrum = torch.fft.rfft(kernel.real, 2 * n) * torch.fft.rfft(u, 2 * n)
        y: Tensor = torch.fft.irfft(spectrum, 2 * n)
        return y[..., :n]


class LinearRecurrence(nn.Module):
    """A linear recurrent unit (LRU), step by step."""

    def __init__(self) -> None:
        super().__init__()
        self.log_rate, self.angle = nn.Parameter(draw(6)), nn.Parameter(draw(6))
        self.into = nn.Parameter(draw(4, 6, dtype=C64))
        self.out = nn.Parameter(draw(6, 4, dtype=C64))

    def forward(self, x: Tensor) -> Tensor:
        decay = torch.exp(torch.complex(-torch.exp(self.log_rate), self.angle))
        state = torch.zeros(x.shape[0], 6, dtype=C64)
        steps = []
        for i in range(x.shape[1]):
            state = decay * state + x[:, i].to(C64) @ self.into
            steps.append((state @ self.out).real)
        return torch.stack(steps, 1)


class ComplexNetwork(nn.Module):
    """Complex layers with an activation on both parts."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Linear(8, 16, dtype=C64)
        self.second = nn.Linear(16, 4, dtype=C64)

    def forward(self, x: Tensor) -> Tensor:
        y = self.first(x.to(C64))
        y = torch.complex(torch.relu(y.real), torch.relu(y.imag))
        magnitude: Tensor = self.second(y).abs()
        return magnitude


class ComplexConvolution(nn.Module):
    """Convolutions of two dimensions, and a phase-preserving activation."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(1, 4, 3, padding=1, dtype=C64)
        self.second = nn.ConvTranspose2d(4, 2, 2, stride=2, dtype=C64)

    def forward(self, x: Tensor) -> Tensor:
        y = self.first(torch.fft.fft2(x))
        y = torch.polar(torch.relu(y.abs() - 0.1), y.angle())
        return torch.view_as_real(self.second(y))


class Reconstruction(nn.Module):
    """Magnetic resonance imaging: two steps of gradient descent with coil sensitivities."""

    coils: Tensor
    mask: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("coils", draw(3, 16, 16, dtype=C64))
        self.register_buffer("mask", (draw(16, 16) > 0).float())

    def forward(self, k: Tensor) -> Tensor:
        data = torch.view_as_complex(k)
        image = torch.zeros(16, 16, dtype=C64)
        for _ in range(2):
            residual = self.mask * torch.fft.fft2(self.coils * image, norm="ortho") - data
            back = torch.fft.ifft2(self.mask * residual, norm="ortho")
            image = image - 0.2 * (self.coils.conj() * back).sum(0)
        return image.abs()


class Functions(nn.Module):
    """One of each function."""

    def forward(self, x: Tensor) -> Tensor:
        z = torch.view_as_complex(x)
        results = [torch.exp(z), torch.log(z), torch.sqrt(z), torch.sin(z), torch.tanh(z)]
        results += [torch.asin(z), torch.acosh(z), torch.atan(z), 1 / z, z**2, z**3, torch.sgn(z)]
        results += [torch.expm1(z), torch.log1p(z), torch.sigmoid(z), z**0.3]
        return torch.view_as_real(torch.stack(results))


class Routing(nn.Module):
    """Sorting, selection and scattering of complex values by real ones."""

    def forward(self, x: Tensor) -> Tensor:
        z = torch.fft.rfft(x)
        power = z.real**2 + z.imag**2
        _, places = torch.topk(power, 4)
        chosen = torch.gather(z, -1, places)
        kept = torch.zeros_like(z).scatter(-1, places, chosen)
        y: Tensor = torch.fft.irfft(kept, x.shape[-1])
        return y


class LongTransform(nn.Module):
    """A transform of a length that has factors."""

    def forward(self, x: Tensor) -> Tensor:
        return torch.view_as_real(torch.fft.fft(x))


class ComplexBoundary(nn.Module):
    """Complex arguments and results."""

    def forward(self, z: Tensor, x: Tensor) -> dict[str, Tensor]:
        return {"product": z * x, "conjugate": z.conj(), "size": x + z.abs()}


class Branch(nn.Module):
    """Branches on complex values."""

    def forward(self, z: Tensor) -> Any:
        return torch.cond(z.real.sum() > 0, lambda z: torch.fft.ifft(z), lambda z: z * 3j, (z,))


class Loop(nn.Module):
    """A loop that carries complex values."""

    def forward(self, z: Tensor) -> Any:
        def step(i: Tensor, z: Tensor) -> Any:
            return i + 1, torch.fft.fft(z) * (1 + 1j) / 4

        return while_loop(lambda i, z: i < 3, step, (torch.tensor(0), z))


class Scan(nn.Module):
    """A scan with a complex state."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(draw(4, dtype=C64))

    def forward(self, z: Tensor) -> Any:
        def step(state: Tensor, item: Tensor) -> Any:
            return state * 0.5j + item * self.weight, (state * item).abs()

        return scan(step, z, torch.stack([z, z * 2j, z.conj()]))


class RealBranch(nn.Module):
    """A branch with complex values inside only."""

    def forward(self, z: Tensor) -> Any:
        x = z.real.contiguous()
        return torch.cond(x.sum() > 0, lambda x: torch.fft.fft(x).abs(), lambda x: x * 2, (x,))


BATCH = Dim("batch", min=2, max=64)
CASES = (
    Case("complex buffer", SeedModel, lambda: (draw(4, 8),)),
    Case(
        "attention with RoPE",
        RopeAttention,
        lambda: (draw(2, 16, 32),),
        ({0: BATCH},),
        lambda: (draw(5, 16, 32),),
    ),
    Case(
        "spectrogram",
        Spectrogram,
        lambda: (draw(2, 1024),),
        ({0: BATCH},),
        lambda: (draw(5, 1024),),
    ),
    Case("STFT and back", Denoiser, lambda: (draw(2, 1024),)),
    Case(
        "vocoder",
        Vocoder,
        lambda: (draw(2, 40, 16),),
        ({1: Dim("frames", min=10, max=1000)},),
        lambda: (draw(2, 63, 16),),
    ),
    Case("FNet", FNet, lambda: (draw(2, 24, 16),)),
    Case("FNO layer", FourierLayer, lambda: (draw(2, 4, 16, 16),)),
    Case("S4D", StateSpace, lambda: (draw(3, 50),)),
    Case("LRU", LinearRecurrence, lambda: (draw(2, 6, 4),)),
    Case("complex MLP", ComplexNetwork, lambda: (draw(3, 8),)),
    Case("complex convolution", ComplexConvolution, lambda: (draw(1, 1, 12, 12),)),
    Case("MRI reconstruction", Reconstruction, lambda: (draw(3, 16, 16, 2),)),
    Case("functions", Functions, lambda: (draw(5, 6, 2) + 0.3,)),
    Case("top-k of a spectrum", Routing, lambda: (draw(2, 32),)),
    Case("FFT of 1024", LongTransform, lambda: (draw(8, 1024),)),
    Case("FFT of 1009", LongTransform, lambda: (draw(2, 1009),)),
    Case("FFT of 1201", LongTransform, lambda: (draw(2, 1201),)),
)
