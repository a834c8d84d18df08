"""A block of FNet, which mixes tokens by a Fourier transform in place of attention, in JAX.

J. Lee-Thorp et al., FNet: Mixing Tokens with Fourier Transforms, NAACL 2022.

Usage: python examples/fnet.py [PICTURE.png]
"""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from example import check, save
from matplotlib import pyplot

import milcomplex.jax

TOKENS, WIDTH, HIDDEN = 64, 128, 256


def normalize(x: jax.Array) -> jax.Array:
    """Return each token with mean 0 and variance 1."""
    mean = x.mean(-1, keepdims=True)
    return (x - mean) / jnp.sqrt(x.var(-1, keepdims=True) + 1e-6)


def block(weights: dict[str, Any], x: jax.Array) -> jax.Array:
    """Transform along tokens and width, and apply two layers to the real part."""
    mixed = normalize(x + jnp.fft.fft2(x).real)
    hidden = jax.nn.gelu(mixed @ weights["in"])
    return normalize(mixed + hidden @ weights["out"])


def main() -> None:
    """Run the block both ways and draw its output for a batch of waves."""
    random = np.random.default_rng(0)

    def draw(*shape: int) -> jax.Array:
        return jnp.asarray(random.standard_normal(shape) / np.sqrt(shape[0]), jnp.float32)

    weights = {"in": draw(WIDTH, HIDDEN), "out": draw(HIDDEN, WIDTH)}
    places = np.arange(TOKENS)[:, None] * np.arange(WIDTH)
    x = jnp.stack([jnp.sin(places / 40), draw(TOKENS, WIDTH)])
    compiled = milcomplex.jax.export(block, weights, x).compile()
    y = compiled(weights, x)
    check("block", y, block(weights, x), 1e-5)
    figure, axes = pyplot.subplots(1, 2, figsize=(8, 3))
    axes[0].imshow(x[0], aspect="auto", cmap="RdBu")
    axes[1].imshow(y[0], aspect="auto", cmap="RdBu")
    axes[0].set(title="tokens", ylabel="token", xlabel="width")
    axes[1].set(title="after the block", xlabel="width")
    save(figure, __file__)


if __name__ == "__main__":
    main()
