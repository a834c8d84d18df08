"""Sorting, by a network, as a loop over its stages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jax
import numpy as np
from jax import lax
from jax import numpy as jnp
from jax.interpreters import mlir

from milcomplex.jax.internals import core
from milcomplex.jax.rules.emission import Rule


def sort(*operands: Any, dimension: int, is_stable: bool, num_keys: int) -> list[Any]:
    """Return the operands, sorted along a dimension by the first of them, stably."""
    length = operands[0].shape[dimension]
    if length in (0, 1) or 0 in operands[0].shape:
        return list(operands)
    rows = [jnp.moveaxis(operand, dimension, -1).reshape(-1, length) for operand in operands]
    keys = [key for row in rows[:num_keys] for key in list_integer_keys(row)]
    order = sort_indices(keys, length)
    shape = jnp.moveaxis(operands[0], dimension, -1).shape
    return [jnp.moveaxis(take(row, order).reshape(shape), -1, dimension) for row in rows]


def take(rows: Any, order: Any) -> Any:
    """Return the elements of each row in the order for that row."""
    return jnp.take_along_axis(rows, order, axis=1, mode="promise_in_bounds")


def sort_indices(keys: Sequence[Any], length: Any) -> Any:
    """Return the order that sorts rows by integer keys, and equal keys by position.

    By merge exchange: Knuth, The Art of Computer Programming, volume 3, section 5.2.2, algorithm M.
    """
    place = lax.broadcasted_iota(jnp.int32, (keys[0].shape[0], length), 1)
    columns = (*keys, place)
    if not core.is_constant_dim(length):
        return sort_columns(columns, jnp.asarray(length, jnp.int32))
    stages = jnp.asarray(np.array(list_stages(length), np.int32).reshape(-1, 3))

    def exchange_stage(i: Any, columns: tuple[Any, ...]) -> tuple[Any, ...]:
        return exchange(columns, length, *(stages[i, j] for j in range(3)))

    return lax.fori_loop(0, stages.shape[0], exchange_stage, columns)[-1]


def find_next(top: Any, p: Any, q: Any, r: Any, d: Any) -> tuple[Any, Any, Any, Any]:
    """Return the stage of merge exchange after another, as variables of Knuth's."""
    is_last = q == p
    return (
        jnp.where(is_last, p // 2, p),
        jnp.where(is_last, top, q // 2),
        jnp.where(is_last, 0, p),
        jnp.where(is_last, p // 2, q - p),
    )


def list_stages(length: int) -> list[tuple[int, int, int]]:
    """Return p, r and d of each stage of merge exchange."""
    top = (1 << (length - 1).bit_length()) >> 1
    stages = []
    p, q, r, d = top, top, 0, top
    while p > 0:
        stages.append((p, r, d))
        p, q, r, d = (p // 2, top, 0, p // 2) if q == p else (p, q // 2, p, q - p)
    return stages


def sort_columns(columns: tuple[Any, ...], length: Any) -> Any:
    """Return the last of columns, sorted in stages of which the number is found by the program."""
    bits = 32 - lax.clz(length - 1)
    top = lax.shift_left(jnp.int32(1), bits) >> 1

    def go_on(state: tuple[Any, ...]) -> Any:
        return state[0] > 0

    def step(state: tuple[Any, ...]) -> tuple[Any, ...]:
        p, q, r, d, *columns = state
        return (*find_next(top, p, q, r, d), *exchange(tuple(columns), length, p, r, d))

    return lax.while_loop(go_on, step, (top, top, jnp.int32(0), top, *columns))[-1]


def exchange(columns: tuple[Any, ...], length: Any, p: Any, r: Any, d: Any) -> tuple[Any, ...]:
    """Return columns with a stage of merge exchange done, by the order of the rows in them."""
    place = lax.iota(jnp.int32, columns[0].shape[1])
    is_lower = ((place & p) == r) & (place < length - d)
    is_upper = (place >= d) & (((place - d) & p) == r)
    partner = jnp.where(is_lower, place + d, jnp.where(is_upper, place - d, place))
    others = [
        column.at[:, partner].get(mode="promise_in_bounds", wrap_negative_indices=False)
        for column in columns
    ]
    keeps = is_less(columns, others) == is_lower
    return tuple(
        lax.select(keeps, column, other) for column, other in zip(columns, others, strict=True)
    )


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
    x = jnp.where(x == 0, jnp.zeros_like(x), jnp.where(jnp.isnan(x), jnp.full_like(x, np.nan), x))
    return order_bits(x)


def order_bits(x: Any) -> Any:
    """Return signed integers that are ordered as floats are in total order."""
    integer = jnp.dtype(f"int{x.dtype.itemsize * 8}")
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
