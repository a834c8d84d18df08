"""Elementwise chains, iterations, products of matrices and a gradient."""

import numpy as np
import torch
from torch import Tensor

from programs.program import Case, Program, draw, draw_complex


def mandelbrot(width: int = 384, height: int = 256, steps: int = 20) -> Case:
    """Make the steps of z -> z^2 + c, from 0, until z leaves the disc of radius 2."""

    def escape(c: Tensor) -> Tensor:
        z = torch.zeros_like(c)
        count = torch.zeros(c.shape, dtype=torch.int32)
        for _ in range(steps):
            inside = z.real**2 + z.imag**2 <= 4
            z = torch.where(inside, z * z + c, z)
            count = count + inside
        return count

    re, im = np.linspace(-2.2, 0.8, width), np.linspace(-1.2, 1.2, height)
    return Case(escape, ((re + 1j * im[:, None]).astype(np.complex64),))


def matmul_chain(size: int = 256, length: int = 4) -> Case:
    """Make repeated products by a matrix."""

    def multiply(a: Tensor, b: Tensor) -> Tensor:
        for _ in range(length):
            a = a @ b
        return a

    return Case(multiply, (draw_complex(size, size), draw_complex(size, size, scale=size**-0.5)))


def phase_gradient(size: int = 512) -> Case:
    """Make the gradient of the misfit of a wave to the magnitudes of its Fourier transform.

    J. Fienup, Phase Retrieval Algorithms: a Comparison, Appl. Opt. 21, 1982, section V.
    """

    def differentiate(field: Tensor, magnitude: Tensor) -> Tensor:
        with torch.enable_grad():
            field = field.detach().requires_grad_()
            spectrum = torch.fft.fft2(field, norm="ortho")
            misfit = ((spectrum.abs() - magnitude) ** 2).mean()
            return torch.autograd.grad(misfit, field)[0]

    magnitude = np.abs(draw(size, size, seed=1))
    return Case(differentiate, (draw_complex(size, size), magnitude))


def mul_add_chain(size: int = 1 << 20) -> Case:
    """Make sums, products, conjugates and quotients of elements."""

    def apply(a: Tensor, b: Tensor, c: Tensor) -> Tensor:
        x = a * b + c
        y = x.conj() * a - b * b
        return (x + y) / (c * c + 3) * y.real + 1j * x.imag

    return Case(apply, tuple(draw_complex(size, seed=i) for i in range(3)))


def function_chain(size: int = 1 << 17) -> Case:
    """Make exponentials, logarithms, roots and tangents of elements."""

    def apply(a: Tensor, b: Tensor) -> Tensor:
        wave = torch.exp(1j * a) * torch.sqrt(b)
        return torch.tanh(wave) + torch.log(b) * a.abs() + torch.sin(a * b) * wave.angle()

    return Case(apply, (draw_complex(size), draw_complex(size, seed=1)))


PROGRAMS = (
    # Near the border, the last bit of a sum decides.
    Program("Mandelbrot", mandelbrot, {"width": 12, "height": 8, "steps": 10}, 0.02),
    Program("matmul chain", matmul_chain, {"size": 9, "length": 3}),
    Program("gradient of phase retrieval", phase_gradient, {"size": 12}),
    Program("elementwise arithmetic", mul_add_chain, {"size": 37}),
    Program("elementwise functions", function_chain, {"size": 37}),
)
