"""A diagonal state space model, S4D: a convolution with a kernel of complex modes, in JAX.

A. Gu et al., On the Parameterization and Initialization of Diagonal State Space Models,
NeurIPS 2022, equations 5 and 9 (S4D-Lin, zero-order hold).

Usage: python examples/s4d.py [PICTURE.png]
"""

import jax
import jax.numpy as jnp
import numpy as np
from example import check, save
from matplotlib import pyplot

import milcomplex.jax

CHANNELS, MODES, LENGTH = 4, 32, 512


def make_kernel(log_step: jax.Array, a: jax.Array, c: jax.Array) -> jax.Array:
    """Return 2 Re sum over n of c_n (e^(dt a_n) - 1) / a_n e^(l dt a_n), [channels, length]."""
    step = jnp.exp(log_step)[:, None]
    powers = jnp.exp((step * a)[..., None] * jnp.arange(LENGTH))
    scaled = c * (jnp.exp(step * a) - 1) / a
    return 2 * jnp.einsum("hn,hnl->hl", scaled, powers).real


def filter_signal(log_step: jax.Array, a: jax.Array, c: jax.Array, u: jax.Array) -> jax.Array:
    """Return u convolved with the kernel of each channel."""
    kernel = make_kernel(log_step, a, c)
    size = 2 * LENGTH
    spectrum = jnp.fft.rfft(u, size) * jnp.fft.rfft(kernel, size)
    return jnp.fft.irfft(spectrum, size)[..., :LENGTH]


def main() -> None:
    """Filter a signal both ways and draw it."""
    random = np.random.default_rng(0)
    log_step = jnp.linspace(jnp.log(1e-3), jnp.log(1e-1), CHANNELS)
    a = jnp.broadcast_to(-0.5 + 1j * jnp.pi * jnp.arange(MODES), (CHANNELS, MODES))
    c = random.standard_normal((2, CHANNELS, MODES)) / np.sqrt(2)
    u = jnp.sign(jnp.sin(jnp.arange(LENGTH) / 25)) * jnp.ones((CHANNELS, 1))
    arguments = (log_step, a, jnp.asarray(c[0] + 1j * c[1], jnp.complex64), u)
    compiled = milcomplex.jax.export(filter_signal, *arguments).compile()
    y = compiled(*arguments)
    check("filtered", y, filter_signal(*arguments), 1e-5)
    figure, axes = pyplot.subplots(figsize=(6, 3))
    axes.plot(u[0], "k", linewidth=0.7, label="signal")
    for step, channel in zip(np.exp(log_step), np.asarray(y), strict=True):
        axes.plot(channel / np.abs(channel).max(), label=f"step {step:.3f}")
    axes.set(xlabel="time", title="S4D channels")
    axes.legend(fontsize=7)
    save(figure, __file__)


if __name__ == "__main__":
    main()
