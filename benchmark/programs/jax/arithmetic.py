"""Elementwise chains, iterations, products of matrices and a gradient."""

import jax
import jax.numpy as jnp
import numpy as np

from programs.program import Case, Program, draw, draw_complex

State = tuple[jax.Array, jax.Array, jax.Array]


def mandelbrot(width: int = 384, height: int = 256, steps: int = 50) -> Case:
    """Make the steps of z -> z^2 + c, from 0, until z leaves the disc of radius 2."""

    def escape(c: jax.Array) -> jax.Array:
        def step(state: State) -> State:
            i, z, count = state
            inside = z.real**2 + z.imag**2 <= 4
            return i + 1, jnp.where(inside, z * z + c, z), count + inside

        start = (jnp.int32(0), jnp.zeros_like(c), jnp.zeros(c.shape, jnp.int32))
        return jax.lax.while_loop(lambda state: state[0] < steps, step, start)[2]

    re, im = np.linspace(-2.2, 0.8, width), np.linspace(-1.2, 1.2, height)
    return Case(escape, ((re + 1j * im[:, None]).astype(np.complex64),))


def matmul_chain(size: int = 256, length: int = 4) -> Case:
    """Make repeated products by a matrix."""

    def multiply(a: jax.Array, b: jax.Array) -> jax.Array:
        for _ in range(length):
            a = a @ b
        return a

    return Case(multiply, (draw_complex(size, size), draw_complex(size, size, scale=size**-0.5)))


def phase_gradient(size: int = 512) -> Case:
    """Make the gradient of the misfit of a wave to the magnitudes of its Fourier transform.

    J. Fienup, Phase Retrieval Algorithms: a Comparison, Appl. Opt. 21, 1982, section V.
    """

    def misfit(field: jax.Array, magnitude: jax.Array) -> jax.Array:
        spectrum = jnp.fft.fft2(field, norm="ortho")
        return ((jnp.abs(spectrum) - magnitude) ** 2).mean()

    return Case(jax.grad(misfit), (draw_complex(size, size), np.abs(draw(size, size, seed=1))))


def mul_add_chain(size: int = 1 << 20) -> Case:
    """Make sums, products, conjugates and quotients of elements."""

    def apply(a: jax.Array, b: jax.Array, c: jax.Array) -> jax.Array:
        x = a * b + c
        y = x.conj() * a - b * b
        return (x + y) / (c * c + 3) * y.real + 1j * x.imag

    return Case(apply, tuple(draw_complex(size, seed=i) for i in range(3)))


def function_chain(size: int = 1 << 17) -> Case:
    """Make exponentials, logarithms, roots and tangents of elements."""

    def apply(a: jax.Array, b: jax.Array) -> jax.Array:
        wave = jnp.exp(1j * a) * jnp.sqrt(b)
        return jnp.tanh(wave) + jnp.log(b) * jnp.abs(a) + jnp.sin(a * b) * jnp.angle(wave)

    return Case(apply, (draw_complex(size), draw_complex(size, seed=1)))


PROGRAMS = (
    # Near the border, the last bit of a sum decides.
    Program("Mandelbrot", mandelbrot, {"width": 12, "height": 8, "steps": 10}, 0.02),
    Program("matmul chain", matmul_chain, {"size": 9, "length": 3}),
    Program("gradient of phase retrieval", phase_gradient, {"size": 12}),
    Program("elementwise arithmetic", mul_add_chain, {"size": 37}),
    Program("elementwise functions", function_chain, {"size": 37}),
)
