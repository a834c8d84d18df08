"""Reads modules of StableHLO, and lowers what its passes do not by the rules for JAX."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import jax
import numpy as np
from jax import lax
from jaxlib.mlir import ir
from jaxlib.mlir.dialects import func, stablehlo

from milcomplex.jax.internals import mlir
from milcomplex.jax.rules.sort import list_integer_keys
from milcomplex.jax.tracing import lower_to_stablehlo, trace
from milcomplex.jax.traversal import list_ops
from milcomplex.jax.unsupported import describe
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


def refuse(op: ir.Operation, reason: str) -> LoweringError:
    """Return the error that an op is not of a form that JAX has."""
    found = describe(op)
    message = f"{found.message}: {reason}"
    return LoweringError(
        (Diagnostic(found.severity, found.file, found.line, found.column, message),)
    )


def convert_ops(module: ir.Module) -> None:
    """Convert ops for which StableHLO's passes have nothing, or less, in place.

    Raises
    ------
    LoweringError
        If one is of a form that JAX does not have.
    """
    module.context.allow_unregistered_dialects = True
    ops = list_ops(module)
    # Passes of StableHLO (jaxlib 0.10) crash on some.
    if dynamic := next((op for op in ops if any(map(is_dynamic, op.results))), None):
        raise refuse(dynamic, "sizes must be static")
    for op in ops:
        convert = CONVERSIONS.get(op.name)
        if op.name in FUNCTIONS and has_complex(op):
            convert = convert_function
        # StableHLO's passes crash on it.
        if op.name == "stablehlo.bitcast_convert" and has_complex(op):
            convert = convert_bitcast
        if convert is None:
            continue
        with op.location, ir.InsertionPoint(op):
            results = convert(op)
        for old, new in zip(op.results, results, strict=True):
            old.replace_all_uses_with(new)
        op.erase()


def is_dynamic(value: ir.Value[Any]) -> bool:
    """Whether a value is a tensor with a dynamic size, or without a rank."""
    type_ = value.type
    if isinstance(type_, ir.UnrankedTensorType):
        return True
    return isinstance(type_, ir.RankedTensorType) and not type_.has_static_shape


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


def read_aval(value: ir.Value[Any]) -> jax.ShapeDtypeStruct:
    """Return the shape and the type of a value.

    Raises
    ------
    LoweringError
        If JAX has no such.
    """
    type_ = value.type
    if isinstance(type_, ir.RankedTensorType) and type_.has_static_shape:
        for dtype in DTYPES:
            if mlir.dtype_to_ir_type(np.dtype(dtype)) == type_.element_type:
                return jax.ShapeDtypeStruct(tuple(type_.shape), np.dtype(dtype))
    message = f"an operand of type {type_} is not supported"
    raise LoweringError((Diagnostic("error", "<module>", None, None, message),))


DTYPES: tuple[Any, ...] = (
    *(np.float32, np.float64, np.float16, jax.numpy.bfloat16, np.complex64, np.complex128),
    *(np.bool_, np.int32, np.int64, np.int8, np.int16),
    *(np.uint8, np.uint16, np.uint32, np.uint64),
)


def call(op: ir.Operation, function: Callable[..., Any]) -> Sequence[ir.Value[Any]]:
    """Return the results of a function of JAX on the operands of an op."""
    with jax.enable_x64(True):
        avals = [read_aval(operand) for operand in op.operands]
        lowered = lower_to_stablehlo(trace(function, avals, {}))
    text = str(lowered)
    inner = ir.Module.parse(text, op.context)
    root = op
    while root.parent is not None:
        root = root.parent
    prefix = find_prefix(root)
    for callee in list_ops(inner):
        for attribute in ("sym_name", "callee"):
            if attribute in callee.attributes and callee.name in ("func.func", "func.call"):
                old = callee.attributes[attribute]
                name = f"{prefix}{old.value}"  # type: ignore[attr-defined]
                callee.attributes[attribute] = (
                    ir.StringAttr.get(name)
                    if attribute == "sym_name"
                    else ir.FlatSymbolRefAttr.get(name)
                )
    for function_op in list(inner.body.operations):
        function_op.operation.attributes["sym_visibility"] = ir.StringAttr.get("private")
        function_op.operation.clone(ir.InsertionPoint(root.regions[0].blocks[0]))
    types = [result.type for result in op.results]
    return func.CallOp(types, f"{prefix}main", list(op.operands)).results


def find_prefix(module: ir.Operation) -> str:
    """Return what no symbol of a module begins with."""
    names = {
        ir.StringAttr(op.attributes["sym_name"]).value
        for op in module.regions[0].blocks[0].operations
        if "sym_name" in op.attributes
    }
    number = 0
    while any(name.startswith(f"milc_{number}_") for name in names):
        number += 1
    return f"milc_{number}_"


def convert_fft(op: ir.Operation) -> Sequence[ir.Value[Any]]:
    """Return a transform of the last axes."""
    lengths = tuple(int(n) for n in ir.DenseI64ArrayAttr(op.attributes["fft_length"]))
    kind = str(op.attributes["fft_type"]).removeprefix("#stablehlo<fft_type ").rstrip(">")
    return call(op, lambda x: lax.fft(x, kind, lengths))


def convert_sort(op: ir.Operation) -> Sequence[ir.Value[Any]]:
    """Return the operands of a sort by the first of them."""
    block = op.regions[0].blocks[0]
    compared = [
        (str(one.attributes["comparison_direction"]).split()[-1].rstrip(">"), one)
        for one in block.operations
        if one.name == "stablehlo.compare"
    ]
    ordering = [(kind, one) for kind, one in compared if kind not in ("EQ", "NE")]
    kinds = {kind for kind, _ in ordering}
    # The first operand is computed from what comes first, the second from what comes second.
    is_known = len(kinds) == 1 and all(
        {number % 2 for number in find_arguments(one.operands[side])} == {side}
        for _, one in ordering
        for side in (0, 1)
    )
    keys = sorted({i // 2 for i, argument in enumerate(block.arguments) if list(argument.uses)})
    if not is_known or not kinds <= {"LT", "GT"} or keys != list(range(len(keys))):
        raise refuse(op, "it must be in increasing or decreasing order of its first operands")
    axis = ir.IntegerAttr(op.attributes["dimension"]).value
    return call(op, lambda *xs: sort_by(xs, len(keys), axis, kinds == {"GT"}))


def sort_by(xs: Sequence[Any], keys: int, axis: int, descending: bool) -> Sequence[Any]:
    """Return arrays, sorted by the first of them."""
    if not descending:
        return lax.sort(xs, dimension=axis, num_keys=keys)
    integers = [~key for x in xs[:keys] for key in list_integer_keys(x)]
    done = lax.sort([*integers, *xs], dimension=axis, num_keys=len(integers))
    return done[len(integers) :]


def find_arguments(value: ir.Value[Any]) -> set[int]:
    """Return the numbers of the arguments of a block that a value is computed from."""
    if isinstance(value, ir.BlockArgument):
        return {value.arg_number}
    operands: Any = value.owner.operands  # type: ignore[union-attr]
    return set().union(*map(find_arguments, operands))


def convert_bitcast(op: ir.Operation) -> Sequence[ir.Value[Any]]:
    """Return the operand of a cast of the bits of complex numbers to their own type."""
    if op.operands[0].type != op.results[0].type:
        raise refuse(op, "the bits of complex numbers can be cast to their own type only")
    return list(op.operands)


def convert_top_k(op: ir.Operation) -> Sequence[ir.Value[Any]]:
    """Return the largest elements and their positions."""
    k = ir.IntegerAttr(op.attributes["k"]).value
    return call(op, lambda x: lax.top_k(x, k))


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

    return call(op, scatter)


CONVERSIONS: dict[str, Callable[[ir.Operation], Sequence[ir.Value[Any]]]] = {
    "chlo.top_k": convert_top_k,
    "stablehlo.fft": convert_fft,
    "stablehlo.scatter": convert_scatter,
    "stablehlo.sort": convert_sort,
}
