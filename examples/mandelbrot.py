"""The Mandelbrot set, by a while loop over complex numbers in JAX.

Usage: python examples/mandelbrot.py [PICTURE.png]
"""

import jax
import jax.numpy as jnp
from example import check, save
from matplotlib import pyplot

import milcomplex.jax

STEPS = 60
State = tuple[jax.Array, jax.Array, jax.Array]


def escape(c: jax.Array) -> jax.Array:
    """Return the steps of z -> z^2 + c, from 0, until z leaves the disc of radius 2."""

    def step(state: State) -> State:
        i, z, steps = state
        inside = jnp.abs(z) <= 2
        return i + 1, jnp.where(inside, z * z + c, z), steps + inside

    start = (jnp.int32(0), jnp.zeros_like(c), jnp.zeros(c.shape, jnp.int32))
    return jax.lax.while_loop(lambda state: state[0] < STEPS, step, start)[2]


def main() -> None:
    """Compute the set both ways and draw it."""
    re, im = jnp.linspace(-2.2, 0.8, 480), jnp.linspace(-1.2, 1.2, 384)
    c = jax.lax.complex(re[None, :] + 0 * im[:, None], im[:, None] + 0 * re[None, :])
    compiled = milcomplex.jax.export(escape, c).compile()
    steps = compiled(c)
    # Near the border, the last bit of a sum decides.
    check("steps", steps.astype("f4"), escape(c).astype("f4"), 0.02)
    figure, axes = pyplot.subplots(figsize=(5, 4))
    axes.imshow(steps, cmap="magma", extent=(-2.2, 0.8, -1.2, 1.2))
    axes.set(xlabel="Re c", ylabel="Im c", title="steps to |z| > 2")
    save(figure, __file__)


if __name__ == "__main__":
    main()
