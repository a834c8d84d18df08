"""Layers that are linear recurrences of complex states, and their gradients, run by IREE."""

from collections.abc import Callable
from typing import Any

import jax
import numpy as np
import pytest
from jax import lax
from jax import numpy as jnp
from test_jax import check

RNG = np.random.default_rng(0)
Layer = Callable[[Any, Any], Any]


def draw(*shape: int) -> Any:
    """Return real numbers."""
    return RNG.normal(size=shape).astype(np.float32) / 4


def draw_complex(*shape: int) -> Any:
    """Return complex numbers."""
    return (draw(*shape) + 1j * draw(*shape)).astype(np.complex64)


def draw_parameters(states: int, channels: int) -> dict[str, Any]:
    """Return the parameters of the layers."""
    return {
        "log_decay": draw(states),
        "log_angle": draw(states),
        "log_step": draw(states) - 1,
        "B": draw_complex(states, channels),
        "C": draw_complex(channels, states),
        "backward C": draw_complex(channels, states),
        "D": draw(channels),
    }


def step(left: Any, right: Any) -> Any:
    """Compose two steps of a recurrence, multiplied by a factor and added to."""
    return right[0] * left[0], right[0] * left[1] + right[1]


def find_eigenvalues(p: Any) -> Any:
    """Return the eigenvalues of a stable recurrence (Orvieto et al., 2023, LRU)."""
    return jnp.exp(-jnp.exp(p["log_decay"]) + 1j * jnp.exp(p["log_angle"]))


def run_lru(p: Any, u: Any) -> Any:
    """Return the output of a linear recurrent unit, its states by an associative scan."""
    eigenvalues = find_eigenvalues(p)
    inputs = (u @ p["B"].T) * jnp.sqrt(1 - jnp.abs(eigenvalues) ** 2)
    factors = jnp.broadcast_to(eigenvalues, inputs.shape)
    _, states = lax.associative_scan(step, (factors, inputs))
    return (states @ p["C"].T).real + u * p["D"]


def run_lru_step_by_step(p: Any, u: Any) -> Any:
    """Return the same by a scan."""
    eigenvalues = find_eigenvalues(p)
    inputs = (u @ p["B"].T) * jnp.sqrt(1 - jnp.abs(eigenvalues) ** 2)
    first = jnp.zeros_like(inputs[0])
    _, states = lax.scan(lambda h, x: (eigenvalues * h + x,) * 2, first, inputs)
    return (states @ p["C"].T).real + u * p["D"]


def run_s5(p: Any, u: Any) -> Any:
    """Return the output of a layer of S5, discretized by zero-order hold, in both directions."""
    poles = -jnp.exp(p["log_decay"]) + 1j * jnp.exp(p["log_angle"])
    eigenvalues = jnp.exp(poles * jnp.exp(p["log_step"]))
    inputs = u @ (((eigenvalues - 1) / poles)[:, None] * p["B"]).T
    factors = jnp.broadcast_to(eigenvalues, inputs.shape)
    _, states = lax.associative_scan(step, (factors, inputs))
    _, backward = lax.associative_scan(step, (factors, inputs), reverse=True)
    return 2 * (states @ p["C"].T + backward @ p["backward C"].T).real + u * p["D"]


def run_impulse_response(p: Any, u: Any) -> Any:
    """Return the output of powers of the eigenvalues by a cumulative product."""
    eigenvalues = find_eigenvalues(p)
    powers = jnp.cumprod(jnp.broadcast_to(eigenvalues, (len(u), *eigenvalues.shape)), 0)
    return (powers * (u @ p["B"].T) @ p["C"].T).real + u * p["D"]


@pytest.mark.parametrize(
    "layer, length, states",
    [
        (run_lru, 33, 16),
        (run_lru_step_by_step, 16, 8),
        (run_s5, 16, 4),
        (run_impulse_response, 4, 16),
    ],
)
def test_gradients_of_layers(layer: Layer, length: int, states: int) -> None:
    def loss(p: Any, u: Any) -> Any:
        return jnp.mean(layer(p, u) ** 2)

    check(jax.value_and_grad(loss, argnums=(0, 1)), draw_parameters(states, 3), draw(length, 3))


def test_training_of_two_layers() -> None:
    def model(parameters: Any, u: Any) -> Any:
        for p in parameters:
            u = u + jax.nn.gelu(run_lru(p, u))
        return u

    def update(parameters: Any, u: Any, y: Any) -> Any:
        gradient = jax.grad(lambda p: jnp.mean((model(p, u) - y) ** 2))(parameters)
        return jax.tree.map(lambda p, g: p - 0.1 * jnp.conj(g), parameters, gradient)

    parameters = [draw_parameters(4, 3) for _ in range(2)]
    check(update, parameters, draw(9, 3), draw(9, 3), rtol=1e-4)


def test_gradient_of_a_product_with_cumulative_products() -> None:
    gradient = jax.grad(lambda c, h: (c @ jnp.cumprod(h, 0)).real.sum(), argnums=(0, 1))
    check(gradient, draw_complex(3, 4), draw_complex(4, 16))


def test_gradient_of_layers_of_a_batch() -> None:
    def loss(p: Any, u: Any) -> Any:
        return jnp.mean(jax.vmap(run_lru, in_axes=(None, 0))(p, u) ** 2)

    check(jax.grad(loss), draw_parameters(4, 3), draw(2, 16, 3))


@pytest.mark.parametrize("length", [5, 17, 100])
def test_gradient_of_what_is_broadcast(length: int) -> None:
    def power(x: Any) -> Any:
        return jnp.mean(jnp.abs(x[:, None] * jnp.ones(5, jnp.complex64)) ** 2)

    def spectral(x: Any) -> Any:
        y = jnp.fft.fft(x[:, None] * jnp.exp(1j * jnp.arange(3)), axis=0)
        return jnp.sum(jnp.abs(y) ** 2 * jnp.arange(3)) / length

    check(jax.grad(power), draw_complex(length))
    check(jax.grad(spectral), draw_complex(length))
