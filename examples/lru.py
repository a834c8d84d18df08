"""A linear recurrent unit, whose state is complex and diagonal, by jax.lax.scan.

A. Orvieto et al., Resurrecting Recurrent Neural Networks for Long Sequences, ICML 2023,
equations 3, 6 and 7.

Usage: python examples/lru.py [PICTURE.png]
"""

import jax
import jax.numpy as jnp
import numpy as np
from example import check, save
from matplotlib import pyplot

import milcomplex.jax

STATES, WIDTH, LENGTH = 48, 3, 200
Weights = dict[str, jax.Array]


def recur(weights: Weights, u: jax.Array) -> tuple[jax.Array, jax.Array]:
    """Return Re C x_k + D u_k and x_k, x_k = lambda x_(k-1) + gamma B u_k."""
    decay = jnp.exp(-jnp.exp(weights["nu"]) + 1j * jnp.exp(weights["theta"]))
    gamma = jnp.sqrt(1 - jnp.abs(decay) ** 2)

    def step(x: jax.Array, u: jax.Array) -> tuple[jax.Array, tuple[jax.Array, jax.Array]]:
        x = decay * x + gamma * (weights["B"] @ u)
        return x, ((weights["C"] @ x).real + weights["D"] * u, x)

    return jax.lax.scan(step, jnp.zeros(STATES, jnp.complex64), u)[1]


def main() -> None:
    """Run the unit on steps both ways, and draw outputs and states."""
    random = np.random.default_rng(0)
    radius = np.sqrt(random.uniform(0.8**2, 0.99**2, STATES))

    def draw(*shape: int) -> jax.Array:
        z = random.standard_normal((2, *shape)) / np.sqrt(2 * shape[-1])
        return jnp.asarray(z[0] + 1j * z[1], jnp.complex64)

    weights = {
        "nu": jnp.asarray(np.log(-np.log(radius)), jnp.float32),
        "theta": jnp.log(random.uniform(0.01, np.pi / 4, STATES)),
        "B": draw(STATES, WIDTH),
        "C": draw(WIDTH, STATES),
        "D": jnp.ones(WIDTH),
    }
    u = jnp.asarray(np.arange(LENGTH)[:, None] // [20, 33, 50] % 2, jnp.float32)
    compiled = milcomplex.jax.export(recur, weights, u).compile()
    y, x = compiled(weights, u)
    expected = recur(weights, u)
    check("outputs", y, expected[0], 1e-5)
    check("states", x, expected[1], 1e-5)
    figure, axes = pyplot.subplots(1, 2, figsize=(8, 3))
    axes[0].plot(y)
    axes[0].set(title="outputs", xlabel="time")
    axes[1].plot(np.real(x)[:, ::12], np.imag(x)[:, ::12], linewidth=0.7)
    axes[1].set(title="states", xlabel="Re", ylabel="Im")
    save(figure, __file__)


if __name__ == "__main__":
    main()
