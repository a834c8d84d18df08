"""Layers of neural networks."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from programs.program import Case, Program, draw, draw_complex

Weights = dict[str, Any]


def normalize(x: jax.Array) -> jax.Array:
    """Return each token with mean 0 and variance 1."""
    mean = x.mean(-1, keepdims=True)
    return (x - mean) / jnp.sqrt(x.var(-1, keepdims=True) + 1e-6)


def attention(tokens: int = 256, heads: int = 8, width: int = 64) -> Case:
    """Make causal attention with rotary embeddings, which are products of complex numbers.

    J. Su et al., RoFormer: Enhanced Transformer with Rotary Position Embedding, 2021,
    equation 12.
    """
    theta = 10000 ** (-np.arange(0, width, 2) / width)
    turns = np.exp(1j * np.outer(np.arange(tokens), theta)).astype(np.complex64)

    def rotate(x: jax.Array) -> jax.Array:
        pairs = jax.lax.complex(x[..., 0::2], x[..., 1::2]) * turns
        return jnp.stack([pairs.real, pairs.imag], -1).reshape(x.shape)

    def attend(weights: Weights, x: jax.Array) -> jax.Array:
        qkv = (x @ weights["in"]).reshape(tokens, 3, heads, width).transpose(1, 2, 0, 3)
        scores = rotate(qkv[0]) @ rotate(qkv[1]).swapaxes(-1, -2) / np.float32(width**0.5)
        visible = jnp.tril(jnp.ones((tokens, tokens), bool))
        shares = jax.nn.softmax(jnp.where(visible, scores, -1e9), -1)
        return (shares @ qkv[2]).swapaxes(0, 1).reshape(tokens, -1) @ weights["out"]

    size = heads * width
    weights = {
        "in": draw(size, 3 * size, seed=1, scale=size**-0.5),
        "out": draw(size, size, seed=2, scale=size**-0.5),
    }
    return Case(attend, (weights, draw(tokens, size)))


def fnet(batch: int = 2, tokens: int = 512, width: int = 768) -> Case:
    """Make the mixing of FNet, of the size of BERT: a transform along tokens and width.

    J. Lee-Thorp et al., FNet: Mixing Tokens with Fourier Transforms, NAACL 2022.
    """

    def mix(x: jax.Array) -> jax.Array:
        return normalize(x + jnp.fft.fft2(x).real)

    return Case(mix, (draw(batch, tokens, width),))


def fno(batch: int = 4, channels: int = 32, size: int = 64, modes: int = 16) -> Case:
    """Make a layer of a Fourier neural operator.

    Z. Li et al., Fourier Neural Operator for Parametric Partial Differential Equations, ICLR
    2021, equations 2 and 5.
    """

    def layer(weights: Weights, x: jax.Array) -> jax.Array:
        spectrum = jnp.fft.rfft2(x)
        rows = jnp.concatenate([spectrum[..., :modes, :], spectrum[..., -modes:, :]], -2)
        mixed = jnp.einsum("bixy,ioxy->boxy", rows[..., :modes], weights["modes"])
        result = jnp.zeros((batch, channels, size, size // 2 + 1), jnp.complex64)
        result = result.at[..., :modes, :modes].set(mixed[..., :modes, :])
        result = result.at[..., -modes:, :modes].set(mixed[..., modes:, :])
        local = jnp.einsum("bixy,io->boxy", x, weights["local"])
        return jax.nn.gelu(jnp.fft.irfft2(result, (size, size)) + local)

    weights = {
        "modes": draw_complex(channels, channels, 2 * modes, modes, seed=1, scale=1 / channels),
        "local": draw(channels, channels, seed=2, scale=channels**-0.5),
    }
    return Case(layer, (weights, draw(batch, channels, size, size)))


def complex_mlp(batch: int = 128, width: int = 256, layers: int = 3) -> Case:
    """Make a network of complex weights, with modReLU between layers.

    M. Arjovsky et al., Unitary Evolution Recurrent Neural Networks, ICML 2016, equation 8.
    """

    def apply(weights: list[Weights], z: jax.Array) -> jax.Array:
        for layer in weights:
            z = z @ layer["weight"] + layer["bias"]
            size = jnp.abs(z)
            z = z * (jax.nn.relu(size + layer["threshold"]) / (size + 1e-6))
        return z

    weights = [
        {
            "weight": draw_complex(width, width, seed=3 * i + 1, scale=width**-0.5),
            "bias": draw_complex(width, seed=3 * i + 2, scale=0.1),
            "threshold": draw(width, seed=3 * i + 3, scale=0.1),
        }
        for i in range(layers)
    ]
    return Case(apply, (weights, draw_complex(batch, width)))


def gfnet(batch: int = 16, size: int = 14, width: int = 384) -> Case:
    """Make the global filter of GFNet: learned weights on the spectrum of 14 x 14 patches.

    Y. Rao et al., Global Filter Networks for Image Classification, NeurIPS 2021, algorithm 1.
    """

    def filter_patches(weight: jax.Array, x: jax.Array) -> jax.Array:
        spectrum = jnp.fft.rfft2(normalize(x), axes=(1, 2), norm="ortho")
        return x + jnp.fft.irfft2(spectrum * weight, (size, size), axes=(1, 2), norm="ortho")

    weight = draw_complex(size, size // 2 + 1, width, seed=1)
    return Case(filter_patches, (weight, draw(batch, size, size, width)))


PROGRAMS = (
    Program("attention with RoPE", attention, {"tokens": 12, "heads": 2, "width": 8}),
    Program("FNet mixing", fnet, {"batch": 2, "tokens": 16, "width": 24}),
    Program("FNO layer", fno, {"batch": 2, "channels": 3, "size": 16, "modes": 4}),
    Program("complex MLP", complex_mlp, {"batch": 5, "width": 16, "layers": 2}),
    Program("GFNet filter", gfnet, {"batch": 2, "size": 6, "width": 8}),
)
