"""Calls functions of JAX in modules of StableHLO."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from typing import Any

import jax
import numpy as np
from jaxlib.mlir import ir
from jaxlib.mlir.dialects import func

from milcomplex.jax.internals import mlir
from milcomplex.jax.tracing import lower_to_stablehlo, trace
from milcomplex.jax.traversal import list_ops
from milcomplex.lowering import Diagnostic, LoweringError


def read_aval(value: ir.Value[Any], symbols: Iterator[Any]) -> jax.ShapeDtypeStruct:
    """Return the shape and the type of a value; each dynamic size is the next symbol.

    Raises
    ------
    LoweringError
        If JAX has no such.
    """
    type_ = value.type
    if isinstance(type_, ir.RankedTensorType):
        shape = tuple(
            next(symbols) if type_.is_dynamic_dim(axis) else size
            for axis, size in enumerate(type_.shape)
        )
        for dtype in DTYPES:
            if mlir.dtype_to_ir_type(np.dtype(dtype)) == type_.element_type:
                make: Any = jax.ShapeDtypeStruct
                struct: jax.ShapeDtypeStruct = make(shape, np.dtype(dtype))
                return struct
    message = f"an operand of type {type_} is not supported"
    raise LoweringError((Diagnostic("error", "<module>", None, None, message),))


def list_symbols(names: Iterable[str], conditions: Sequence[str] = ()) -> Iterator[Any]:
    """Yield symbolic sizes of one scope; those of the same name are the same."""
    scope = jax.export.SymbolicScope(conditions)
    for name in names:
        yield from jax.export.symbolic_shape(name, scope=scope)


def name_distinct() -> Iterator[str]:
    """Yield names of sizes, each another."""
    return (f"n{number}" for number in count())


DTYPES: tuple[Any, ...] = (
    *(np.float32, np.float64, np.float16, jax.numpy.bfloat16, np.complex64, np.complex128),
    *(np.bool_, np.int32, np.int64, np.int8, np.int16),
    *(np.uint8, np.uint16, np.uint32, np.uint64),
)


def call(
    op: ir.Operation, function: Callable[..., Any], symbols: Iterator[Any] | None = None
) -> Sequence[ir.Value[Any]]:
    """Return the results of a function of JAX on the operands of an op.

    Parameters
    ----------
    op : ir.Operation
        The op.
    function : callable
        Of arrays.
    symbols : iterator, optional
        The dynamic sizes of the operands, in order; by default each is another.
    """
    with jax.enable_x64(True):
        symbols = list_symbols(name_distinct()) if symbols is None else symbols
        avals = [read_aval(operand, symbols) for operand in op.operands]
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
