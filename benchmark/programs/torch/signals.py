"""Signal processing: sound, arrays of sensors, and communication."""

import math

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from programs.program import Case, Program, draw, draw_complex


class Spectrogram(nn.Module):
    """The logarithmic mel spectrogram of Whisper.

    A. Radford et al., Robust Speech Recognition via Large-Scale Weak Supervision, ICML 2023,
    section 2.2. The filters are triangles of equal width.
    """

    window: Tensor
    filters: Tensor

    def __init__(self, frame: int, hop: int, bands: int) -> None:
        """Hold the window and the filters."""
        super().__init__()
        self.frame, self.hop = frame, hop
        bins = torch.linspace(0, bands + 1, frame // 2 + 1)
        centers = torch.arange(1, bands + 1)[:, None]
        self.register_buffer("window", torch.hann_window(frame))
        self.register_buffer("filters", (1 - (bins - centers).abs()).clamp(0))

    def forward(self, signal: Tensor) -> Tensor:
        """Map a signal, (time,), to powers, (band, frame)."""
        spectrum = torch.stft(signal, self.frame, self.hop, window=self.window, return_complex=True)
        power = self.filters @ spectrum.abs() ** 2
        return torch.log10(power.clamp(1e-10))


def spectrogram(samples: int = 480_000, frame: int = 400, hop: int = 160, bands: int = 80) -> Case:
    """Make Spectrogram, of thirty seconds at 16 kHz."""
    return Case(Spectrogram(frame, hop, bands), (draw(samples),))


class Vocoder(nn.Module):
    """The head of Vocos: magnitude and phase to sound.

    H. Siuzdak, Vocos: Closing the Gap Between Time-Domain and Fourier-Based Neural Vocoders,
    ICLR 2024, section 3.3.
    """

    window: Tensor

    def __init__(self, frame: int, hop: int) -> None:
        """Hold the window."""
        super().__init__()
        self.frame, self.hop = frame, hop
        self.register_buffer("window", torch.hann_window(frame))

    def forward(self, x: Tensor) -> Tensor:
        """Map logarithms of magnitudes, then phases, (frame + 2, time), to a signal."""
        log_magnitude, phase = x.chunk(2)
        magnitude = log_magnitude.exp().clamp(max=100)
        spectrum = magnitude * torch.complex(phase.cos(), phase.sin())
        return torch.istft(spectrum, self.frame, self.hop, window=self.window)


def vocoder(frames: int = 400, frame: int = 1024, hop: int = 256) -> Case:
    """Make Vocoder."""
    return Case(Vocoder(frame, hop), (draw(frame + 2, frames),))


def beamformer(sensors: int = 8, bins: int = 257, frames: int = 200) -> Case:
    """Make a minimum-variance beamformer: a covariance and a linear system at each frequency.

    J. Capon, High-Resolution Frequency-Wavenumber Spectrum Analysis, Proc. IEEE 57, 1969.
    """

    def form(steering: Tensor, x: Tensor) -> Tensor:
        covariance = x @ x.mH / frames
        loaded = covariance + 1e-2 * torch.eye(sensors, dtype=x.dtype)
        solved = torch.linalg.solve(loaded, steering)
        gain = (steering.conj() * solved).sum(-1, keepdim=True)
        return torch.einsum("fs,fst->ft", (solved / gain).conj(), x)

    angles = np.outer(np.arange(bins), np.arange(sensors)) * (math.pi * math.sin(0.3) / bins)
    steering = np.exp(-1j * angles).astype(np.complex64)
    return Case(form, (steering, draw_complex(bins, sensors, frames)))


def ofdm(carriers: int = 2048, prefix: int = 144, blocks: int = 28, taps: int = 8) -> Case:
    """Make an OFDM modem: two slots of 5G through a channel with echoes.

    R. Prasad, OFDM for Wireless Communications Systems, chapter 2.
    """

    def transmit(symbols: Tensor, echoes: Tensor, noise: Tensor) -> Tensor:
        waves = torch.fft.ifft(symbols, norm="ortho")
        sent = torch.cat([waves[:, -prefix:], waves], 1).reshape(-1)
        padded = functional.pad(sent, (taps - 1, 0))
        arrived = functional.conv1d(padded[None], echoes.flip(0)[None, None])[0] + noise
        useful = arrived.reshape(blocks, carriers + prefix)[:, prefix:]
        received = torch.fft.fft(useful, norm="ortho")
        return received[1:] * symbols[0] / received[0]

    random = np.random.default_rng(0)
    levels = np.array([-3, -1, 1, 3]) / np.sqrt(10)
    choices = random.integers(0, 4, (2, blocks, carriers))
    symbols = (levels[choices[0]] + 1j * levels[choices[1]]).astype(np.complex64)
    echoes = draw_complex(taps, seed=1, scale=0.1)
    echoes[0] = 1
    noise = draw_complex(blocks * (carriers + prefix), seed=2, scale=0.02)
    return Case(transmit, (symbols, echoes, noise))


PROGRAMS = (
    # The logarithm of a weak band has the error of a strong one.
    Program("spectrogram", spectrogram, {"samples": 200, "frame": 20, "hop": 8, "bands": 5}, 1e-4),
    Program("iSTFT vocoder head", vocoder, {"frames": 5, "frame": 16, "hop": 4}),
    Program("beamformer", beamformer, {"sensors": 3, "bins": 5, "frames": 20}, 1e-4),
    Program("OFDM", ofdm, {"carriers": 16, "prefix": 4, "blocks": 3, "taps": 3}, 1e-4),
)
