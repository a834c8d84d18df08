"""Cases of jax.numpy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from jax import numpy as jnp
from jax_arguments import b, c, i, r, unit
from jax_cases import Case, make_cases, over_pairs, over_shapes

SUITE = "jax.numpy"

UNARY = """
    abs absolute acos acosh angle arccos arccosh arcsin arcsinh arctan arctanh array asarray asin
    asinh atan atanh atleast_1d atleast_2d atleast_3d conj conjugate copy cos cosh exp
    exp2 expm1 imag iscomplex isfinite isinf isnan isreal log log10 log1p log2 logical_not
    nan_to_num negative ones_like positive ravel real reciprocal sign sin sinc sinh sqrt square
    squeeze tan tanh zeros_like sum prod mean any all count_nonzero nansum nanprod nanmean var std
    nanvar nanstd cumsum cumprod nancumsum nancumprod size ndim shape iscomplexobj isrealobj
    diagflat sort_complex trim_zeros round around
""".split()

BINARY = """
    add subtract multiply divide true_divide power pow equal not_equal logical_and logical_or
    logical_xor isclose allclose array_equal array_equiv outer kron logaddexp logaddexp2
    float_power
""".split()


def list_rows() -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of the functions that are neither in UNARY nor in BINARY."""
    return {
        "all": [(lambda x: jnp.all(x, axis=0), c(3, 4))],
        "any": [(lambda x: jnp.any(x, axis=-1, keepdims=True), c(3, 4))],
        "append": [(jnp.append, c(3), c(4)), (lambda x, y: jnp.append(x, y, 1), c(2, 3), c(2, 1))],
        "apply_along_axis": [(lambda x: jnp.apply_along_axis(jnp.cumsum, 1, x), c(3, 4))],
        "apply_over_axes": [(lambda x: jnp.apply_over_axes(jnp.sum, x, [0, 2]), c(2, 3, 4))],
        "argmax": [(jnp.argmax, c(5)), (lambda x: jnp.argmax(x, axis=1), c(3, 4))],
        "argmin": [(jnp.argmin, c(5)), (lambda x: jnp.argmin(x, axis=0), c(3, 4))],
        "argsort": [(jnp.argsort, c(7)), (lambda x: jnp.argsort(x, axis=0), c(5, 3))],
        "array_split": [(lambda x: jnp.array_split(x, 3), c(7))],
        "astype": [
            (lambda x: x.astype(np.complex64), c(4)),
            (lambda x: jnp.astype(x, jnp.complex64), r(4)),
            (lambda x: x.astype(jnp.complex64), i(9, 4)),
            (lambda x: x.astype(jnp.complex64), b(4)),
        ],
        "average": [
            (jnp.average, c(3, 4)),
            (lambda x, w: jnp.average(x, axis=1, weights=w), c(3, 4), r(4)),
        ],
        "block": [(lambda x, y: jnp.block([[x, y], [y, x]]), c(2, 3), c(2, 3))],
        "broadcast_arrays": [(lambda x, y: jnp.broadcast_arrays(x, y), c(3, 1), c(4))],
        "broadcast_to": [(lambda x: jnp.broadcast_to(x, (3, 4)), c(4))],
        "choose": [(lambda i, x, y: jnp.choose(i, [x, y], mode="clip"), i(2, 4), c(4), c(4))],
        "column_stack": [(lambda x, y: jnp.column_stack([x, y]), c(3), c(3, 2))],
        "compress": [(lambda x: jnp.compress(np.array([True, False, True]), x, axis=0), c(3, 4))],
        "concat": [(lambda x, y: jnp.concat([x, y]), c(2, 3), c(1, 3))],
        "concatenate": [
            (lambda x, y: jnp.concatenate([x, y]), c(2, 3), c(1, 3)),
            (lambda x, y: jnp.concatenate([x, y], axis=1), c(2, 3), c(2, 0)),
            (lambda x, y: jnp.concatenate([x, y], axis=None), c(2, 3), r(4)),
        ],
        "convolve": [
            (jnp.convolve, c(7), c(3)),
            (lambda x, y: jnp.convolve(x, y, mode="same"), c(7), c(4)),
            (lambda x, y: jnp.convolve(x, y, mode="valid"), c(7), c(3)),
        ],
        "corrcoef": [(jnp.corrcoef, c(3, 8))],
        "correlate": [
            (jnp.correlate, c(7), c(3)),
            (lambda x, y: jnp.correlate(x, y, mode="full"), c(7), c(3)),
        ],
        "cov": [(jnp.cov, c(3, 8)), (lambda x: jnp.cov(x, rowvar=False, bias=True), c(8, 3))],
        "cross": [(jnp.cross, c(3), c(3)), (jnp.cross, c(4, 3), c(3))],
        "cumprod": [(lambda x: jnp.cumprod(x, axis=1), c(3, 9))],
        "cumsum": [(lambda x: jnp.cumsum(x, axis=0), c(9, 3))],
        "cumulative_prod": [(lambda x: jnp.cumulative_prod(x, include_initial=True), c(5))],
        "cumulative_sum": [(lambda x: jnp.cumulative_sum(x, axis=1), c(3, 5))],
        "delete": [(lambda x: jnp.delete(x, 2), c(5)), (lambda x: jnp.delete(x, 1, 0), c(3, 4))],
        "diag": [(jnp.diag, c(4)), (jnp.diag, c(3, 4)), (lambda x: jnp.diag(x, 1), c(3))],
        "diagonal": [(jnp.diagonal, c(3, 4)), (lambda x: jnp.diagonal(x, -1, 1, 2), c(2, 3, 4))],
        "diff": [(jnp.diff, c(6)), (lambda x: jnp.diff(x, n=2, axis=0), c(5, 3))],
        "dot": [
            (jnp.dot, c(4), c(4)),
            (jnp.dot, c(3, 4), c(4)),
            (jnp.dot, c(3, 4), c(4, 5)),
            (jnp.dot, c(2, 3, 4), c(4, 5)),
            (jnp.dot, c(3, 4), r(4, 5)),
            (jnp.dot, c(3, 0), c(0, 5)),
        ],
        "dsplit": [(lambda x: jnp.dsplit(x, 2), c(2, 3, 4))],
        "dstack": [(lambda x, y: jnp.dstack([x, y]), c(3), c(3))],
        "ediff1d": [(jnp.ediff1d, c(5))],
        "einsum": [
            (lambda x, y: jnp.einsum("ij,jk->ik", x, y), c(3, 4), c(4, 5)),
            (lambda x, y: jnp.einsum("bij,bjk->bik", x, y), c(2, 3, 4), c(2, 4, 5)),
            (lambda x: jnp.einsum("ii->i", x), c(4, 4)),
            (lambda x: jnp.einsum("ii", x), c(4, 4)),
            (lambda x, y: jnp.einsum("ijk,lk->jil", x, y), c(2, 3, 4), c(5, 4)),
            (lambda x, y, z: jnp.einsum("ij,jk,kl", x, y, z), c(2, 3), c(3, 4), c(4, 2)),
        ],
        "empty_like": [(lambda x: jnp.empty_like(x) * 0, c(3, 4))],
        "expand_dims": [(lambda x: jnp.expand_dims(x, (0, 2)), c(3, 4))],
        "extract": [(lambda x: jnp.extract(np.array([1, 0, 1, 1]), x), c(4))],
        "fill_diagonal": [(lambda x, y: jnp.fill_diagonal(x, y, inplace=False), c(4, 4), c())],
        "flip": [(jnp.flip, c(3, 4)), (lambda x: jnp.flip(x, 1), c(3, 4))],
        "fliplr": [(jnp.fliplr, c(3, 4))],
        "flipud": [(jnp.flipud, c(3, 4))],
        "frompyfunc": [(lambda x, y: jnp.frompyfunc(jnp.add, 2, 1).reduce(x * y), c(4), c(4))],
        "full": [(lambda x: jnp.full((3, 4), x), c())],
        "full_like": [(lambda x: jnp.full_like(x, 1 + 2j), c(3, 4))],
        "geomspace": [(lambda x, y: jnp.geomspace(x, y, 7), c(), c())],
        "gradient": [(jnp.gradient, c(6)), (lambda x: jnp.gradient(x, axis=1), c(3, 5))],
        "hsplit": [(lambda x: jnp.hsplit(x, 2), c(3, 4))],
        "hstack": [(lambda x, y: jnp.hstack([x, y]), c(3, 2), c(3, 1))],
        "identity": [(lambda x: x * jnp.identity(3, x.dtype), c(3, 3))],
        "inner": [(jnp.inner, c(4), c(4)), (jnp.inner, c(2, 4), c(3, 4))],
        "insert": [(lambda x, y: jnp.insert(x, 2, y), c(5), c())],
        "interp": [
            (lambda x, y: jnp.interp(x, np.arange(5.0), y), r(6), c(5)),
            (lambda x, y: jnp.interp(x, np.arange(5.0), y, period=4), r(6), c(5)),
        ],
        "intersect1d": [(lambda x, y: jnp.intersect1d(x, y, size=3, fill_value=0), c(4), c(4))],
        "isin": [(lambda x, y: jnp.isin(x, jnp.concatenate([x[:2], y])), c(4), c(3))],
        "ix_": [(lambda x: x[jnp.ix_(np.array([0, 2]), np.array([1, 3]))], c(3, 4))],
        "lexsort": [(lambda x, y: jnp.lexsort((x, y)), c(6), i(2, 6))],
        "linspace": [
            (lambda x, y: jnp.linspace(x, y, 7), c(), c()),
            (lambda x, y: jnp.linspace(x, y, 5, axis=1), c(3), c(3)),
        ],
        "logspace": [(lambda x, y: jnp.logspace(x, y, 7), unit(), unit())],
        "matmul": [
            (jnp.matmul, c(4), c(4)),
            (jnp.matmul, c(3, 4), c(4)),
            (jnp.matmul, c(3, 4), c(4, 5)),
            (jnp.matmul, c(2, 3, 4), c(2, 4, 5)),
            (jnp.matmul, c(2, 1, 3, 4), c(5, 4, 2)),
            (jnp.matmul, r(3, 4), c(4, 5)),
        ],
        "matrix_transpose": [(jnp.matrix_transpose, c(2, 3, 4))],
        "matvec": [(jnp.matvec, c(2, 3, 4), c(4))],
        "max": [(jnp.max, c(5)), (lambda x: jnp.max(x, axis=0), c(3, 4))],
        "amax": [(jnp.amax, c(5))],
        "min": [(jnp.min, c(5)), (lambda x: jnp.min(x, axis=1), c(3, 4))],
        "amin": [(jnp.amin, c(5))],
        "ptp": [(jnp.ptp, c(5))],
        "maximum": list(over_pairs(jnp.maximum)),
        "minimum": list(over_pairs(jnp.minimum)),
        "fmax": list(over_pairs(jnp.fmax)),
        "fmin": list(over_pairs(jnp.fmin)),
        "greater": list(over_pairs(jnp.greater)),
        "greater_equal": list(over_pairs(jnp.greater_equal)),
        "less": list(over_pairs(jnp.less)),
        "less_equal": list(over_pairs(jnp.less_equal)),
        "mean": [(lambda x: jnp.mean(x, axis=(0, 2)), c(2, 3, 4))],
        "median": [(jnp.median, c(5)), (lambda x: jnp.median(x, axis=0), c(4, 3))],
        "nanmedian": [(jnp.nanmedian, c(5))],
        "nanmax": [(jnp.nanmax, c(5))],
        "nanmin": [(jnp.nanmin, c(5))],
        "nanargmax": [(jnp.nanargmax, c(5))],
        "nanargmin": [(jnp.nanargmin, c(5))],
        "quantile": [(lambda x: jnp.quantile(x, 0.3), c(5))],
        "percentile": [(lambda x: jnp.percentile(x, 30), c(5))],
        "meshgrid": [(lambda x, y: jnp.meshgrid(x, y), c(3), c(4))],
        "moveaxis": [(lambda x: jnp.moveaxis(x, 0, 2), c(2, 3, 4))],
        "nonzero": [(lambda x: jnp.nonzero(x, size=4, fill_value=0), c(4))],
        "argwhere": [(lambda x: jnp.argwhere(x, size=4, fill_value=0), c(2, 2))],
        "flatnonzero": [(lambda x: jnp.flatnonzero(x, size=4), c(4))],
        "pad": [
            (lambda x: jnp.pad(x, 1), c(3, 4)),
            (lambda x: jnp.pad(x, ((0, 2), (1, 0)), constant_values=2j), c(3, 4)),
            *(
                (lambda x, mode=mode: jnp.pad(x, ((1, 2), (2, 1)), mode=mode), c(3, 4))
                for mode in ("edge", "reflect", "symmetric", "wrap", "linear_ramp", "mean")
            ),
        ],
        "partition": [(lambda x: jnp.partition(x, 2), c(5))],
        "argpartition": [(lambda x: jnp.argpartition(x, 2), c(5))],
        "permute_dims": [(lambda x: jnp.permute_dims(x, (2, 0, 1)), c(2, 3, 4))],
        "piecewise": [
            (lambda x: jnp.piecewise(x, [x.real > 0, x.imag > 0], [jnp.conj, 1j, jnp.exp]), c(6))
        ],
        "place": [
            (lambda x, y: jnp.place(x, x.real > 0, y, inplace=False), c(5), c(2)),
        ],
        "poly": [(jnp.poly, c(4)), (jnp.poly, c(3, 3))],
        "polyadd": [(jnp.polyadd, c(4), c(2))],
        "polyder": [(jnp.polyder, c(5))],
        "polydiv": [(lambda x, y: jnp.polydiv(x, y + 3), c(5), c(2))],
        "polyfit": [(lambda x, y: jnp.polyfit(x, y, 2), c(8), c(8))],
        "polyint": [(jnp.polyint, c(4))],
        "polymul": [(jnp.polymul, c(4), c(3))],
        "polysub": [(jnp.polysub, c(4), c(2))],
        "polyval": [(jnp.polyval, c(4), c(3)), (lambda p, x: jnp.polyval(p, x), c(40), unit(3))],
        "power": [
            (lambda x: x**3, c(4)),
            (lambda x: x**-2, c(4)),
            (lambda x: x**7, c(4)),
            (lambda x: x**0.5, c(4)),
            (lambda x, n: x**n, c(4), i(5, 4)),
            (lambda x, y: x**y, r(4), c(4)),
            (lambda x, y: x**y, c(4), r(4)),
        ],
        "prod": [(lambda x: jnp.prod(x, axis=1), c(3, 4))],
        "put": [
            (lambda x, y: jnp.put(x, np.array([1, 4]), y, inplace=False), c(6), c(2)),
        ],
        "put_along_axis": [
            (
                lambda x, k, y: jnp.put_along_axis(x, k, y, axis=1, inplace=False),
                c(3, 4),
                i(4, 3, 1),
                c(3, 1),
            )
        ],
        "repeat": [(lambda x: jnp.repeat(x, 3), c(4)), (lambda x: jnp.repeat(x, 2, 1), c(2, 3))],
        "reshape": [
            (lambda x: jnp.reshape(x, (4, 3)), c(3, 4)),
            (lambda x: x.reshape(-1), c(3, 4)),
        ],
        "resize": [(lambda x: jnp.resize(x, (3, 5)), c(4))],
        "roll": [
            (lambda x: jnp.roll(x, 2), c(5)),
            (lambda x: jnp.roll(x, (1, -1), (0, 1)), c(3, 4)),
        ],
        "rollaxis": [(lambda x: jnp.rollaxis(x, 2), c(2, 3, 4))],
        "roots": [(lambda x: jnp.roots(x, strip_zeros=False), c(4))],
        "rot90": [(jnp.rot90, c(3, 4)), (lambda x: jnp.rot90(x, 2), c(3, 4))],
        "searchsorted": [(lambda x, y: jnp.searchsorted(jnp.sort(x), y), c(7), c(4))],
        "select": [
            (lambda x, y: jnp.select([x.real > 0, x.imag > 0], [x, y], 1j), c(5), c(5)),
        ],
        "setdiff1d": [(lambda x: jnp.setdiff1d(x, x[:2], size=3), c(5))],
        "setxor1d": [(lambda x: jnp.setxor1d(x, x[:2], size=3), c(5))],
        "sort": [
            (jnp.sort, c(7)),
            (lambda x: jnp.sort(x, axis=0), c(5, 3)),
            (lambda x: jnp.sort(x, descending=True), c(2, 8)),
            (jnp.sort, c(100)),
        ],
        "split": [(lambda x: jnp.split(x, 3), c(6)), (lambda x: jnp.split(x, [1, 3], 1), c(2, 5))],
        "stack": [(lambda x, y: jnp.stack([x, y], axis=1), c(3), c(3))],
        "sum": [
            (lambda x: jnp.sum(x, axis=1), c(3, 4)),
            (lambda x, m: jnp.sum(x, where=m, initial=1j), c(3, 4), b(3, 4)),
        ],
        "swapaxes": [(lambda x: jnp.swapaxes(x, 0, 2), c(2, 3, 4))],
        "take": [
            (jnp.take, c(5), i(5, 3)),
            (lambda x, k: jnp.take(x, k, axis=1), c(3, 4), i(4, 2, 2)),
            (lambda x, k: jnp.take(x, k, mode="clip"), c(5), i(9, 4)),
            (lambda x, k: jnp.take(x, k, mode="wrap"), c(5), i(9, 4)),
            (lambda x, k: jnp.take(x, k, mode="fill", fill_value=1j), c(5), i(9, 4)),
            (lambda x, k: x[k, 1:3], c(5, 4), i(5, 3)),
            (lambda x, k: x[:, k[0], ::2], c(3, 4, 6), i(4, 2)),
            (lambda x: x[::-1, 1:4:2], c(3, 5)),
            (lambda x, k: x.at[k].get(mode="fill", fill_value=0), c(5, 2), i(9, 4)),
        ],
        "take_along_axis": [
            (lambda x, k: jnp.take_along_axis(x, k, axis=1), c(3, 4), i(4, 3, 2)),
            (lambda x, k: jnp.take_along_axis(x, k, axis=0), c(3, 4), i(3, 1, 4)),
        ],
        "tensordot": [
            (lambda x, y: jnp.tensordot(x, y, 1), c(3, 4), c(4, 5)),
            (lambda x, y: jnp.tensordot(x, y, ([0, 1], [1, 0])), c(3, 4, 2), c(4, 3)),
        ],
        "tile": [(lambda x: jnp.tile(x, (2, 3)), c(2, 2))],
        "trace": [(jnp.trace, c(3, 4)), (lambda x: jnp.trace(x, 1, 1, 2), c(2, 3, 4))],
        "transpose": [(jnp.transpose, c(3, 4)), (lambda x: x.transpose(1, 2, 0), c(2, 3, 4))],
        "trapezoid": [(jnp.trapezoid, c(6)), (jnp.trapezoid, c(6), c(6))],
        "tril": [(jnp.tril, c(4, 4)), (lambda x: jnp.tril(x, -1), c(2, 3, 4))],
        "triu": [(jnp.triu, c(4, 4)), (lambda x: jnp.triu(x, 1), c(3, 4))],
        "union1d": [(lambda x, y: jnp.union1d(x, y, size=7), c(4), c(3))],
        "unique": [
            (lambda x: jnp.unique(jnp.concatenate([x, x[:2]]), size=5), c(5)),
            (lambda x: jnp.unique(x, size=6, return_inverse=True, fill_value=0), c(6)),
        ],
        "unique_all": [(lambda x: tuple(jnp.unique_all(x, size=5)), c(5))],
        "unique_counts": [(lambda x: tuple(jnp.unique_counts(x, size=5)), c(5))],
        "unique_inverse": [(lambda x: tuple(jnp.unique_inverse(x, size=5)), c(5))],
        "unique_values": [(lambda x: jnp.unique_values(x, size=5), c(5))],
        "unstack": [(lambda x: jnp.unstack(x, axis=1), c(2, 3))],
        "unwrap": [(lambda x: jnp.unwrap(jnp.angle(x)), c(9))],
        "vander": [(jnp.vander, c(4)), (lambda x: jnp.vander(x, 3, increasing=True), c(4))],
        "vdot": [(jnp.vdot, c(4), c(4)), (jnp.vdot, c(3, 4), c(3, 4))],
        "vecdot": [(jnp.vecdot, c(3, 4), c(4))],
        "vecmat": [(jnp.vecmat, c(3), c(2, 3, 4))],
        "vectorize": [
            (jnp.vectorize(lambda x, y: x @ y, signature="(n),(n)->()"), c(3, 4), c(4)),
        ],
        "vsplit": [(lambda x: jnp.vsplit(x, 2), c(4, 3))],
        "vstack": [(lambda x, y: jnp.vstack([x, y]), c(3), c(2, 3))],
        "where": [
            (lambda m, x, y: jnp.where(m, x, y), b(3, 4), c(3, 4), c(3, 4)),
            (lambda m, x, y: jnp.where(m, x, y), b(3, 1), c(4), c()),
            (lambda x: jnp.where(x.real > 0, x, 0), c(5)),
        ],
        "fromfunction": [
            (lambda x: jnp.fromfunction(lambda i, j: x * i + j, (3, 4), dtype=int), c()),
        ],
        "ones": [(lambda x: x + jnp.ones((3, 4), x.dtype), c(3, 4))],
        "zeros": [(lambda x: x + jnp.zeros((3, 4), x.dtype), c(3, 4))],
        "eye": [(lambda x: x @ jnp.eye(4, dtype=x.dtype), c(3, 4))],
        "tri": [(lambda x: x * jnp.tri(3, 4, dtype=x.dtype), c(3, 4))],
        "arange": [(lambda x: x * jnp.arange(5), c(5))],
    }


def list_cases() -> Iterator[Case]:
    """Yield the cases."""
    rows = {name: list(over_shapes(getattr(jnp, name))) for name in UNARY}
    rows |= {name: list(over_pairs(getattr(jnp, name))) for name in BINARY}
    for name, more in list_rows().items():
        rows[name] = [*rows.get(name, []), *more]
    for name in sorted(rows):
        yield from make_cases(SUITE, name, rows[name])
