"""Physics: quantum mechanics, fluids and potentials."""

import numpy as np
import torch
from torch import Tensor

from programs.program import Case, Program, draw


def quantum_circuit(qubits: int = 12, layers: int = 6) -> Case:
    """Make a variational circuit: rotations of each qubit, and CNOTs of neighbours.

    A. Kandala et al., Hardware-Efficient Variational Quantum Eigensolver for Small Molecules and
    Quantum Magnets, Nature 549, 2017. The result is the expectation of Z for each qubit.
    """

    def make_rotations(angles: Tensor) -> Tensor:
        """Return Rz(b) Ry(a) for angles of the shape (..., 2)."""
        cosine, sine = torch.cos(angles[..., 0] / 2), torch.sin(angles[..., 0] / 2)
        phase = torch.exp(0.5j * angles[..., 1])
        first = torch.stack([cosine * phase.conj(), -sine * phase.conj()], -1)
        second = torch.stack([sine * phase, cosine * phase], -1)
        return torch.stack([first, second], -2)

    def run(angles: Tensor) -> Tensor:
        gates = make_rotations(angles)
        state = torch.zeros(2**qubits, dtype=torch.complex64)
        state[0] = 1
        for layer in range(layers):
            for qubit in range(qubits):
                # The dimensions of the qubits before, of this one and of those after.
                parts = state.view(2**qubit, 2, -1)
                state = torch.einsum("ij,ajb->aib", gates[layer, qubit], parts).reshape(-1)
            for qubit in range(qubits - 1):
                parts = state.view(2**qubit, 2, 2, -1)
                flipped = torch.stack([parts[:, 0], parts[:, 1].flip(1)], 1)
                state = flipped.reshape(-1)
        probability = state.abs() ** 2
        marginals = [probability.view(2**q, 2, -1).sum((0, 2)) for q in range(qubits)]
        return torch.stack([marginal[0] - marginal[1] for marginal in marginals])

    return Case(run, (draw(layers, qubits, 2),))


def schroedinger(size: int = 128, steps: int = 5) -> Case:
    """Make a Bose-Einstein condensate in a trap, by split steps.

    M. Feit, J. Fleck and A. Steiger, Solution of the Schroedinger Equation by a Spectral Method,
    J. Comput. Phys. 47, 1982.
    """
    place = np.linspace(-8, 8, size, endpoint=False)
    trap = torch.from_numpy(0.5 * (place[:, None] ** 2 + place**2)).float()
    wave = 2 * np.pi * np.fft.fftfreq(size, 16 / size)
    dt, coupling = 2e-3, 50.0
    phase = torch.from_numpy(-0.5j * dt * (wave[:, None] ** 2 + wave**2))
    kinetic = torch.exp(phase).to(torch.complex64)

    def evolve(psi: Tensor) -> Tensor:
        for _ in range(steps):
            half = torch.exp(-0.5j * dt * (trap + coupling * psi.abs() ** 2))
            psi = torch.fft.ifft2(kinetic * torch.fft.fft2(half * psi))
            psi = psi * torch.exp(-0.5j * dt * (trap + coupling * psi.abs() ** 2))
        return psi

    packet = np.exp(-((place[:, None] - 1) ** 2) - place**2 + 2j * place)
    return Case(evolve, (packet.astype(np.complex64),))


def navier_stokes(size: int = 256, steps: int = 2) -> Case:
    """Make two-dimensional turbulence: vorticity by a pseudo-spectral method.

    C. Canuto et al., Spectral Methods: Evolution to Complex Geometries, section 3.3; Heun's
    method, dealiased by the rule of two thirds.
    """
    rows = torch.fft.fftfreq(size, 1 / size)[:, None]
    columns = torch.fft.rfftfreq(size, 1 / size)
    square = rows**2 + columns**2
    inverse = torch.where(square == 0, 0, 1 / torch.where(square == 0, 1, square))
    kept = ((rows.abs() < size / 3) & (columns < size / 3)).float()
    dt, viscosity = 1e-3, 1e-3

    def derive(spectrum: Tensor) -> Tensor:
        def to_field(factor: Tensor) -> Tensor:
            return torch.fft.irfft2(1j * factor * spectrum, s=(size, size))

        advection = to_field(columns * inverse) * to_field(rows)
        advection = advection - to_field(rows * inverse) * to_field(columns)
        return -kept * torch.fft.rfft2(advection) - viscosity * square * spectrum

    def evolve(vorticity: Tensor) -> Tensor:
        spectrum = torch.fft.rfft2(vorticity)
        for _ in range(steps):
            slope = derive(spectrum)
            spectrum = spectrum + dt / 2 * (slope + derive(spectrum + dt * slope))
        return torch.fft.irfft2(spectrum, s=(size, size))

    return Case(evolve, (draw(size, size),))


def poisson(size: int = 64) -> Case:
    """Make the potential of a charge density in a periodic cube, by Fourier transforms."""
    whole = 2 * np.pi * np.fft.fftfreq(size, 1 / size)
    half = 2 * np.pi * np.fft.rfftfreq(size, 1 / size)
    square = whole[:, None, None] ** 2 + whole[:, None] ** 2 + half**2
    square[0, 0, 0] = np.inf
    inverse = torch.from_numpy(1 / square).float()

    def solve(density: Tensor) -> Tensor:
        return torch.fft.irfftn(torch.fft.rfftn(density) * inverse, s=(size,) * 3)

    return Case(solve, (draw(size, size, size),))


PROGRAMS = (
    Program("quantum circuit of 12 qubits", quantum_circuit, {"qubits": 4, "layers": 2}),
    Program("split-step Schroedinger", schroedinger, {"size": 16, "steps": 2}),
    Program("pseudo-spectral Navier-Stokes", navier_stokes, {"size": 16, "steps": 1}),
    Program("3-D Poisson solver", poisson, {"size": 8}),
)
