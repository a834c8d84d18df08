"""Converts windows and convolutions of StableHLO along dynamic sizes by the rules for JAX."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from jax import lax
from jaxlib.mlir import ir
from jaxlib.mlir.dialects import stablehlo

from milcomplex.jax.embedding import call, list_symbols
from milcomplex.jax.rules.windows import convolve, reduce_windows
from milcomplex.jax.sizes import list_numbers

COMBINERS: dict[str, Callable[[Any, Any], Any]] = {
    "stablehlo.add": lax.add,
    "stablehlo.maximum": lax.max,
    "stablehlo.minimum": lax.min,
    "stablehlo.multiply": lax.mul,
}


def list_pads(op: ir.Operation, rank: int) -> list[tuple[int, int]]:
    """Return how many elements are before and after those of each axis."""
    if "padding" not in op.attributes:
        return [(0, 0)] * rank
    numbers = np.array(ir.DenseIntElementsAttr(op.attributes["padding"])).reshape(-1, 2)
    return [(int(low), int(high)) for low, high in numbers]


def list_conditions(axes: Sequence[int], pads: Sequence[tuple[int, int]]) -> list[str]:
    """Return the conditions that there are the elements which pads leave out along each axis."""
    return [
        f"n{axis} >= {-low - high}"
        for axis, (low, high) in zip(axes, pads, strict=True)
        if low + high < 0
    ]


def convert_windows(op: ir.Operation) -> Sequence[ir.Value[Any]] | None:
    """Return the elements of windows along dynamic sizes, combined by one of COMBINERS."""
    operand = ir.RankedTensorType(op.operands[0].type)
    ops = list(op.regions[0].blocks[0].operations)
    combine = COMBINERS.get(ops[0].operation.name)
    arguments = list(op.regions[0].blocks[0].arguments)
    is_known = len(op.operands) == 2 and len(ops) == 2 and combine is not None
    if operand.has_static_shape or not is_known or list(ops[0].operation.operands) != arguments:
        return None
    rank = operand.rank
    ones = [1] * rank
    sizes = list_numbers(op, "window_dimensions", ones)
    dilation = list_numbers(op, "window_dilations", ones)
    base = list_numbers(op, "base_dilations", ones)
    pads = list_pads(op, rank)
    axes = [axis for axis in range(rank) if operand.is_dynamic_dim(axis)]
    conditions = list_conditions(axes, [pads[i] for i in axes])

    def reduce(x: Any, initial: Any) -> Any:
        assert combine is not None
        windows = reduce_windows(
            combine,
            initial,
            x,
            window_dimensions=sizes,
            window_strides=list_numbers(op, "window_strides", ones),
            padding=pads,
            base_dilation=base,
            window_dilation=dilation,
        )
        return combine(windows, initial)

    return call(op, reduce, list_symbols([f"n{axis}" for axis in axes], conditions))


def convert_convolution(op: ir.Operation) -> Sequence[ir.Value[Any]] | None:
    """Return a convolution along dynamic sizes, by a kernel of static ones."""
    operand, kernel = (ir.RankedTensorType(x.type) for x in op.operands)
    numbers = stablehlo.ConvDimensionNumbers(op.attributes["dimension_numbers"])
    places = list(numbers.input_spatial_dimensions)
    groups = ir.IntegerAttr(op.attributes["batch_group_count"]).value
    is_dynamic = any(operand.is_dynamic_dim(axis) for axis in places)
    if not is_dynamic or not kernel.has_static_shape or groups != 1:
        return None
    if "window_reversal" in op.attributes and any(
        ir.DenseBoolArrayAttr(op.attributes["window_reversal"])
    ):
        return None
    ones = [1] * len(places)
    dilation = list_numbers(op, "rhs_dilation", ones)
    pads = list_pads(op, len(places))
    found = [i for i, axis in enumerate(places) if operand.is_dynamic_dim(axis)]
    conditions = list_conditions([places[i] for i in found], [pads[i] for i in found])
    dimensions = lax.ConvDimensionNumbers(
        (numbers.input_batch_dimension, numbers.input_feature_dimension, *places),
        (
            numbers.kernel_output_feature_dimension,
            numbers.kernel_input_feature_dimension,
            *numbers.kernel_spatial_dimensions,
        ),
        (
            numbers.output_batch_dimension,
            numbers.output_feature_dimension,
            *numbers.output_spatial_dimensions,
        ),
    )

    def evaluate(x: Any, kernel: Any) -> Any:
        return convolve(
            x,
            kernel,
            window_strides=list_numbers(op, "window_strides", ones),
            padding=pads,
            lhs_dilation=list_numbers(op, "lhs_dilation", ones),
            rhs_dilation=dilation,
            dimension_numbers=dimensions,
            feature_group_count=ir.IntegerAttr(op.attributes["feature_group_count"]).value,
        )

    axes = [axis for axis in range(operand.rank) if operand.is_dynamic_dim(axis)]
    return call(op, evaluate, list_symbols([f"n{axis}" for axis in axes], conditions))
