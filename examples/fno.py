"""A layer of a Fourier neural operator in PyTorch: complex weights on the lowest frequencies.

Z. Li et al., Fourier Neural Operator for Parametric Partial Differential Equations, ICLR 2021,
equations 4 and 5. The weights here are those of the heat equation, so that the layer solves it.

Usage: python examples/fno.py [PICTURE.png]
"""

import numpy as np
import torch
from example import check, save
from matplotlib import pyplot

import milcomplex.torch

SIZE, MODES, TIMES = 64, 16, (0.0, 0.002, 0.01)


class SpectralConvolution(torch.nn.Module):
    """Multiplies the lowest frequencies of a field by a matrix each, of channels."""

    def __init__(self, weight: torch.Tensor) -> None:
        """Accept a complex weight, (in channels, out channels, 2 modes, modes)."""
        super().__init__()
        self.weight = torch.nn.Parameter(weight)

    def forward(self, field: torch.Tensor) -> torch.Tensor:
        """Map a field, (batch, in channels, size, size), to one of out channels."""
        spectrum = torch.fft.rfft2(field)
        low = torch.cat([spectrum[:, :, :MODES, :MODES], spectrum[:, :, -MODES:, :MODES]], 2)
        mixed = torch.einsum("bixy,ioxy->boxy", low, self.weight)
        rest = torch.zeros(
            field.shape[0], mixed.shape[1], SIZE - 2 * MODES, MODES, dtype=mixed.dtype
        )
        columns = torch.cat([mixed[:, :, :MODES], rest, mixed[:, :, MODES:]], 2)
        padded = torch.nn.functional.pad(columns, (0, SIZE // 2 + 1 - MODES))
        result: torch.Tensor = torch.fft.irfft2(padded, s=(SIZE, SIZE))
        return result


def make_weight() -> torch.Tensor:
    """Return e^(-4 pi^2 |k|^2 t + i phase of a drift), one output channel for each time t."""
    x = torch.fft.fftfreq(SIZE, 1 / SIZE)
    x = torch.cat([x[:MODES], x[-MODES:]])[:, None]
    y = torch.arange(MODES)[None, :]
    times = torch.tensor(TIMES)[:, None, None]
    decay = -4 * np.pi**2 * (x**2 + y**2) * times
    drift = -2 * np.pi * 20 * (x + y) * times
    return torch.polar(torch.exp(decay), drift * torch.ones_like(decay))[None]


def main() -> None:
    """Run the layer on a square of heat both ways and draw it."""
    field = torch.zeros(1, 1, SIZE, SIZE)
    field[..., 12:26, 10:30] = 1
    model = SpectralConvolution(make_weight())
    compiled = milcomplex.torch.export(model, field).compile()
    got = compiled(field)
    check("field", got, model(field).detach(), 1e-5)
    figure, axes = pyplot.subplots(1, 3, figsize=(9, 3))
    for axis, time, picture in zip(axes, TIMES, got[0], strict=True):
        axis.imshow(picture, cmap="inferno")
        axis.set_title(f"t = {time}")
        axis.axis("off")
    save(figure, __file__)


if __name__ == "__main__":
    main()
