"""Scatter, as loops over slices."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from functools import reduce
from typing import Any

import jax
import numpy as np
from jax import lax
from jax import numpy as jnp
from jax.interpreters import mlir

from milcomplex.jax.internals import core, slicing
from milcomplex.jax.rules.emission import Rule


def scatter(
    operand: Any,
    indices: Any,
    updates: Any,
    *,
    dimension_numbers: lax.ScatterDimensionNumbers,
    update_jaxpr: Any,
    update_consts: Any,
    mode: lax.GatherScatterMode,
    **_: Any,
) -> Any:
    """Return the operand with a window combined with each slice of the updates, one by one.

    A window that is partly outside is skipped, unless the mode is to clip its start.
    """
    if mode == lax.GatherScatterMode.CLIP:
        clamp: Any = slicing._clamp_scatter_indices
        indices = clamp(operand, indices, updates, dnums=dimension_numbers)
    starts = indices.astype(jnp.int64 if indices.dtype.itemsize == 8 else jnp.int32)
    batch = indices.shape[:-1]
    windows = move_windows(operand, updates, dimension_numbers)
    sizes = windows.shape[len(batch) :]
    limits = np.subtract(operand.shape, sizes).tolist()

    def combine(window: Any, update: Any) -> Any:
        if update_jaxpr is None:
            return update
        evaluate: Any = core.eval_jaxpr

        def combine_numbers(x: Any, y: Any) -> Any:
            return evaluate(update_jaxpr, update_consts, x, y)[0]

        return jax.vmap(combine_numbers)(window.ravel(), update.ravel()).reshape(sizes)

    def step(place: tuple[Any, ...], result: Any) -> Any:
        computed = find_start(starts, place, dimension_numbers)
        start = [computed.get(dimension, 0) for dimension in range(operand.ndim)]
        inside = [(computed[d] >= 0) & (computed[d] <= limits[d]) for d in computed]
        window = take(result, start, sizes)
        update = take(windows, (*place, *[0] * operand.ndim), (*[1] * len(batch), *sizes))
        combined = combine(window, update.reshape(sizes))
        if inside:
            combined = lax.select(reduce(operator.and_, inside), combined, window)
        if operand.ndim == 0:
            return combined
        return lax.dynamic_update_slice(
            result, combined, make_integers(start), allow_negative_indices=False
        )

    def loop(place: tuple[Any, ...], result: Any) -> Any:
        """Combine all windows whose place in the batch begins so."""
        if len(place) == len(batch):
            return step(place, result)
        size = batch[len(place)]
        if size == 1:
            return loop((*place, 0), result)
        return lax.fori_loop(0, size, lambda i, result: loop((*place, i), result), result)

    return operand if operand.size == 0 or updates.size == 0 else loop((), operand)


def take(array: Any, start: Sequence[Any], sizes: Sequence[int]) -> Any:
    """Return a slice of an array; its start is not negative."""
    if array.ndim == 0:
        return array
    return lax.dynamic_slice(array, make_integers(start), sizes, allow_negative_indices=False)


def make_integers(start: Sequence[Any]) -> list[Any]:
    """Return indices, each an array or a number, as arrays of one type."""
    dtypes = [x.dtype for x in start if not isinstance(x, int)]
    dtype = max(dtypes, key=lambda dtype: dtype.itemsize, default=np.dtype(np.int32))
    return [jnp.asarray(x, dtype) for x in start]


def find_start(
    starts: Any, place: tuple[Any, ...], numbers: lax.ScatterDimensionNumbers
) -> dict[int, Any]:
    """Return the first index of a window in the dimensions of the operand where it is not 0.

    Parameters
    ----------
    starts : array
        The indices, signed.
    place : tuple of int or array
        The place of the window in the batch.
    numbers : jax.lax.ScatterDimensionNumbers
        What the dimensions are.
    """
    start = {
        dimension: take(starts, (*place, i), [1] * starts.ndim).reshape(())
        for i, dimension in enumerate(numbers.scatter_dims_to_operand_dims)
    }
    batching = zip(
        numbers.operand_batching_dims, numbers.scatter_indices_batching_dims, strict=True
    )
    for dimension, source in batching:
        start[dimension] = jnp.asarray(place[source])
    return start


def move_windows(operand: Any, updates: Any, numbers: lax.ScatterDimensionNumbers) -> Any:
    """Return the updates, (*batch, *a window of the rank of the operand)."""
    window = numbers.update_window_dims
    order = [i for i in range(updates.ndim) if i not in window]
    missing = (*numbers.inserted_window_dims, *numbers.operand_batching_dims)
    sizes = iter([updates.shape[i] for i in window])
    shape = [1 if i in missing else next(sizes) for i in range(operand.ndim)]
    batch = [updates.shape[i] for i in order]
    return updates.transpose(*order, *window).reshape(*batch, *shape)


RULE: Rule = mlir.lower_fun(scatter, multiple_results=False)
RULES: dict[Any, Rule] = {
    primitive: RULE
    for primitive in (
        lax.scatter_p,
        lax.scatter_add_p,
        lax.scatter_sub_p,
        lax.scatter_mul_p,
        lax.scatter_min_p,
        lax.scatter_max_p,
    )
}
