"""Fourier transforms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jax import lax
from jaxlib.mlir import ir

from milcomplex.jax.internals import core
from milcomplex.jax.rules.emission import Rule, emit


def lower_fft(
    context: Any, operand: ir.Value[Any], *, fft_type: lax.FftType, fft_lengths: Sequence[int]
) -> Sequence[ir.Value[Any]]:
    """Lower a transform along the last dimensions to one of the same name of milcomplex."""
    for length in fft_lengths:
        if not core.is_constant_dim(length):
            raise NotImplementedError(
                f"the length of a transform must be static, but is {length}: export for each"
                " length, or pad to one that is static"
            )
    rank = len(context.avals_in[0].shape)
    axes = range(rank - len(fft_lengths), rank)
    attributes: dict[str, ir.Attribute] = {"axes": ir.DenseI64ArrayAttr.get(list(axes))}
    if fft_type == lax.FftType.IRFFT:
        attributes["lengths"] = ir.DenseI64ArrayAttr.get(list(fft_lengths))
    return emit(context, fft_type.name.lower(), [operand], attributes)


RULES: dict[Any, Rule] = {lax.fft_p: lower_fft}
