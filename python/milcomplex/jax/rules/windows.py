"""Windows and convolutions along symbolic sizes, which StableHLO's passes leave."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from itertools import product
from typing import Any

import jax
from jax import lax
from jax.interpreters import mlir
from jaxlib.mlir import ir

from milcomplex.jax.internals import core, windows
from milcomplex.jax.rules.emission import Rule, find_rule
from milcomplex.jax.rules.reductions import IDENTITIES


def list_slices(
    padded: Any, axes: Sequence[int], sizes: Sequence[int], counts: Sequence[Any], **steps: Any
) -> Iterator[tuple[tuple[int, ...], Any]]:
    """Yield each place in a window, and the elements that are there in all windows.

    Parameters
    ----------
    padded : array
        What the windows are in.
    axes, sizes, counts : sequence
        The axes that they extend along, their sizes and how many there are along each.
    **steps : sequence of int
        `strides` from one window to the next, `dilation` from one element of a window to the next.
    """
    for place in product(*map(range, sizes)):
        starts, limits = [0] * padded.ndim, list(padded.shape)
        strides = [1] * padded.ndim
        for i, axis in enumerate(axes):
            starts[axis] = place[i] * steps["dilation"][i]
            strides[axis] = steps["strides"][i]
            limits[axis] = starts[axis] + (counts[i] - 1) * strides[axis] + 1
        yield place, lax.slice(padded, starts, limits, strides)


def make_windows(
    padded: Any,
    axes: Sequence[int],
    sizes: Sequence[int],
    strides: Sequence[int],
    dilation: Sequence[int],
    combine: Callable[[Iterator[tuple[tuple[int, ...], Any]]], Any],
) -> Any:
    """Return what is combined from the elements of all windows, which are as list_slices yields.

    Along a symbolic size that may be less than a window there may be no window. There the array is
    extended to that of one, which is left out of the result.

    Parameters
    ----------
    padded, axes, sizes, strides, dilation
        As for list_slices.
    combine : callable
        Of the places and elements. Its result has the axes of `padded`, except for their sizes.
    """
    spans = [(n - 1) * d + 1 for n, d in zip(sizes, dilation, strict=True)]
    lengths = [padded.shape[axis] for axis in axes]
    enough = [core.max_dim(n, span) for n, span in zip(lengths, spans, strict=True)]
    counts = [(n - m) // step + 1 for n, m, step in zip(enough, spans, strides, strict=True)]
    gaps = [(0, 0, 0)] * padded.ndim
    for axis, n, more in zip(axes, lengths, enough, strict=True):
        gaps[axis] = (0, more - n, 0)
    is_enough = core.definitely_equal_shape(lengths, enough)
    if not is_enough:
        padded = lax.pad(padded, jax.numpy.zeros((), padded.dtype), gaps)
    slices = list_slices(padded, axes, sizes, counts, strides=strides, dilation=dilation)
    result = combine(slices)
    if is_enough:
        return result
    limits = list(result.shape)
    for axis, n, more, count in zip(axes, lengths, enough, counts, strict=True):
        limits[axis] = count - core.min_dim(more - n, 1)
    return lax.slice(result, [0] * result.ndim, limits)


def check_static(sizes: Sequence[Any], what: str) -> None:
    """Raise NotImplementedError unless all sizes of a window are static."""
    if not core.is_constant_shape(sizes):
        raise NotImplementedError(
            f"the size of {what} must be static, but is {sizes}: export for each size"
        )


def reduce_windows(
    combine: Callable[[Any, Any], Any],
    identity: Any,
    operand: Any,
    *,
    window_dimensions: Sequence[Any],
    window_strides: Sequence[int],
    padding: Sequence[tuple[Any, Any]],
    base_dilation: Sequence[int],
    window_dilation: Sequence[int],
) -> Any:
    """Return the elements of each window, combined."""
    check_static(window_dimensions, "a window")
    gaps = [(low, high, step - 1) for (low, high), step in zip(padding, base_dilation, strict=True)]
    padded = lax.pad(operand, jax.numpy.asarray(identity, operand.dtype), gaps)
    return make_windows(
        padded,
        range(operand.ndim),
        window_dimensions,
        window_strides,
        window_dilation,
        lambda slices: reduce(combine, (part for _, part in slices)),
    )


def make_rule(primitive: Any, combine: Callable[[Any, Any], Any], reduction: Any) -> Rule:
    """Return a rule for windows that are combined by a known function."""

    def lower(context: Any, operand: ir.Value[Any], **parameters: Any) -> Sequence[ir.Value[Any]]:
        (aval,) = context.avals_in
        if core.is_constant_shape(aval.shape):
            return find_rule(primitive)(context, operand, **parameters)
        identity = IDENTITIES[reduction](aval.dtype)

        def evaluate(operand: Any) -> list[Any]:
            return [reduce_windows(combine, identity, operand, **parameters)]

        return list(mlir.lower_fun(evaluate)(context, operand))

    return lower


def lower_convolution(
    context: Any, x: ir.Value[Any], kernel: ir.Value[Any], **parameters: Any
) -> Sequence[ir.Value[Any]]:
    """Lower a convolution; one along symbolic sizes to a product for each place of its kernel."""
    numbers = parameters["dimension_numbers"]
    shapes = [aval.shape for aval in context.avals_in]
    spatial = [shapes[0][axis] for axis in numbers.lhs_spec[2:]]
    if core.is_constant_shape([*spatial, *shapes[1]]):
        return find_rule(lax.conv_general_dilated_p)(context, x, kernel, **parameters)
    check_static(shapes[1], "a kernel")
    if parameters["batch_group_count"] != 1:
        raise NotImplementedError("batch_group_count of a convolution of symbolic sizes must be 1")

    def evaluate(x: Any, kernel: Any) -> list[Any]:
        return [convolve(x, kernel, **parameters)]

    return list(mlir.lower_fun(evaluate)(context, x, kernel))


def convolve(
    x: Any,
    kernel: Any,
    *,
    window_strides: Sequence[int],
    padding: Sequence[tuple[Any, Any]],
    lhs_dilation: Sequence[int],
    rhs_dilation: Sequence[int],
    dimension_numbers: Any,
    feature_group_count: int,
    preferred_element_type: Any = None,
    **_: Any,
) -> Any:
    """Return the sum of the products of an array, moved, with each place of a kernel."""
    groups = feature_group_count
    # As (batch, group, feature, *spatial) and (output, input, *spatial).
    x = x.transpose(dimension_numbers.lhs_spec)
    kernel = kernel.transpose(dimension_numbers.rhs_spec)
    x = x.reshape(x.shape[0], groups, x.shape[1] // groups, *x.shape[2:])
    kernel = kernel.reshape(groups, kernel.shape[0] // groups, *kernel.shape[1:])
    gaps = [(0, 0, 0)] * 3 + [
        (low, high, step - 1) for (low, high), step in zip(padding, lhs_dilation, strict=True)
    ]
    padded = lax.pad(x, jax.numpy.zeros((), x.dtype), gaps)

    def multiply(slices: Iterator[tuple[tuple[int, ...], Any]]) -> Any:
        total: Any = None
        for place, part in slices:
            # (group, batch, *spatial, output)
            term = lax.dot_general(
                part,
                kernel[(slice(None),) * 3 + place],
                (((2,), (2,)), ((1,), (0,))),
                preferred_element_type=preferred_element_type,
            )
            total = term if total is None else total + term
        # (batch, group, output, *spatial)
        return total.transpose(1, 0, total.ndim - 1, *range(2, total.ndim - 1))

    total = make_windows(
        padded, range(3, padded.ndim), kernel.shape[3:], window_strides, rhs_dilation, multiply
    )
    total = total.reshape(total.shape[0], -1, *total.shape[3:])
    inverse = [dimension_numbers.out_spec.index(axis) for axis in range(total.ndim)]
    return total.transpose(inverse)


RULES: dict[Any, Rule] = {
    windows.reduce_window_sum_p: make_rule(windows.reduce_window_sum_p, lax.add, lax.reduce_sum_p),
    windows.reduce_window_max_p: make_rule(windows.reduce_window_max_p, lax.max, lax.reduce_max_p),
    windows.reduce_window_min_p: make_rule(windows.reduce_window_min_p, lax.min, lax.reduce_min_p),
    lax.conv_general_dilated_p: lower_convolution,
}
