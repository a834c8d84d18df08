"""Physics: quantum mechanics, fluids, potentials and functions on the sphere."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from programs.program import Array, Case, Program, draw


def quantum_circuit(qubits: int = 12, layers: int = 6) -> Case:
    """Make a variational circuit: rotations of each qubit, and CNOTs of neighbours.

    A. Kandala et al., Hardware-Efficient Variational Quantum Eigensolver for Small Molecules and
    Quantum Magnets, Nature 549, 2017. The result is the expectation of Z for each qubit.
    """

    def make_rotations(angles: jax.Array) -> jax.Array:
        """Return Rz(b) Ry(a) for angles of the shape (..., 2)."""
        cosine, sine = jnp.cos(angles[..., 0] / 2), jnp.sin(angles[..., 0] / 2)
        phase = jnp.exp(0.5j * angles[..., 1])
        first = jnp.stack([cosine * phase.conj(), -sine * phase.conj()], -1)
        second = jnp.stack([sine * phase, cosine * phase], -1)
        return jnp.stack([first, second], -2)

    def apply_gate(state: jax.Array, gate: jax.Array, qubit: int) -> jax.Array:
        return jnp.moveaxis(jnp.tensordot(gate, state, axes=(1, qubit)), 0, qubit)

    def apply_cnot(state: jax.Array, qubit: int) -> jax.Array:
        """Flip the next qubit where this one is 1."""
        first, second = jnp.split(state, 2, qubit)
        return jnp.concatenate([first, jnp.flip(second, qubit + 1)], qubit)

    def run(angles: jax.Array) -> jax.Array:
        gates = make_rotations(angles)
        state = jnp.zeros((2,) * qubits, jnp.complex64).at[(0,) * qubits].set(1)
        for layer in range(layers):
            for qubit in range(qubits):
                state = apply_gate(state, gates[layer, qubit], qubit)
            for qubit in range(qubits - 1):
                state = apply_cnot(state, qubit)
        probability = jnp.abs(state) ** 2
        others = [tuple(q for q in range(qubits) if q != qubit) for qubit in range(qubits)]
        marginals = [probability.sum(axes) for axes in others]
        return jnp.stack([marginal[0] - marginal[1] for marginal in marginals])

    return Case(run, (draw(layers, qubits, 2),))


def schroedinger(size: int = 128, steps: int = 10) -> Case:
    """Make a Bose-Einstein condensate in a trap, by split steps.

    M. Feit, J. Fleck and A. Steiger, Solution of the Schroedinger Equation by a Spectral Method,
    J. Comput. Phys. 47, 1982.
    """
    place = np.linspace(-8, 8, size, endpoint=False)
    trap = (0.5 * (place[:, None] ** 2 + place**2)).astype(np.float32)
    wave = 2 * np.pi * np.fft.fftfreq(size, 16 / size)
    dt, coupling = 2e-3, 50.0
    kinetic = np.exp(-0.5j * dt * (wave[:, None] ** 2 + wave**2)).astype(np.complex64)

    def evolve(psi: jax.Array) -> jax.Array:
        def step(_: int, psi: jax.Array) -> jax.Array:
            half = jnp.exp(-0.5j * dt * (trap + coupling * jnp.abs(psi) ** 2))
            psi = jnp.fft.ifft2(kinetic * jnp.fft.fft2(half * psi))
            return psi * jnp.exp(-0.5j * dt * (trap + coupling * jnp.abs(psi) ** 2))

        return jax.lax.fori_loop(0, steps, step, psi)

    packet = np.exp(-((place[:, None] - 1) ** 2) - place**2 + 2j * place)
    return Case(evolve, (packet.astype(np.complex64),))


def navier_stokes(size: int = 256, steps: int = 2) -> Case:
    """Make two-dimensional turbulence: vorticity by a pseudo-spectral method.

    C. Canuto et al., Spectral Methods: Evolution to Complex Geometries, section 3.3; Heun's
    method, dealiased by the rule of two thirds.
    """
    rows = np.fft.fftfreq(size, 1 / size).astype(np.float32)[:, None]
    columns = np.fft.rfftfreq(size, 1 / size).astype(np.float32)
    square = rows**2 + columns**2
    inverse = np.where(square == 0, 0, 1 / np.where(square == 0, 1, square))
    kept = ((np.abs(rows) < size / 3) & (columns < size / 3)).astype(np.float32)
    dt, viscosity = np.float32(1e-3), np.float32(1e-3)

    def derive(spectrum: jax.Array) -> jax.Array:
        def to_field(factor: Array) -> jax.Array:
            return jnp.fft.irfft2(1j * factor * spectrum, (size, size))

        advection = to_field(columns * inverse) * to_field(rows)
        advection -= to_field(rows * inverse) * to_field(columns)
        damping = jnp.asarray(viscosity * square) * spectrum
        return jnp.fft.rfft2(advection) * -kept - damping

    def evolve(vorticity: jax.Array) -> jax.Array:
        def step(_: int, spectrum: jax.Array) -> jax.Array:
            slope = derive(spectrum)
            return spectrum + dt / 2 * (slope + derive(spectrum + dt * slope))

        final = jax.lax.fori_loop(0, steps, step, jnp.fft.rfft2(vorticity))
        return jnp.fft.irfft2(final, (size, size))

    return Case(evolve, (draw(size, size),))


def poisson(size: int = 64) -> Case:
    """Make the potential of a charge density in a periodic cube, by Fourier transforms."""
    whole = 2 * np.pi * np.fft.fftfreq(size, 1 / size)
    half = 2 * np.pi * np.fft.rfftfreq(size, 1 / size)
    square = whole[:, None, None] ** 2 + whole[:, None] ** 2 + half**2
    square[0, 0, 0] = np.inf
    inverse = (1 / square).astype(np.float32)

    def solve(density: jax.Array) -> jax.Array:
        return jnp.fft.irfftn(jnp.fft.rfftn(density) * inverse, (size,) * 3)

    return Case(solve, (draw(size, size, size),))


def spherical_transform(degrees: int = 128) -> Case:
    """Make the coefficients of a field on the sphere, up to a degree, by a recursion of degrees.

    N. Schaeffer, Efficient Spherical Harmonic Transforms Aimed at Pseudospectral Numerical
    Simulations, Geochem. Geophys. Geosyst. 14, 2013, equations 12 to 17: Fourier transforms along
    the circles of latitude, and Legendre functions computed on the fly, as s2fft does.
    """
    cosine, weight = np.polynomial.legendre.leggauss(degrees)
    sine = np.sqrt(1 - cosine**2)
    order = np.arange(degrees)
    # P(m, m) at each latitude.
    growth = np.sqrt((2 * order[1:] + 1) / (2 * order[1:]))
    diagonal = np.full((degrees, degrees), np.sqrt(1 / (4 * np.pi)))
    diagonal[:, 1:] *= np.cumprod(growth * sine[:, None], 1)
    # P(l, m) = a(l, m) (cos P(l - 1, m) - b(l, m) P(l - 2, m)) for m < l.
    degree = order[:, None]
    below = order < degree
    with np.errstate(divide="ignore", invalid="ignore"):
        a = np.sqrt((4 * degree**2 - 1) / (degree**2 - order**2))
        b = np.sqrt(((degree - 1) ** 2 - order**2) / (4 * (degree - 1) ** 2 - 1))
    a, b = (np.where(below, table, 0).astype(np.float32) for table in (a, np.nan_to_num(b)))
    rows: tuple[Any, ...] = (a, b, np.eye(degrees, dtype=np.float32))
    start = np.zeros((2, degrees, degrees), np.float32)
    longitudes = 2 * degrees
    scale = (weight * 2 * np.pi / longitudes).astype(np.float32)

    def analyze(field: jax.Array) -> jax.Array:
        rings = scale[:, None] * jnp.fft.rfft(field)[:, :degrees]

        def step(functions: jax.Array, row: tuple[jax.Array, ...]) -> tuple[jax.Array, jax.Array]:
            a, b, is_diagonal = row
            height = cosine.astype(np.float32)[:, None]
            above = a * (height * functions[0] - b * functions[1])
            function = above + is_diagonal * diagonal.astype(np.float32)
            return jnp.stack([function, functions[0]]), (function * rings).sum(0)

        return jax.lax.scan(step, jnp.asarray(start), rows)[1]

    return Case(analyze, (draw(degrees, longitudes),))


PROGRAMS = (
    Program("quantum circuit of 12 qubits", quantum_circuit, {"qubits": 4, "layers": 2}),
    Program("split-step Schroedinger", schroedinger, {"size": 16, "steps": 2}),
    Program("pseudo-spectral Navier-Stokes", navier_stokes, {"size": 16, "steps": 1}),
    Program("3-D Poisson solver", poisson, {"size": 8}),
    Program("spherical transform", spherical_transform, {"degrees": 8}),
)
