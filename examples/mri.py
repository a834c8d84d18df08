"""Magnetic resonance imaging: an image from samples of its Fourier transform, in JAX.

Coils see the image through their sensitivities; it is reconstructed by inverse transforms and a
sum of squares (P. Roemer et al., The NMR phased array, Magn. Reson. Med. 1990), and, where lines
are left out, by projections onto the data (POCS).

Usage: python examples/mri.py [PICTURE.png]
"""

import jax
import jax.numpy as jnp
import numpy as np
from example import Array, check, save
from matplotlib import pyplot

import milcomplex.jax

SIZE, COILS = 96, 4
ELLIPSES = [  # value, half axes, center, angle in degrees (Shepp and Logan)
    (1.0, 0.69, 0.92, 0.0, 0.0, 0),
    (-0.8, 0.6624, 0.874, 0.0, -0.0184, 0),
    (-0.2, 0.11, 0.31, 0.22, 0.0, -18),
    (-0.2, 0.16, 0.41, -0.22, 0.0, 18),
    (0.3, 0.21, 0.25, 0.0, 0.35, 0),
    (0.3, 0.046, 0.046, 0.0, 0.1, 0),
]


def make_phantom() -> Array:
    """Return the head phantom, a real image."""
    y, x = np.mgrid[1 : -1 : SIZE * 1j, -1 : 1 : SIZE * 1j]
    image = np.zeros((SIZE, SIZE))
    for value, a, b, x0, y0, degrees in ELLIPSES:
        turn = np.exp(-1j * np.radians(degrees)) * ((x - x0) + 1j * (y - y0))
        image[(turn.real / a) ** 2 + (turn.imag / b) ** 2 <= 1] += value
    return image


def make_sensitivities() -> Array:
    """Return the sensitivities of the coils, smooth complex weights."""
    y, x = np.mgrid[-1 : 1 : SIZE * 1j, -1 : 1 : SIZE * 1j]
    centers = np.exp(2j * np.pi * np.arange(COILS) / COILS)[:, None, None]
    distance = np.abs(x + 1j * y - centers)
    sensitivities: Array = (np.exp(-(distance**2)) * centers).astype(np.complex64)
    return sensitivities


def to_image(samples: jax.Array) -> jax.Array:
    """Return images from centered samples."""
    shifted = jnp.fft.ifftshift(samples, axes=(-2, -1))
    return jnp.fft.fftshift(jnp.fft.ifft2(shifted, norm="ortho"), axes=(-2, -1))


def to_samples(image: jax.Array) -> jax.Array:
    """Return centered samples of images."""
    shifted = jnp.fft.ifftshift(image, axes=(-2, -1))
    return jnp.fft.fftshift(jnp.fft.fft2(shifted, norm="ortho"), axes=(-2, -1))


def reconstruct(samples: jax.Array, mask: jax.Array, sensitivity: jax.Array) -> jax.Array:
    """Return the image, of positive numbers, after ten projections onto samples and coils."""
    weight = (jnp.abs(sensitivity) ** 2).sum(0) + 1e-6

    def project(_: int, image: jax.Array) -> jax.Array:
        estimate = to_samples(sensitivity * image)
        merged = jnp.where(mask, samples, estimate)
        return (sensitivity.conj() * to_image(merged)).sum(0) / weight

    start = jnp.zeros((SIZE, SIZE), jnp.complex64)
    return jnp.abs(jax.lax.fori_loop(0, 10, project, start))


def main() -> None:
    """Reconstruct from two lines in three, both ways, and draw the images."""
    phantom, sensitivity = make_phantom(), jnp.asarray(make_sensitivities())
    lines = np.arange(SIZE)
    kept = (lines % 3 != 0) | (np.abs(lines - SIZE // 2) < 8)
    mask = jnp.asarray(kept[:, None] * np.ones(SIZE, bool))
    samples = to_samples(sensitivity * jnp.asarray(phantom, jnp.float32)) * mask
    compiled = milcomplex.jax.export(reconstruct, samples, mask, sensitivity).compile()
    image = compiled(samples, mask, sensitivity)
    check("image", image, reconstruct(samples, mask, sensitivity), 1e-5)
    plain = np.sqrt((np.abs(to_image(samples)) ** 2).sum(0))
    figure, axes = pyplot.subplots(1, 4, figsize=(10, 2.7))
    pictures = {
        "phantom": phantom,
        "samples": np.log1p(np.abs(samples[0])),
        "sum of squares": plain,
        "reconstruction": image,
    }
    for axis, (title, picture) in zip(axes, pictures.items(), strict=True):
        axis.imshow(picture, cmap="gray")
        axis.set_title(title, fontsize=9)
        axis.axis("off")
    save(figure, __file__)


if __name__ == "__main__":
    main()
