"""Cases of jax.lax."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from jax import lax
from jax import numpy as jnp
from jax_arguments import b, c, i, r
from jax_cases import PAIRS, Case, make_cases, over_shapes

SUITE = "jax.lax"

UNARY = """
    abs acos acosh asin asinh atan atanh conj cos cosh exp exp2 expm1 imag log log1p logistic neg
    real reciprocal rsqrt sign sin sinh sqrt square tan tanh stop_gradient optimization_barrier
""".split()
BINARY = "add atan2 div eq mul ne pow sub".split()


def list_convolutions() -> list[tuple[Any, ...]]:
    """Return the rows of conv_general_dilated."""
    nchw = ("NCHW", "OIHW", "NCHW")
    nhwc = ("NHWC", "HWIO", "NHWC")

    def row(x: Any, k: Any, **options: Any) -> tuple[Any, ...]:
        filled = {"window_strides": (1, 1), "padding": "SAME", **options}
        return lambda x, k: lax.conv_general_dilated(x, k, **filled), x, k

    return [
        row(c(2, 3, 6, 5), c(4, 3, 3, 3), dimension_numbers=nchw),
        row(c(2, 6, 5, 3), c(3, 3, 3, 4), dimension_numbers=nhwc),
        row(c(1, 6, 5, 3), c(3, 2, 3, 4), dimension_numbers=nhwc, padding="VALID"),
        row(c(1, 6, 5, 3), c(3, 3, 3, 4), dimension_numbers=nhwc, window_strides=(2, 2)),
        row(c(1, 6, 5, 3), c(3, 3, 3, 4), dimension_numbers=nhwc, rhs_dilation=(2, 1)),
        row(c(1, 6, 5, 3), c(3, 3, 3, 4), dimension_numbers=nhwc, lhs_dilation=(2, 2)),
        row(c(1, 6, 5, 4), c(3, 3, 2, 4), dimension_numbers=nhwc, feature_group_count=2),
        row(c(1, 6, 5, 4), c(3, 3, 1, 4), dimension_numbers=nhwc, feature_group_count=4),
        row(c(4, 6, 5, 2), c(3, 3, 2, 4), dimension_numbers=nhwc, batch_group_count=2),
        row(c(2, 3, 9), c(4, 3, 3), window_strides=(1,)),
        row(c(2, 3, 4, 5, 3), c(4, 3, 2, 2, 2), window_strides=(1, 1, 1), padding="VALID"),
    ]


def list_scatters() -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of the scatter family."""
    rows: dict[str, list[tuple[Any, ...]]] = {
        "scatter": [
            (lambda x, k, u: x.at[k].set(u, unique_indices=True), c(6), i(6, 1), c(1)),
            (lambda x, u: x.at[np.array([3, 1])].set(u), c(6, 2), c(2, 2)),
            (lambda x, u: x.at[1:3, ::2].set(u), c(4, 5), c(2, 3)),
            (lambda x, u: x.at[2].set(u), c(4, 3), c()),
            (lambda x, u: x.at[np.array([9, 1])].set(u, mode="drop"), c(6), c(2)),
            (lambda x, u: x.at[np.array([9, 1])].set(u, mode="clip"), c(6), c(2)),
            (lambda x, u: x.at[np.array([0, 2]), np.array([1, 1])].set(u), c(3, 4), c(2)),
            (lambda x, u: x.at[:, np.array([0, 2])].set(u), c(3, 4), c(3, 2)),
            (lambda x, u: x.at[np.zeros(0, int)].set(u), c(3), c(0)),
        ],
        "scatter_add": [
            (lambda x, k, u: x.at[k].add(u), c(6), i(6, 9), c(9)),
            (lambda x, k, u: x.at[k, 1:].add(u), c(6, 4), i(6, 9), c(9, 3)),
        ],
        "scatter_sub": [(lambda x, k, u: x.at[k].subtract(u), c(6), i(6, 9), c(9))],
        "scatter_mul": [
            (lambda x, k, u: x.at[k].multiply(u), c(6), i(6, 4), c(4)),
            (lambda x, k, u: x.at[k].divide(u), c(6), i(6, 4), c(4)),
        ],
        "scatter_apply": [(lambda x: x.at[np.array([1, 3])].apply(jnp.exp), c(6))],
        "scatter_min": [(lambda x, k, u: x.at[k].min(u), r(6), i(6, 4), r(4))],
        "scatter_max": [(lambda x, k, u: x.at[k].max(u), r(6), i(6, 4), r(4))],
    }
    return rows


