"""Inlines functions with one call, such as loop bodies."""

from __future__ import annotations

from jaxlib.mlir import ir

from milcomplex.jax.traversal import list_ops


def inline_single_calls(module: ir.Module) -> None:
    """Inline every private function that has one call."""
    functions = {
        read_name(op, "sym_name"): op
        for op in map(to_operation, module.body)
        if op.name == "func.func"
    }
    calls: dict[str, list[ir.Operation]] = {name: [] for name in functions}
    for op in list_ops(module):
        if op.name == "func.call":
            calls[read_name(op, "callee")].append(op)
    for name, function in functions.items():
        if "sym_visibility" not in function.attributes or len(calls[name]) != 1:
            continue
        if read_name(function, "sym_visibility") == "private":
            inline(calls[name][0], function)


def inline(call: ir.Operation, function: ir.Operation) -> None:
    """Move the body of a function before a call of it, and erase both."""
    (block,) = function.regions[0].blocks
    for argument, operand in zip(block.arguments, call.operands, strict=True):
        argument.replace_all_uses_with(operand)
    *body, returned = map(to_operation, block.operations)
    for op in body:
        op.move_before(call)
    for result, value in zip(call.results, returned.operands, strict=True):
        result.replace_all_uses_with(value)
    call.erase()
    function.erase()


def to_operation(op: ir.OpView | ir.Operation) -> ir.Operation:
    """Return the op that an OpView views."""
    return op.operation


def read_name(op: ir.Operation, attribute: str) -> str:
    """Return a string or the name of a symbol among the attributes of an op."""
    value = op.attributes[attribute]
    if isinstance(value, ir.FlatSymbolRefAttr):
        return value.value
    return ir.StringAttr(value).value
