"""Layers of neural networks."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from programs.program import Case, Program, draw, draw_complex


def parameter(array: object) -> nn.Parameter:
    """Return an array of NumPy as a parameter."""
    return nn.Parameter(torch.as_tensor(array))


class RotaryAttention(nn.Module):
    """Causal attention with queries and keys rotated by products of complex numbers.

    J. Su et al., RoFormer: Enhanced Transformer with Rotary Position Embedding, 2021,
    equation 12.
    """

    turns: Tensor

    def __init__(self, tokens: int, heads: int, width: int) -> None:
        """Draw the projections."""
        super().__init__()
        self.heads = heads
        theta = 10000 ** (-torch.arange(0, width, 2) / width)
        angles = torch.outer(torch.arange(tokens), theta)
        self.register_buffer("turns", torch.polar(torch.ones_like(angles), angles))
        size = heads * width
        self.inner = parameter(draw(size, 3 * size, seed=1, scale=size**-0.5))
        self.outer = parameter(draw(size, size, seed=2, scale=size**-0.5))

    def rotate(self, x: Tensor) -> Tensor:
        """Rotate each pair of neighbours of x, (heads, tokens, width)."""
        pairs = torch.view_as_complex(x.reshape(*x.shape[:-1], -1, 2))
        return torch.view_as_real(pairs * self.turns).flatten(-2)

    def forward(self, x: Tensor) -> Tensor:
        """Map tokens, (tokens, heads * width), to tokens."""
        q, k, v = (x @ self.inner).view(len(x), 3, self.heads, -1).permute(1, 2, 0, 3)
        scores = self.rotate(q) @ self.rotate(k).transpose(-1, -2) / q.shape[-1] ** 0.5
        hidden = torch.ones_like(scores, dtype=torch.bool).triu(1)
        shares = torch.softmax(scores.masked_fill(hidden, -1e9), -1)
        return (shares @ v).transpose(0, 1).flatten(-2) @ self.outer


def attention(tokens: int = 256, heads: int = 8, width: int = 64) -> Case:
    """Make RotaryAttention."""
    return Case(RotaryAttention(tokens, heads, width), (draw(tokens, heads * width),))


def fnet(batch: int = 2, tokens: int = 512, width: int = 768) -> Case:
    """Make the mixing of FNet, of the size of BERT: a transform along tokens and width.

    J. Lee-Thorp et al., FNet: Mixing Tokens with Fourier Transforms, NAACL 2022.
    """

    def mix(x: Tensor) -> Tensor:
        return functional.layer_norm(x + torch.fft.fft2(x).real, (width,))

    return Case(mix, (draw(batch, tokens, width),))


class FourierLayer(nn.Module):
    """A layer of a Fourier neural operator.

    Z. Li et al., Fourier Neural Operator for Parametric Partial Differential Equations, ICLR
    2021, equations 2 and 5.
    """

    def __init__(self, channels: int, modes: int) -> None:
        """Draw the weights."""
        super().__init__()
        self.modes = modes
        shape = (2, channels, channels, modes, modes)
        self.weights = parameter(draw_complex(*shape, seed=1, scale=1 / channels))
        self.local = nn.Conv2d(channels, channels, 1)
        self.local.weight = parameter(draw(channels, channels, 1, 1, seed=2, scale=channels**-0.5))
        self.local.bias = parameter(draw(channels, seed=3))

    def forward(self, x: Tensor) -> Tensor:
        """Map a field, (batch, channels, size, size), to another."""
        spectrum, modes = torch.fft.rfft2(x), self.modes
        result = torch.zeros_like(spectrum)
        mix = "bixy,ioxy->boxy"
        result[..., :modes, :modes] = torch.einsum(
            mix, spectrum[..., :modes, :modes], self.weights[0]
        )
        result[..., -modes:, :modes] = torch.einsum(
            mix, spectrum[..., -modes:, :modes], self.weights[1]
        )
        return functional.gelu(torch.fft.irfft2(result, s=x.shape[-2:]) + self.local(x))


def fno(batch: int = 4, channels: int = 32, size: int = 64, modes: int = 16) -> Case:
    """Make FourierLayer."""
    return Case(FourierLayer(channels, modes), (draw(batch, channels, size, size),))


class ComplexMLP(nn.Module):
    """A network of complex weights, with modReLU between layers.

    M. Arjovsky et al., Unitary Evolution Recurrent Neural Networks, ICML 2016, equation 8.
    """

    def __init__(self, width: int, layers: int) -> None:
        """Draw the weights."""
        super().__init__()
        self.layers = nn.ModuleList(
            nn.Linear(width, width, dtype=torch.complex64) for _ in range(layers)
        )
        for i, layer in enumerate(self.layers):
            layer.weight = parameter(draw_complex(width, width, seed=3 * i, scale=width**-0.5))
            layer.bias = parameter(draw_complex(width, seed=3 * i + 1, scale=0.1))
        self.thresholds = parameter(draw(layers, width, seed=3 * layers, scale=0.1))

    def forward(self, z: Tensor) -> Tensor:
        """Map a batch, (batch, width), to another."""
        for layer, threshold in zip(self.layers, self.thresholds, strict=True):
            z = layer(z)
            size = z.abs()
            z = z * (torch.relu(size + threshold) / (size + 1e-6))
        return z


def complex_mlp(batch: int = 128, width: int = 256, layers: int = 3) -> Case:
    """Make ComplexMLP."""
    return Case(ComplexMLP(width, layers), (draw_complex(batch, width, seed=100),))


class GlobalFilter(nn.Module):
    """The global filter of GFNet: learned weights on the spectrum of 14 x 14 patches.

    Y. Rao et al., Global Filter Networks for Image Classification, NeurIPS 2021, algorithm 1.
    """

    def __init__(self, size: int, width: int) -> None:
        """Draw the filter."""
        super().__init__()
        self.weight = parameter(draw_complex(size, size // 2 + 1, width, seed=1))
        self.norm = nn.LayerNorm(width)

    def forward(self, x: Tensor) -> Tensor:
        """Map patches, (batch, size, size, width), to others."""
        spectrum = torch.fft.rfft2(self.norm(x), dim=(1, 2), norm="ortho")
        size = x.shape[1:3]
        return x + torch.fft.irfft2(spectrum * self.weight, s=size, dim=(1, 2), norm="ortho")


def gfnet(batch: int = 16, size: int = 14, width: int = 384) -> Case:
    """Make GlobalFilter."""
    return Case(GlobalFilter(size, width), (draw(batch, size, size, width),))


PROGRAMS = (
    Program("attention with RoPE", attention, {"tokens": 12, "heads": 2, "width": 8}),
    Program("FNet mixing", fnet, {"batch": 2, "tokens": 16, "width": 24}),
    Program("FNO layer", fno, {"batch": 2, "channels": 3, "size": 16, "modes": 4}),
    Program("complex MLP", complex_mlp, {"batch": 5, "width": 16, "layers": 2}),
    Program("GFNet filter", gfnet, {"batch": 2, "size": 6, "width": 8}),
)
