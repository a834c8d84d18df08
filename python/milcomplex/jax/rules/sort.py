"""Sorting, by Batcher's bitonic network, as a loop over its stages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jax
import numpy as np
from jax import lax
from jax import numpy as jnp
from jax.interpreters import mlir

from milcomplex.jax.rules.emission import Rule


def sort(*operands: Any, dimension: int, is_stable: bool, num_keys: int) -> list[Any]:
    """Return the operands, sorted along a dimension by the first of them, stably."""
    length = operands[0].shape[dimension]
    if length < 2 or operands[0].size == 0:
        return list(operands)
    rows = [jnp.moveaxis(operand, dimension, -1).reshape(-1, length) for operand in operands]
    keys = [key for row in rows[:num_keys] for key in list_integer_keys(row)]
    order = sort_indices(keys, length)
    shape = jnp.moveaxis(operands[0], dimension, -1).shape
    return [jnp.moveaxis(take(row, order).reshape(shape), -1, dimension) for row in rows]


def take(rows: Any, order: Any) -> Any:
    """Return the elements of each row in the order for that row."""
    return jnp.take_along_axis(rows, order, axis=1, mode="promise_in_bounds")


def sort_indices(keys: Sequence[Any], length: int) -> Any:
    """Return the order that sorts rows by integer keys, and equal keys by position."""
    padded = 1 << (length - 1).bit_length()
    rows = keys[0].shape[0]
    place = lax.broadcasted_iota(jnp.int32, (rows, padded), 1)
    # Padding has the largest key.
    columns = [(place >= length).astype(jnp.int32)] if padded > length else []
    columns += [jnp.pad(key, ((0, 0), (0, padded - length))) for key in keys]
    stages = [
        (size, distance)
        for size in (2 << i for i in range(padded.bit_length() - 1))
        for distance in (size >> (1 + i) for i in range(size.bit_length() - 1))
    ]
    table = jnp.asarray(np.array(stages, np.int32))

    def exchange(i: Any, columns: tuple[Any, ...]) -> tuple[Any, ...]:
        size, distance = table[i, 0], table[i, 1]
        partner = place[0] ^ distance
        others = [column[:, partner] for column in columns]
        takes_smaller = ((place & distance) == 0) == ((place & size) == 0)
        keeps = is_less(columns, others) == takes_smaller
        return tuple(
            lax.select(keeps, column, other) for column, other in zip(columns, others, strict=True)
        )

    sorted_columns = lax.fori_loop(0, len(stages), exchange, (*columns, place))
    return sorted_columns[-1][:, :length]


def is_less(left: Sequence[Any], right: Sequence[Any]) -> Any:
    """Return where the first tuple is less than the second in lexicographic order."""
    less = left[-1] < right[-1]
    for x, y in zip(reversed(left[:-1]), reversed(right[:-1]), strict=True):
        less = (x < y) | ((x == y) & less)
    return less


def list_integer_keys(key: Any) -> list[Any]:
    """Return integers that are ordered as an array is.

    Complex numbers are ordered by their real and then their imaginary part, the zeros of either
    sign are equal, and NaNs come last.
    """
    if jnp.issubdtype(key.dtype, jnp.complexfloating):
        return [*list_integer_keys(key.real), *list_integer_keys(key.imag)]
    if jnp.issubdtype(key.dtype, jnp.floating):
        return [order_floats(key)]
    return [key.astype(jnp.int32) if key.dtype == np.bool_ else key]


def order_floats(x: Any) -> Any:
    """Return signed integers that are ordered as numbers are."""
    integer = jnp.dtype(f"int{x.dtype.itemsize * 8}")
    x = jnp.where(x == 0, jnp.zeros_like(x), jnp.where(jnp.isnan(x), jnp.full_like(x, np.nan), x))
    bits = jax.lax.bitcast_convert_type(x, integer)
    return jnp.where(bits < 0, np.iinfo(integer).max - bits, bits)


def select_extremes(operand: Any, *, k: int, axis: int, largest: bool = True) -> list[Any]:
    """Return the k largest or smallest elements along an axis, in order, and their positions.

    NaNs are larger than all.
    """
    rows = jnp.moveaxis(operand, axis, -1)
    shape = (*rows.shape[:-1], k)
    if 0 in shape:
        return [jnp.zeros(shape, operand.dtype), jnp.zeros(shape, jnp.int32)]
    rows = rows.reshape(-1, rows.shape[-1])
    keys = list_integer_keys(rows)
    order = sort_indices([~key for key in keys] if largest else keys, rows.shape[1])[:, :k]
    found = [take(rows, order), order]
    return [jnp.moveaxis(x.reshape(shape), -1, axis) for x in found]


def select_approximately(
    operand: Any, *, k: int, reduction_dimension: int, is_max_k: bool, **_: Any
) -> list[Any]:
    """Return the k largest or smallest elements; all, where JAX may leave out some."""
    return select_extremes(operand, k=k, axis=reduction_dimension, largest=is_max_k)


RULES: dict[Any, Rule] = {
    lax.sort_p: mlir.lower_fun(sort, multiple_results=True),
    lax.top_k_p: mlir.lower_fun(select_extremes, multiple_results=True),
    lax.approx_top_k_p: mlir.lower_fun(select_approximately, multiple_results=True),
}
