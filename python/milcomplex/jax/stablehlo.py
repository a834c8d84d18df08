"""Reads modules of StableHLO, and lowers what its passes do not by the rules for JAX."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import jax
from jax import lax
from jaxlib.mlir import ir
from jaxlib.mlir.dialects import stablehlo

from milcomplex.jax.comparators import find_order
from milcomplex.jax.embedding import call, list_symbols
from milcomplex.jax.internals import core, mlir
from milcomplex.jax.rules.reductions import IDENTITIES
from milcomplex.jax.rules.sort import list_integer_keys, order_bits
from milcomplex.jax.traversal import list_ops
from milcomplex.jax.unsupported import refuse
from milcomplex.jax.windows import convert_convolution, convert_windows
from milcomplex.lowering import Diagnostic, LoweringError

# The ops of milcomplex for those of complex numbers.
FUNCTIONS = {
    "chlo.acos": "acos",
    "chlo.acosh": "acosh",
    "chlo.asin": "asin",
    "chlo.asinh": "asinh",
    "chlo.atan": "atan",
    "chlo.atanh": "atanh",
    "chlo.conj": "conj",
    "chlo.cosh": "cosh",
    "chlo.sinh": "sinh",
    "chlo.square": "square",
    "chlo.tan": "tan",
    "stablehlo.abs": "abs",
    "stablehlo.cosine": "cos",
    "stablehlo.divide": "div",
    "stablehlo.exponential": "exp",
    "stablehlo.exponential_minus_one": "expm1",
    "stablehlo.log": "log",
    "stablehlo.log_plus_one": "log1p",
    "stablehlo.logistic": "logistic",
    "stablehlo.power": "pow",
    "stablehlo.rsqrt": "rsqrt",
    "stablehlo.sign": "sign",
    "stablehlo.sine": "sin",
    "stablehlo.sqrt": "sqrt",
    "stablehlo.tan": "tan",
    "stablehlo.tanh": "tanh",
}
# How the body of a scatter combines two elements.
SCATTERS: dict[str, Callable[..., Any]] = {
    "stablehlo.add": lax.scatter_add,
    "stablehlo.maximum": lax.scatter_max,
    "stablehlo.minimum": lax.scatter_min,
    "stablehlo.multiply": lax.scatter_mul,
    "stablehlo.return": lax.scatter,
    "stablehlo.subtract": lax.scatter_sub,
}


def read_module(source: str | bytes | Path) -> ir.Module:
    """Return a module of StableHLO: text, bytecode, a portable artifact or a file with one.

    Raises
    ------
    LoweringError
        If it does not parse.
    """
    content = source.read_bytes() if isinstance(source, Path) else source
    context = mlir.make_ir_context()
    context.allow_unregistered_dialects = True
    try:
        if isinstance(content, bytes) and b"StableHLO_v" in content[:64]:
            return stablehlo.deserialize_portable_artifact(context, content)
        return ir.Module.parse(content, context)
    except (ir.MLIRError, ValueError) as error:
        message = f"not a module of StableHLO: {str(error).strip()}"
        raise LoweringError((Diagnostic("error", "<module>", None, None, message),)) from error


def convert_ops(module: ir.Module) -> None:
    """Convert ops for which StableHLO's passes have nothing, or less, in place.

    Raises
    ------
    LoweringError
        If one is of a form that JAX does not have.
    """
    module.context.allow_unregistered_dialects = True
    for op in list_ops(module):
        convert: Any = CONVERSIONS.get(op.name)
        if op.name in FUNCTIONS and has_complex(op):
            convert = convert_function
        # StableHLO's passes crash on it.
        if op.name == "stablehlo.bitcast_convert" and has_complex(op):
            convert = convert_bitcast
        if convert is None:
            continue
        with op.location, ir.InsertionPoint(op):
            try:
                results = convert(op)
            except jax.errors.InconclusiveDimensionOperation as error:
                raise refuse(op, "its sizes must be static: export for each size") from error
        if results is None:
            continue
        for old, new in zip(op.results, results, strict=True):
            old.replace_all_uses_with(new)
        op.erase()


def has_complex(op: ir.Operation) -> bool:
    """Whether the first operand of an op is complex."""
    type_ = op.operands[0].type
    return isinstance(type_, ir.RankedTensorType) and isinstance(type_.element_type, ir.ComplexType)


def convert_function(op: ir.Operation) -> Sequence[ir.Value[Any]]:
    """Return the result of the op of milcomplex for a function of complex numbers."""
    return ir.Operation.create(
        f"milcomplex.{FUNCTIONS[op.name]}",
        results=[op.results[0].type],
        operands=list(op.operands),
    ).results


def convert_fft(op: ir.Operation) -> Sequence[ir.Value[Any]]:
    """Return a transform of the last axes."""
    lengths = tuple(int(n) for n in ir.DenseI64ArrayAttr(op.attributes["fft_length"]))
    kind = str(op.attributes["fft_type"]).removeprefix("#stablehlo<fft_type ").rstrip(">")
    type_ = ir.RankedTensorType(op.operands[0].type)
    if any(type_.is_dynamic_dim(type_.rank - 1 - i) for i in range(len(lengths))):
        raise refuse(op, "the lengths of its operand must be static")
    return call(op, lambda x: lax.fft(x, kind, lengths))


def convert_sort(op: ir.Operation) -> Sequence[ir.Value[Any]]:
    """Return the operands of a sort by the first of them."""
    found = find_order(op)
    if found is None:
        raise refuse(
            op,
            "it must be in increasing or decreasing order of its first operands: "
            "compute what it compares before, and have it sort by that",
        )
    direction, orders = found
    axis = ir.IntegerAttr(op.attributes["dimension"]).value
    type_ = ir.RankedTensorType(op.operands[0].type)
    sizes = [f"n{i}" for i in range(type_.rank) if type_.is_dynamic_dim(i)]
    symbols = list_symbols(sizes * len(op.operands))
    return call(op, lambda *xs: sort_by(xs, orders, axis, direction == "GT"), symbols)


def sort_by(
    xs: Sequence[Any], orders: Sequence[bool], axis: int, descending: bool
) -> Sequence[Any]:
    """Return arrays, sorted by the first of them; `orders` says of each whether it is total."""
    if not descending and not any(orders):
        return lax.sort(xs, dimension=axis, num_keys=len(orders))
    integers = []
    for x, is_total in zip(xs, orders, strict=False):
        parts = [x.real, x.imag] if jax.numpy.iscomplexobj(x) else [x]
        has_bits = is_total and jax.numpy.issubdtype(x.dtype, jax.numpy.inexact)
        integers += list(map(order_bits, parts)) if has_bits else list_integer_keys(x)
    integers = [~key for key in integers] if descending else integers
    done = lax.sort([*integers, *xs], dimension=axis, num_keys=len(integers))
    return done[len(integers) :]


def convert_bitcast(op: ir.Operation) -> Sequence[ir.Value[Any]]:
    """Return the operand of a cast of the bits of complex numbers to their own type."""
    if op.operands[0].type != op.results[0].type:
        raise refuse(op, "the bits of complex numbers can be cast to their own type only")
    return list(op.operands)


def convert_top_k(op: ir.Operation) -> Sequence[ir.Value[Any]]:
    """Return the largest elements and their positions."""
    k = ir.IntegerAttr(op.attributes["k"]).value

    def select(x: Any) -> Any:
        length = core.max_dim(x.shape[-1], k)
        # A dynamic size may be less than k.
        if not core.definitely_equal(length, x.shape[-1]):
            lowest = jax.numpy.asarray(IDENTITIES[lax.reduce_max_p](x.dtype), x.dtype)
            gaps = [(0, 0, 0)] * (x.ndim - 1) + [(0, length - x.shape[-1], 0)]
            x = lax.pad(x, lowest, gaps)
        return lax.top_k(x, k)

    return call(op, select)


def convert_scatter(op: ir.Operation) -> Sequence[ir.Value[Any]]:
    """Return a scatter whose body is one of SCATTERS."""
    ops = list(op.regions[0].blocks[0].operations)
    combine = SCATTERS.get(ops[0].operation.name)
    arguments = list(op.regions[0].blocks[0].arguments)
    is_known = len(ops) <= 2 and len(op.operands) == 3 and combine is not None
    expected = arguments[1:] if len(ops) == 1 else arguments
    if not is_known or list(ops[0].operation.operands) != expected:
        raise refuse(op, "its body must be one op of its arguments, or return the second")
    assert combine is not None
    numbers = stablehlo.ScatterDimensionNumbers(op.attributes["scatter_dimension_numbers"])
    dimensions = lax.ScatterDimensionNumbers(
        update_window_dims=tuple(numbers.update_window_dims),
        inserted_window_dims=tuple(numbers.inserted_window_dims),
        scatter_dims_to_operand_dims=tuple(numbers.scattered_dims_to_operand_dims),
        operand_batching_dims=tuple(numbers.input_batching_dims),
        scatter_indices_batching_dims=tuple(numbers.scatter_indices_batching_dims),
    )
    last = numbers.index_vector_dim

    def scatter(x: Any, indices: Any, updates: Any) -> Any:
        if last == indices.ndim:
            indices = indices[..., None]
        indices = jax.numpy.moveaxis(indices, last, -1)
        return combine(x, indices, updates, dimensions, mode="fill")

    return call(op, scatter, list_scatter_symbols(op, numbers))


def list_scatter_symbols(op: ir.Operation, numbers: Any) -> Iterator[Any]:
    """Return the dynamic sizes of a scatter: a window is at most as large as what it is put in."""
    operand, indices, updates = (ir.RankedTensorType(x.type) for x in op.operands)
    missing = {*numbers.inserted_window_dims, *numbers.input_batching_dims}
    within = [axis for axis in range(operand.rank) if axis not in missing]
    outer = [axis for axis in range(indices.rank) if axis != numbers.index_vector_dim]
    window = list(numbers.update_window_dims)
    batch = [axis for axis in range(updates.rank) if axis not in window]
    names = {axis: f"u{axis}" for axis in window}
    names |= {axis: f"i{source}" for axis, source in zip(batch, outer, strict=True)}
    limits = {
        f"u{axis}": f"o{source}" if operand.is_dynamic_dim(source) else operand.shape[source]
        for axis, source in zip(window, within, strict=True)
        if updates.is_dynamic_dim(axis)
    }
    sizes = [
        *(f"o{axis}" for axis in range(operand.rank) if operand.is_dynamic_dim(axis)),
        *(f"i{axis}" for axis in range(indices.rank) if indices.is_dynamic_dim(axis)),
        *(names[axis] for axis in range(updates.rank) if updates.is_dynamic_dim(axis)),
    ]
    return list_symbols(sizes, [f"{one} <= {limit}" for one, limit in limits.items()])


# Those that return None leave the op.
CONVERSIONS: dict[str, Callable[[ir.Operation], Sequence[ir.Value[Any]] | None]] = {
    "chlo.top_k": convert_top_k,
    "stablehlo.convolution": convert_convolution,
    "stablehlo.fft": convert_fft,
    "stablehlo.reduce_window": convert_windows,
    "stablehlo.scatter": convert_scatter,
    "stablehlo.sort": convert_sort,
}