def list_windows() -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of functions of windows."""
    options = [
        ((2, 2), (1, 1), "VALID", {}),
        ((3, 2), (2, 1), "SAME", {}),
        ((2, 2), (1, 1), ((1, 0), (0, 2)), {"window_dilation": (2, 1)}),
        ((2, 2), (1, 1), ((1, 0), (0, 2)), {"base_dilation": (2, 1)}),
    ]

    def row(
        operation: Any, initial: Any, window: Any, strides: Any, padding: Any, more: Any
    ) -> Any:
        return (
            lambda x: lax.reduce_window(x, initial, operation, window, strides, padding, **more),
            c(5, 6),
        )

    return {
        "reduce_window": [
            *(row(lax.add, np.complex64(0), *option) for option in options),
            *(row(lax.mul, np.complex64(1), *option) for option in options),
            (
                lambda x: lax.reduce_window(
                    x, np.complex64(0), lambda x, y: x + y * 2, (2,), (1,), "SAME"
                ),
                c(6),
            ),
        ],
    }


def list_control_flow() -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of loops and branches."""

    def mandelbrot(z: Any) -> Any:
        def step(state: Any) -> Any:
            n, w, count = state
            return n + 1, w * w + z, count + (jnp.abs(w) < 2)

        first = (0, jnp.zeros_like(z), jnp.zeros(z.shape, int))
        return lax.while_loop(lambda state: state[0] < 9, step, first)[2]

    def until_small(z: Any) -> Any:
        return lax.while_loop(lambda z: jnp.max(jnp.abs(z)) > 0.1, lambda z: z * (0.5 + 0.2j), z)

    def recur(h: Any, x: Any) -> Any:
        return lax.scan(lambda h, x: (h * 0.5j + x, h.real), h, x)

    return {
        "while_loop": [(mandelbrot, c(4)), (until_small, c(3)), (until_small, c())],
        "fori_loop": [
            (lambda x: lax.fori_loop(0, 5, lambda i, x: x * x + i, x), c(3)),
            (lambda n, x: lax.fori_loop(0, n, lambda i, x: x * 1j + i, x), i(6), c(3)),
        ],
        "scan": [
            (recur, c(3), c(5, 3)),
            (lambda h, x: lax.scan(lambda h, x: (h * x, h), h, x, reverse=True), c(), c(6)),
            (lambda h, x: lax.scan(lambda h, x: (h + x, h), h, x, unroll=2), c(2), c(6, 2)),
            (lambda h: lax.scan(lambda h, _: (h * 0.5j, h), h, None, length=4), c(2)),
        ],
        "cond": [
            (lambda p, x: lax.cond(p, jnp.exp, lambda x: x * 1j, x), b(), c(3)),
            (lambda p, x: lax.cond(p, lambda: x, lambda: -x), b(), c()),
        ],
        "switch": [
            (lambda k, x: lax.switch(k, [jnp.sin, jnp.cos, lambda x: x * 2], x), i(5), c(3)),
            (lambda k, x: lax.switch(k, [jnp.sin], x), i(5), c(3)),
        ],
        "associative_scan": [
            (lambda x: lax.associative_scan(jnp.multiply, x), c(7)),
            (
                lambda a, x: lax.associative_scan(
                    lambda s, t: (s[0] * t[0], s[1] * t[0] + t[1]), (a, x)
                ),
                c(8),
                c(8),
            ),
            (lambda x: lax.associative_scan(jnp.matmul, x), c(5, 2, 2)),
        ],
        "map": [(lambda x: lax.map(lambda row: row @ row, x), c(4, 3))],
        "custom_root": [],
        "custom_linear_solve": [
            (
                lambda a, x: lax.custom_linear_solve(
                    lambda v: a * v, x, lambda _, x: x / a, symmetric=True
                ),
                c(4),
                c(4),
            )
        ],
        "platform_dependent": [
            (lambda x: lax.platform_dependent(x, cpu=jnp.exp, default=jnp.exp), c(3))
        ],
        "composite": [(lambda x: lax.composite(lambda x: x * x, "model.square")(x), c(3))],
    }


