"""Scatter, as a loop over slices."""

from __future__ import annotations

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
    starts = list_starts(operand, indices, dimension_numbers)
    windows = list_windows(operand, updates, dimension_numbers)
    sizes = windows.shape[1:]
    limits = np.subtract(operand.shape, sizes).astype(starts.dtype)

    def combine(window: Any, update: Any) -> Any:
        if update_jaxpr is None:
            return update
        evaluate: Any = core.eval_jaxpr

        def combine_numbers(x: Any, y: Any) -> Any:
            return evaluate(update_jaxpr, update_consts, x, y)[0]

        return jax.vmap(combine_numbers)(window.ravel(), update.ravel()).reshape(sizes)

    def step(i: Any, result: Any) -> Any:
        start = lax.dynamic_index_in_dim(starts, i, keepdims=False)
        inside = jnp.all((start >= 0) & (start <= limits))
        corner = [start[dimension] for dimension in range(operand.ndim)]
        window = lax.dynamic_slice(result, corner, sizes)
        update = lax.dynamic_index_in_dim(windows, i, keepdims=False)
        combined = lax.select(inside, combine(window, update), window)
        return lax.dynamic_update_slice(result, combined, corner)

    count = starts.shape[0]
    if operand.size == 0 or updates.size == 0:
        return operand
    return step(0, operand) if count == 1 else lax.fori_loop(0, count, step, operand)


def list_starts(operand: Any, indices: Any, numbers: lax.ScatterDimensionNumbers) -> Any:
    """Return the first index of each window: (windows, rank of the operand)."""
    batch = indices.shape[:-1]
    signed = indices.astype(jnp.int64 if indices.dtype.itemsize == 8 else jnp.int32)
    columns = [jnp.zeros(batch, signed.dtype)] * operand.ndim
    for i, dimension in enumerate(numbers.scatter_dims_to_operand_dims):
        columns[dimension] = signed[..., i]
    batching = zip(
        numbers.operand_batching_dims, numbers.scatter_indices_batching_dims, strict=True
    )
    for dimension, source in batching:
        columns[dimension] = lax.broadcasted_iota(signed.dtype, batch, source)
    return jnp.stack(columns, axis=-1).reshape(-1, operand.ndim)


def list_windows(operand: Any, updates: Any, numbers: lax.ScatterDimensionNumbers) -> Any:
    """Return the updates of each window: (windows, *a window of the rank of the operand)."""
    window = numbers.update_window_dims
    order = [i for i in range(updates.ndim) if i not in window]
    missing = (*numbers.inserted_window_dims, *numbers.operand_batching_dims)
    sizes = iter([updates.shape[i] for i in window])
    shape = [1 if i in missing else next(sizes) for i in range(operand.ndim)]
    count = int(np.prod([updates.shape[i] for i in order]))
    return updates.transpose(*order, *window).reshape(count, *shape)


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
