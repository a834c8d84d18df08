"""A quantum circuit: the Fourier transform of a register of qubits, gate by gate, in JAX.

M. Nielsen and I. Chuang, Quantum Computation and Quantum Information, section 5.1.

Usage: python examples/quantum_circuit.py [PICTURE.png]
"""

import jax
import jax.numpy as jnp
import numpy as np
from example import check, save
from matplotlib import pyplot

import milcomplex.jax

QUBITS = 5
HADAMARD = np.array([[1, 1], [1, -1]], np.complex64) / np.sqrt(2, dtype=np.float32)


def apply_gate(state: jax.Array, gate: jax.Array, qubit: int) -> jax.Array:
    """Apply a gate of one qubit to a state of the shape (2, 2, ...)."""
    return jnp.moveaxis(jnp.tensordot(gate, state, axes=(1, qubit)), 0, qubit)


def rotate_phase(state: jax.Array, control: int, target: int) -> jax.Array:
    """Rotate the phase where both qubits are 1, by pi / 2^distance."""
    phase = jnp.exp(1j * jnp.pi / 2 ** abs(target - control)).astype(jnp.complex64)
    index = tuple(1 if q in (control, target) else slice(None) for q in range(QUBITS))
    return state.at[index].multiply(phase)


def transform(state: jax.Array) -> jax.Array:
    """Return the amplitudes after the circuit."""
    register = state.reshape((2,) * QUBITS)
    for target in range(QUBITS):
        register = apply_gate(register, jnp.asarray(HADAMARD), target)
        for control in range(target + 1, QUBITS):
            register = rotate_phase(register, control, target)
    return register.transpose().reshape(-1)


def main() -> None:
    """Run the circuit on a superposition of two numbers and draw the probabilities."""
    state = jnp.zeros(2**QUBITS, jnp.complex64).at[jnp.array([5, 9])].set(0.5**0.5)
    compiled = milcomplex.jax.export(transform, state).compile()
    amplitudes = compiled(state)
    check("amplitudes", amplitudes, transform(state), 1e-5)
    fourier = np.fft.ifft(state, norm="ortho").astype(np.complex64)
    check("amplitudes against the Fourier transform", amplitudes, fourier, 1e-5)
    figure, axes = pyplot.subplots(figsize=(6, 3))
    axes.bar(range(state.size), np.abs(amplitudes) ** 2)
    axes.set(xlabel="outcome", ylabel="probability", title="quantum Fourier transform of |5> + |9>")
    save(figure, __file__)


if __name__ == "__main__":
    main()
