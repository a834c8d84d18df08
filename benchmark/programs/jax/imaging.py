"""Imaging: magnetic resonance and optics."""

import jax
import jax.numpy as jnp
import numpy as np

from programs.program import Array, Case, Program, draw_complex


def make_coils(coils: int, size: int) -> Array:
    """Return the sensitivities of coils around the image."""
    y, x = np.mgrid[-1 : 1 : size * 1j, -1 : 1 : size * 1j]
    centers = np.exp(2j * np.pi * np.arange(coils) / coils)[:, None, None]
    return (np.exp(-(np.abs(x + 1j * y - centers) ** 2)) * centers).astype(np.complex64)


def sense(coils: int = 8, size: int = 128, steps: int = 8) -> Case:
    """Make SENSE, magnetic resonance imaging by several coils: a least-squares fit to samples.

    K. Pruessmann et al., Advances in Sensitivity Encoding with Arbitrary k-Space Trajectories,
    Magn. Reson. Med. 46, 2001: conjugate gradients.
    """

    def reconstruct(samples: jax.Array, mask: jax.Array, sensitivity: jax.Array) -> jax.Array:
        def combine(spectrum: jax.Array) -> jax.Array:
            images = jnp.fft.ifft2(mask * spectrum, norm="ortho")
            return (sensitivity.conj() * images).sum(0)

        def normal(image: jax.Array) -> jax.Array:
            return combine(jnp.fft.fft2(sensitivity * image, norm="ortho")) + 1e-2 * image

        def step(
            _: int, state: tuple[jax.Array, jax.Array, jax.Array, jax.Array]
        ) -> tuple[jax.Array, jax.Array, jax.Array, jax.Array]:
            image, residual, direction, size = state
            image_of = normal(direction)
            length = size / jnp.vdot(direction, image_of).real
            residual = residual - length * image_of
            new_size = jnp.vdot(residual, residual).real
            new_direction = residual + (new_size / size) * direction
            return image + length * direction, residual, new_direction, new_size

        start = combine(samples)
        state = (jnp.zeros_like(start), start, start, jnp.vdot(start, start).real)
        return jax.lax.fori_loop(0, steps, step, state)[0]

    random = np.random.default_rng(0)
    mask = (random.uniform(size=(size, 1)) < 0.5) * np.ones(size)
    samples = draw_complex(coils, size, size)
    return Case(reconstruct, (samples, mask.astype(np.float32), make_coils(coils, size)))


def optics(size: int = 512) -> Case:
    """Make the light behind a lens, by the angular spectrum of plane waves.

    J. Goodman, Introduction to Fourier Optics, section 3.10.
    """
    wavelength, pixel, focus = 633e-9, 10e-6, 0.1
    frequency = np.fft.fftfreq(size, pixel)
    longitudinal = np.sqrt(1 / wavelength**2 - frequency[:, None] ** 2 - frequency**2)
    # The phase relative to a wave along the axis, which is in reach of float32.
    rate = (2 * np.pi * (longitudinal - 1 / wavelength)).astype(np.float32)
    place = (np.arange(size) - size / 2) * pixel
    lens = -np.pi / (wavelength * focus) * (place[:, None] ** 2 + place**2)

    def propagate(field: jax.Array, distance: jax.Array) -> jax.Array:
        behind = field * jnp.exp(1j * lens.astype(np.float32))
        transfer = jnp.exp(1j * (distance * rate))
        return jnp.abs(jnp.fft.ifft2(jnp.fft.fft2(behind) * transfer)) ** 2

    return Case(propagate, (draw_complex(size, size), np.float32(focus)))


PROGRAMS = (
    Program("SENSE MRI", sense, {"coils": 2, "size": 12, "steps": 3}, 1e-4),
    Program("optical propagation", optics, {"size": 24}),
)