def list_rows() -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of all other functions."""
    index_take: Any = lax.index_take
    return {
        "argmax": [(lambda x: lax.argmax(jnp.abs(x), 1, np.int32), c(3, 4))],
        "approx_max_k": [(lambda x: lax.approx_max_k(x, 2), r(8))],
        "approx_min_k": [(lambda x: lax.approx_min_k(x, 2), r(8))],
        "batch_matmul": [(lax.batch_matmul, c(2, 3, 4), c(2, 4, 5))],
        "bitcast_convert_type": [],
        "broadcast": [(lambda x: lax.broadcast(x, (2, 3)), c(4))],
        "broadcast_in_dim": [(lambda x: lax.broadcast_in_dim(x, (3, 2, 4), (0, 2)), c(3, 4))],
        "broadcast_to_rank": [(lambda x: lax.broadcast_to_rank(x, 3), c(3, 4))],
        "collapse": [(lambda x: lax.collapse(x, 1), c(2, 3, 4))],
        "complex": [(lax.complex, r(*shape), r(*shape)) for shape in ((), (5,), (3, 4), (0, 3))],
        "concatenate": [(lambda x, y: lax.concatenate([x, y], 0), c(2, 3), c(1, 3))],
        "conv": [(lambda x, k: lax.conv(x, k, (1, 1), "SAME"), c(1, 2, 5, 5), c(3, 2, 2, 2))],
        "conv_general_dilated": list_convolutions(),
        "conv_general_dilated_local": [],
        "conv_general_dilated_patches": [
            (lambda x: lax.conv_general_dilated_patches(x, (2, 2), (1, 1), "VALID"), c(1, 2, 4, 4))
        ],
        "conv_transpose": [
            (lambda x, k: lax.conv_transpose(x, k, (2, 2), "SAME"), c(1, 4, 4, 2), c(3, 3, 2, 3))
        ],
        "conv_with_general_padding": [
            (
                lambda x, k: lax.conv_with_general_padding(
                    x, k, (1, 1), ((1, 0), (0, 1)), None, None
                ),
                c(1, 2, 5, 5),
                c(3, 2, 2, 2),
            )
        ],
        "convert_element_type": [
            (lambda x: lax.convert_element_type(x, jnp.complex64), c(4)),
            (lambda x: lax.convert_element_type(x, jnp.complex64), r(4)),
            (lambda x: lax.convert_element_type(x, jnp.complex64), i(9, 4)),
            (lambda x: lax.convert_element_type(x, jnp.complex64), b(4)),
            (lambda x: lax.convert_element_type(x.real, jnp.bfloat16), c(4)),
            (lambda x: lax.convert_element_type(x, bool), c(4)),
        ],
        "cumlogsumexp": [(lambda x: lax.cumlogsumexp(x), r(5))],
        "cummax": [(lambda x: lax.cummax(x), r(5))],
        "cummin": [(lambda x: lax.cummin(x, reverse=True), r(5))],
        "cumprod": [(lambda x: lax.cumprod(x), c(5)), (lambda x: lax.cumprod(x, 1, True), c(3, 4))],
        "cumsum": [(lambda x: lax.cumsum(x), c(5)), (lambda x: lax.cumsum(x, 1, True), c(3, 4))],
        "dot": [(lax.dot, c(3, 4), c(4, 5)), (lax.dot, c(4), c(4))],
        "dot_general": [
            (
                lambda x, y: lax.dot_general(x, y, (((2,), (1,)), ((0,), (0,)))),
                c(2, 3, 4),
                c(2, 4, 5),
            ),
            (
                lambda x, y: lax.dot_general(x, y, (((1, 2), (2, 1)), ((0,), (0,)))),
                c(2, 3, 4),
                c(2, 4, 3),
            ),
            (lambda x, y: lax.dot_general(x, y, (((0,), (1,)), ((), ()))), c(4, 3), c(5, 4)),
            (lambda x, y: lax.dot_general(x, y, (((), ()), ((), ()))), c(2), c(3)),
        ],
        "dynamic_index_in_dim": [(lambda x, k: lax.dynamic_index_in_dim(x, k), c(5, 3), i(5))],
        "dynamic_slice": [
            (lambda x, k: lax.dynamic_slice(x, (k, 1), (2, 3)), c(5, 6), i(9)),
            (lambda x, k: lax.dynamic_slice(x, (k,), (3,)), c(5), i(5)),
        ],
        "dynamic_slice_in_dim": [
            (lambda x, k: lax.dynamic_slice_in_dim(x, k, 2, 1), c(3, 5), i(5))
        ],
        "dynamic_update_index_in_dim": [
            (lambda x, y, k: lax.dynamic_update_index_in_dim(x, y, k, 0), c(5, 3), c(3), i(5))
        ],
        "dynamic_update_slice": [
            (lambda x, y, k: lax.dynamic_update_slice(x, y, (k, 1)), c(5, 6), c(2, 3), i(9)),
            (lambda x, y, k: lax.dynamic_update_slice(x, y, (k,)), c(5), c(2), i(9)),
        ],
        "dynamic_update_slice_in_dim": [
            (lambda x, y, k: lax.dynamic_update_slice_in_dim(x, y, k, 1), c(3, 5), c(3, 2), i(5))
        ],
        "expand_dims": [(lambda x: lax.expand_dims(x, (0,)), c(3))],
        "fft": [
            (lambda x: lax.fft(x, "FFT", (8,)), c(3, 8)),
            (lambda x: lax.fft(x, "IFFT", (4, 6)), c(2, 4, 6)),
            (lambda x: lax.fft(x, "RFFT", (6,)), r(3, 6)),
            (lambda x: lax.fft(x, "IRFFT", (7,)), c(3, 4)),
            (lambda x: lax.fft(x, "RFFT", (3, 4, 5)), r(3, 4, 5)),
            (lambda x: lax.fft(x, "IRFFT", (3, 4, 6)), c(3, 4, 4)),
        ],
        "full": [(lambda x: lax.full((2, 3), x), c())],
        "full_like": [(lambda x: lax.full_like(x, 2), c(3))],
        "gather": [
            (lambda x, k: x[k], c(6), i(6, 4)),
            (lambda x, k: x[k, :2], c(6, 3), i(6, 4)),
            (lambda x, k: x[:, k, k], c(2, 4, 5), i(4, 3)),
        ],
        "index_in_dim": [(lambda x: lax.index_in_dim(x, 2), c(5, 3))],
        "index_take": [(lambda x, k: index_take(x, (k,), (0,)), c(5, 3), i(5, 4))],
        "integer_pow": [
            (lambda x, n=n: lax.integer_pow(x, n), c(4)) for n in (-3, -1, 0, 1, 2, 3, 4, 9)
        ],
        "iota": [(lambda x: x * lax.iota(x.dtype, 4), c(4))],
        "pad": [
            (lambda x: lax.pad(x, np.array(2j, x.dtype), [(1, 2, 0), (0, 1, 0)]), c(3, 4)),
            (lambda x: lax.pad(x, np.array(0, x.dtype), [(1, 0, 1), (-1, 0, 0)]), c(3, 4)),
            (lambda x: lax.pad(x, np.array(0, x.dtype), [(0, 0, 2)]), c(4)),
        ],
        "pow": [(lambda x, n: lax.pow(x, n), c(4), i(4, 4))],
        "reduce": [
            (lambda x: lax.reduce(x, np.array(0, x.dtype), lax.add, (0,)), c(3, 4)),
            (lambda x: lax.reduce(x, np.array(1, x.dtype), lax.mul, (0, 1)), c(3, 4)),
            (lambda x: lax.reduce(x, np.array(0, x.dtype), lambda x, y: x + 2 * y, (1,)), c(3, 4)),
            (
                lambda x, y: lax.reduce(
                    (x, y),
                    (np.array(0, x.dtype), np.array(1, y.dtype)),
                    lambda s, t: (s[0] + t[0], s[1] * t[1]),
                    (1,),
                ),
                c(3, 4),
                c(3, 4),
            ),
        ],
        "reduce_sum": [(lambda x: lax.reduce_sum(x, (0,)), c(3, 4))],
        "reduce_prod": [(lambda x: lax.reduce_prod(x, (1,)), c(3, 4))],
        "reduce_and": [(lambda x: lax.reduce_and(x.real > 0, (0,)), c(3, 4))],
        "reduce_max": [(lambda x: lax.reduce_max(jnp.abs(x), (0,)), c(3, 4))],
        "reduce_precision": [
            (lambda x: lax.complex(lax.reduce_precision(x.real, 5, 10), x.imag), c(4))
        ],
        "reshape": [(lambda x: lax.reshape(x, (4, 3), dimensions=(1, 0)), c(3, 4))],
        "rev": [(lambda x: lax.rev(x, (0, 1)), c(3, 4))],
        "select": [(lax.select, b(3, 4), c(3, 4), c(3, 4)), (lax.select, b(), c(3), c(3))],
        "select_n": [(lax.select_n, i(3, 4), c(4), c(4), c(4)), (lax.select_n, b(4), c(4), c(4))],
        "slice": [
            (lambda x: lax.slice(x, (1, 0), (3, 4), (1, 2)), c(4, 5)),
            (lambda x: lax.slice(x, (2,), (2,)), c(4)),
        ],
        "slice_in_dim": [(lambda x: lax.slice_in_dim(x, 1, 5, 2, 1), c(3, 6))],
        "sort": [
            (lambda x: lax.sort(x), c(9)),
            (lambda x: lax.sort(x, dimension=0), c(5, 2)),
            (lambda x, y: lax.sort((x, y), num_keys=1), i(3, 9), c(9)),
            (lambda x, y: lax.sort((x, y), num_keys=2), i(3, 9), c(9)),
        ],
        "sort_key_val": [(lax.sort_key_val, r(9), c(9))],
        "split": [(lambda x: lax.split(x, (1, 3), 1), c(2, 4))],
        "squeeze": [(lambda x: lax.squeeze(x, (1,)), c(3, 1))],
        "stack": [(lambda x, y: lax.stack([x, y]), c(3), c(3))],
        "tile": [(lambda x: lax.tile(x, (2, 3)), c(2, 2))],
        "top_k": [(lambda x: lax.top_k(jnp.abs(x), 3), c(2, 8))],
        "transpose": [(lambda x: lax.transpose(x, (2, 0, 1)), c(2, 3, 4))],
        "unstack": [(lambda x: lax.unstack(x), c(3, 2))],
        "clamp": [(lambda x: lax.clamp(-0.5, x.real, 0.5), c(5))],
        "scaled_dot": [],
        "ragged_dot": [
            (lambda x, y: lax.ragged_dot(x, y, jnp.array([2, 3], jnp.int32)), c(5, 4), c(2, 4, 3))
        ],
        **list_scatters(),
        **list_windows(),
        **list_control_flow(),
    }


def list_cases() -> Iterator[Case]:
    """Yield the cases."""
    rows = {name: list(over_shapes(getattr(lax, name))) for name in UNARY}
    rows |= {
        name: [(getattr(lax, name), c(*shape), c(*shape)) for shape, _ in PAIRS] for name in BINARY
    }
    for name, more in list_rows().items():
        rows[name] = [*rows.get(name, []), *more]
    for name in sorted(rows):
        yield from make_cases(SUITE, name, rows[name])
