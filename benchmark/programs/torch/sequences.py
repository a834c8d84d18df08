"""Models of long sequences: state spaces and long convolutions."""

import math

import torch
from torch import Tensor, nn

from programs.program import Case, Program, draw, draw_complex


def convolve(u: Tensor, kernel: Tensor) -> Tensor:
    """Convolve the last dimensions causally, by transforms of twice their length."""
    length = u.shape[-1]
    spectrum = torch.fft.rfft(u, 2 * length) * torch.fft.rfft(kernel, 2 * length)
    return torch.fft.irfft(spectrum, 2 * length)[..., :length]


class S4D(nn.Module):
    """The convolution of S4D, whose kernel is a sum of complex modes.

    A. Gu et al., On the Parameterization and Initialization of Diagonal State Space Models,
    NeurIPS 2022, equations 5 and 9 (S4D-Lin, zero-order hold).
    """

    def __init__(self, channels: int, modes: int) -> None:
        """Draw the weights."""
        super().__init__()
        self.log_decay = nn.Parameter(torch.full((channels, modes), math.log(0.5)))
        self.frequency = nn.Parameter(math.pi * torch.arange(modes).repeat(channels, 1))
        self.log_step = nn.Parameter(torch.linspace(math.log(1e-3), math.log(1e-1), channels))
        self.c = nn.Parameter(torch.from_numpy(draw_complex(channels, modes, seed=1)))
        self.d = nn.Parameter(torch.ones(channels))

    def forward(self, u: Tensor) -> Tensor:
        """Filter signals, (batch, channels, length)."""
        a = torch.complex(-self.log_decay.exp(), self.frequency)
        rate = self.log_step.exp()[:, None] * a
        powers = torch.exp(rate[..., None] * torch.arange(u.shape[-1]))
        scaled = self.c * (torch.exp(rate) - 1) / a
        kernel = 2 * torch.einsum("hn,hnl->hl", scaled, powers).real
        return convolve(u, kernel) + self.d[:, None] * u


def s4d(batch: int = 2, channels: int = 64, modes: int = 16, length: int = 1024) -> Case:
    """Make S4D."""
    return Case(S4D(channels, modes), (draw(batch, channels, length),))


class Hyena(nn.Module):
    """Hyena of order 2: long convolutions between products by gates.

    M. Poli et al., Hyena Hierarchy: Towards Larger Convolutional Language Models, ICML 2023,
    definition 3.1.
    """

    def __init__(self, channels: int, length: int) -> None:
        """Draw the filters."""
        super().__init__()
        decay = torch.exp(-torch.arange(length) / (0.1 * length))
        filters = torch.from_numpy(draw(2, channels, length, seed=1, scale=0.1))
        self.filters = nn.Parameter(filters * decay)

    def forward(self, projections: Tensor) -> Tensor:
        """Map gates and values, (3, batch, channels, length), to values."""
        first, second, value = projections
        value = convolve(first * value, self.filters[0])
        return convolve(second * value, self.filters[1])


def hyena(batch: int = 1, channels: int = 64, length: int = 2048) -> Case:
    """Make Hyena."""
    return Case(Hyena(channels, length), (draw(3, batch, channels, length),))


PROGRAMS = (
    Program("S4D convolution", s4d, {"batch": 2, "channels": 3, "modes": 4, "length": 32}),
    Program("Hyena long convolution", hyena, {"channels": 3, "length": 50}),
)
