"""Models of long sequences: state spaces, long convolutions and linear recurrences."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from programs.program import Array, Case, Program, draw, draw_complex

Weights = dict[str, Any]


def convolve(u: jax.Array, kernel: jax.Array) -> jax.Array:
    """Convolve the last dimensions causally, by transforms of twice their length."""
    length = u.shape[-1]
    spectrum = jnp.fft.rfft(u, 2 * length) * jnp.fft.rfft(kernel, 2 * length)
    return jnp.fft.irfft(spectrum, 2 * length)[..., :length]


def s4d(batch: int = 2, channels: int = 64, modes: int = 16, length: int = 1024) -> Case:
    """Make the convolution of S4D, whose kernel is a sum of complex modes.

    A. Gu et al., On the Parameterization and Initialization of Diagonal State Space Models,
    NeurIPS 2022, equations 5 and 9 (S4D-Lin, zero-order hold).
    """

    def apply(weights: Weights, u: jax.Array) -> jax.Array:
        a = jax.lax.complex(-jnp.exp(weights["log_decay"]), weights["frequency"])
        step = jnp.exp(weights["log_step"])[:, None]
        powers = jnp.exp((step * a)[..., None] * jnp.arange(length))
        scaled = weights["c"] * (jnp.exp(step * a) - 1) / a
        kernel = 2 * jnp.einsum("hn,hnl->hl", scaled, powers).real
        return convolve(u, kernel) + weights["d"][:, None] * u

    frequency = np.pi * np.arange(modes, dtype=np.float32)
    weights = {
        "log_decay": np.full((channels, modes), np.log(0.5), np.float32),
        "frequency": np.broadcast_to(frequency, (channels, modes)).copy(),
        "log_step": np.linspace(np.log(1e-3), np.log(1e-1), channels, dtype=np.float32),
        "c": draw_complex(channels, modes, seed=1),
        "d": np.ones(channels, np.float32),
    }
    return Case(apply, (weights, draw(batch, channels, length)))


def hyena(batch: int = 1, channels: int = 64, length: int = 2048) -> Case:
    """Make Hyena of order 2: long convolutions between products by gates.

    M. Poli et al., Hyena Hierarchy: Towards Larger Convolutional Language Models, ICML 2023,
    definition 3.1.
    """

    def apply(filters: jax.Array, projections: jax.Array) -> jax.Array:
        first, second, value = projections
        value = convolve(first * value, filters[0])
        return convolve(second * value, filters[1])

    decay = np.exp(-np.arange(length) / (0.1 * length)).astype(np.float32)
    filters = draw(2, channels, length, seed=1, scale=0.1) * decay
    return Case(apply, (filters, draw(3, batch, channels, length)))


def make_lru(states: int, width: int, length: int) -> tuple[Weights, Array]:
    """Return weights and inputs of a linear recurrent unit."""
    random = np.random.default_rng(1)
    radius = np.sqrt(random.uniform(0.8**2, 0.99**2, states))
    weights = {
        "nu": np.log(-np.log(radius)).astype(np.float32),
        "theta": np.log(random.uniform(0.01, np.pi / 4, states)).astype(np.float32),
        "B": draw_complex(states, width, seed=2, scale=width**-0.5),
        "C": draw_complex(width, states, seed=3, scale=states**-0.5),
        "D": draw(width, seed=4),
    }
    return weights, draw(length, width)


def discretize(weights: Weights, u: jax.Array) -> tuple[jax.Array, jax.Array]:
    """Return lambda and gamma B u of every step."""
    decay = jnp.exp(jax.lax.complex(-jnp.exp(weights["nu"]), jnp.exp(weights["theta"])))
    gamma = jnp.sqrt(1 - jnp.abs(decay) ** 2)
    return decay, gamma * (u.astype(jnp.complex64) @ weights["B"].T)


def read_out(weights: Weights, x: jax.Array, u: jax.Array) -> jax.Array:
    """Return Re C x + D u."""
    return (x @ weights["C"].T).real + weights["D"] * u


def lru_scan(states: int = 256, width: int = 128, length: int = 1024) -> Case:
    """Make a linear recurrent unit by jax.lax.scan.

    A. Orvieto et al., Resurrecting Recurrent Neural Networks for Long Sequences, ICML 2023,
    equations 3, 6 and 7.
    """

    def recur(weights: Weights, u: jax.Array) -> jax.Array:
        decay, driven = discretize(weights, u)

        def step(x: jax.Array, force: jax.Array) -> tuple[jax.Array, jax.Array]:
            x = decay * x + force
            return x, x

        x = jax.lax.scan(step, jnp.zeros(states, jnp.complex64), driven)[1]
        return read_out(weights, x, u)

    return Case(recur, make_lru(states, width, length))


def lru_associative_scan(states: int = 256, width: int = 128, length: int = 1024) -> Case:
    """Make the same by jax.lax.associative_scan."""

    def recur(weights: Weights, u: jax.Array) -> jax.Array:
        decay, driven = discretize(weights, u)

        def combine(
            first: tuple[jax.Array, jax.Array], second: tuple[jax.Array, jax.Array]
        ) -> tuple[jax.Array, jax.Array]:
            return first[0] * second[0], second[0] * first[1] + second[1]

        decays = jnp.broadcast_to(decay, driven.shape)
        x = jax.lax.associative_scan(combine, (decays, driven))[1]
        return read_out(weights, x, u)

    return Case(recur, make_lru(states, width, length))


SMALL_LRU = {"states": 8, "width": 3, "length": 20}
PROGRAMS = (
    Program("S4D convolution", s4d, {"batch": 2, "channels": 3, "modes": 4, "length": 32}),
    Program("Hyena long convolution", hyena, {"channels": 3, "length": 50}),
    Program("LRU by scan", lru_scan, SMALL_LRU),
    Program("LRU by associative scan", lru_associative_scan, SMALL_LRU),
)
