"""The spectrogram of a chirp, and the chirp again, by torch.stft and torch.istft.

Usage: python examples/spectrogram.py [PICTURE.png]
"""

import numpy as np
import torch
from example import check, save
from matplotlib import pyplot

import milcomplex.torch

RATE, N_FFT, HOP = 8000, 256, 64


class Spectrogram(torch.nn.Module):
    """Computes the power, and the signal of the complex spectrogram."""

    window: torch.Tensor

    def __init__(self) -> None:
        """Hold the window."""
        super().__init__()
        self.register_buffer("window", torch.hann_window(N_FFT))

    def forward(self, signal: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Map a signal, (time,), to decibels, (frequency, frame), and back."""
        spectrum = torch.stft(signal, N_FFT, HOP, window=self.window, return_complex=True)
        again = torch.istft(spectrum, N_FFT, HOP, window=self.window, length=signal.shape[-1])
        return 10 * torch.log10(spectrum.abs() ** 2 + 1e-6), again


def main() -> None:
    """Run the model both ways and draw the spectrogram."""
    time = torch.arange(RATE) / RATE
    signal = torch.sin(2 * np.pi * (200 * time + 1600 * time**2)) * torch.hann_window(RATE)
    model = Spectrogram()
    compiled = milcomplex.torch.export(model, signal).compile()
    power, again = compiled(signal)
    # In decibels, nearly silent frames count as much as loud ones.
    check("power", power, model(signal)[0], 1e-4)
    check("signal again", again, signal, 1e-6)
    figure, axes = pyplot.subplots(figsize=(6, 3.5))
    image = axes.imshow(power, origin="lower", aspect="auto", extent=(0, 1, 0, RATE / 2), vmin=-40)
    axes.set(xlabel="time, s", ylabel="frequency, Hz", title="chirp")
    figure.colorbar(image, label="dB")
    save(figure, __file__)


if __name__ == "__main__":
    main()
