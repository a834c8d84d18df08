"""An OFDM modem: symbols on many carriers through an echoing, noisy channel, in JAX.

R. Prasad, OFDM for Wireless Communications Systems, chapter 2: inverse transform and cyclic
prefix; transform and division by the channel, which is known from pilots.

Usage: python examples/ofdm.py [PICTURE.png]
"""

import jax
import jax.numpy as jnp
import numpy as np
from example import check, save
from matplotlib import pyplot

import milcomplex.jax

CARRIERS, PREFIX, BLOCKS = 64, 16, 24
Signal = tuple[jax.Array, jax.Array, jax.Array]


def modulate(symbols: jax.Array) -> jax.Array:
    """Return consecutive blocks of samples, each with a cyclic prefix."""
    blocks = jnp.fft.ifft(symbols, norm="ortho")
    return jnp.concatenate([blocks[:, -PREFIX:], blocks], axis=1).reshape(-1)


def demodulate(samples: jax.Array, pilots: jax.Array) -> jax.Array:
    """Return the symbols of all blocks but the first, which holds pilots."""
    blocks = samples.reshape(BLOCKS, CARRIERS + PREFIX)[:, PREFIX:]
    received = jnp.fft.fft(blocks, norm="ortho")
    return received[1:] * pilots / received[0]


def transmit(symbols: jax.Array, echoes: jax.Array, noise: jax.Array) -> Signal:
    """Return the samples sent, those received, and the symbols decoded from these."""
    sent = modulate(symbols)
    arrived = jnp.convolve(sent, echoes)[: sent.size] + noise
    return sent, arrived, demodulate(arrived, symbols[0])


def main() -> None:
    """Send random symbols of 16-QAM both ways, and draw the constellations."""
    random = np.random.default_rng(0)
    levels = np.array([-3, -1, 1, 3]) / np.sqrt(10)
    choices = random.integers(0, 4, (2, BLOCKS, CARRIERS))
    symbols = jnp.asarray(levels[choices[0]] + 1j * levels[choices[1]], jnp.complex64)
    echoes = jnp.array([1, 0.3 - 0.2j, 0, 0.15j, -0.1], jnp.complex64)
    noise = random.standard_normal((2, BLOCKS * (CARRIERS + PREFIX))) * 0.02
    arguments = (symbols, echoes, jnp.asarray(noise[0] + 1j * noise[1], jnp.complex64))
    compiled = milcomplex.jax.export(transmit, *arguments).compile()
    sent, arrived, read = compiled(*arguments)
    for name, got, expected in zip(
        ("sent", "arrived", "read"), (sent, arrived, read), transmit(*arguments), strict=True
    ):
        check(name, got, expected, 1e-5)
    points = levels[:, None] + 1j * levels
    nearest = points.ravel()[np.abs(np.asarray(read)[..., None] - points.ravel()).argmin(-1)]
    wrong = np.mean(np.abs(nearest - symbols[1:]) > 1e-3)
    print(f"symbols read wrong: {wrong:.2%}")
    figure, axes = pyplot.subplots(1, 2, figsize=(7, 3.3))
    raw = np.fft.fft(np.asarray(arrived).reshape(BLOCKS, -1)[1:, PREFIX:], norm="ortho")
    for axis, title, cloud in zip(axes, ("received", "equalized"), (raw, read), strict=True):
        axis.plot(np.real(cloud).ravel(), np.imag(cloud).ravel(), ".", markersize=2)
        axis.set(title=title, xlabel="Re", ylabel="Im", aspect="equal")
    save(figure, __file__)


if __name__ == "__main__":
    main()
