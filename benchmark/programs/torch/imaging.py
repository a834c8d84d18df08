"""Imaging: magnetic resonance and optics."""

import math

import numpy as np
import torch
from torch import Tensor

from programs.program import Case, Program, draw_complex


def sense(coils: int = 8, size: int = 128, steps: int = 4) -> Case:
    """Make SENSE, magnetic resonance imaging by several coils: a least-squares fit to samples.

    K. Pruessmann et al., Advances in Sensitivity Encoding with Arbitrary k-Space Trajectories,
    Magn. Reson. Med. 46, 2001: conjugate gradients.
    """

    def square_norm(x: Tensor) -> Tensor:
        return (x.abs() ** 2).sum()

    def reconstruct(samples: Tensor, mask: Tensor, sensitivity: Tensor) -> Tensor:
        def combine(spectrum: Tensor) -> Tensor:
            images = torch.fft.ifft2(mask * spectrum, norm="ortho")
            return (sensitivity.conj() * images).sum(0)

        residual = direction = combine(samples)
        image = torch.zeros_like(residual)
        norm = square_norm(residual)
        for _ in range(steps):
            image_of = combine(torch.fft.fft2(sensitivity * direction, norm="ortho"))
            image_of = image_of + 1e-2 * direction
            length = norm / (direction.conj() * image_of).sum().real
            image = image + length * direction
            residual = residual - length * image_of
            new_norm = square_norm(residual)
            direction = residual + (new_norm / norm) * direction
            norm = new_norm
        return image

    y, x = np.mgrid[-1 : 1 : size * 1j, -1 : 1 : size * 1j]
    centers = np.exp(2j * np.pi * np.arange(coils) / coils)[:, None, None]
    sensitivity = np.exp(-(np.abs(x + 1j * y - centers) ** 2)) * centers
    mask = (np.random.default_rng(0).uniform(size=(size, 1)) < 0.5) * np.ones(size)
    samples = draw_complex(coils, size, size)
    return Case(reconstruct, (samples, mask.astype(np.float32), sensitivity.astype(np.complex64)))


def optics(size: int = 512) -> Case:
    """Make the light behind a lens, by the angular spectrum of plane waves.

    J. Goodman, Introduction to Fourier Optics, section 3.10.
    """
    wavelength, pixel, focus = 633e-9, 10e-6, 0.1
    frequency = np.fft.fftfreq(size, pixel)
    longitudinal = np.sqrt(1 / wavelength**2 - frequency[:, None] ** 2 - frequency**2)
    # The phase relative to a wave along the axis, which is in reach of float32.
    rate = torch.from_numpy(2 * np.pi * (longitudinal - 1 / wavelength)).float()
    place = (torch.arange(size) - size / 2) * pixel
    lens = -math.pi / (wavelength * focus) * (place[:, None] ** 2 + place**2)

    def propagate(field: Tensor, distance: Tensor) -> Tensor:
        behind = field * torch.exp(1j * lens)
        transfer = torch.exp(1j * (distance * rate))
        return torch.fft.ifft2(torch.fft.fft2(behind) * transfer).abs() ** 2

    return Case(propagate, (draw_complex(size, size), np.float32(focus)))


PROGRAMS = (
    Program("SENSE MRI", sense, {"coils": 2, "size": 12, "steps": 2}, 1e-4),
    Program("optical propagation", optics, {"size": 24}),
)
