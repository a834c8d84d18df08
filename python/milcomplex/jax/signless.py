"""Makes integer types signless, once the ops say what is signed."""

from __future__ import annotations

from typing import Any

from jaxlib.mlir import ir

from milcomplex.jax.traversal import list_ops


def make_signless(module: ir.Module) -> None:
    """Make unsigned integers signless, as linalg and arith require.

    Drops the casts between the two that stablehlo-legalize-to-linalg leaves at ops that it does not
    convert.
    """
    for op in list_ops(module):
        for result in op.results:
            set_signless(result)
        for region in op.regions:
            for block in region:
                for argument in block.arguments:
                    set_signless(argument)
        if op.name == "func.func":
            type = ir.TypeAttr(op.attributes["function_type"]).value
            op.attributes["function_type"] = ir.TypeAttr.get(strip_function(type))
    for op in list_ops(module):
        if op.name == "builtin.unrealized_conversion_cast":
            if op.operands[0].type == op.results[0].type:
                op.results[0].replace_all_uses_with(op.operands[0])
                op.erase()


def hide_signs(op: ir.Operation) -> None:
    """Make an op with regions operate on signless integers, by casts around and in it.

    stablehlo-legalize-to-linalg fails on control flow with signed and unsigned integers.
    """
    with op.location, ir.InsertionPoint(op):
        for i, operand in enumerate(op.operands):
            op.operands[i] = cast(operand, strip(operand.type))
    for region in op.regions:
        block = region.blocks[0]
        with ir.InsertionPoint.at_block_begin(block):
            for argument in block.arguments:
                hide_sign(argument)
        returned = block.operations[len(block.operations) - 1].operation
        with ir.InsertionPoint(returned):
            for i, operand in enumerate(returned.operands):
                returned.operands[i] = cast(operand, strip(operand.type))
    with op.location, ir.InsertionPoint.after(op):
        for result in op.results:
            hide_sign(result)


def hide_sign(value: ir.Value[Any]) -> None:
    """Make a value signless, and its users use a cast of it."""
    signed = value.type
    if strip(signed) == signed:
        return
    value.set_type(strip(signed))
    restored = make_cast(value, signed)
    value.replace_all_uses_except(restored.result, restored)


def cast(value: ir.Value[Any], type: ir.Type) -> ir.Value[Any]:
    """Return a value as one of a type."""
    return value if value.type == type else make_cast(value, type).result


def make_cast(value: ir.Value[Any], type: ir.Type) -> ir.Operation:
    """Return a cast of a value."""
    return ir.Operation.create(
        "builtin.unrealized_conversion_cast", results=[type], operands=[value]
    )


def set_signless(value: ir.Value[Any]) -> None:
    """Make the type of a value signless."""
    stripped = strip(value.type)
    if stripped != value.type:
        value.set_type(stripped)


def strip(type: ir.Type) -> ir.Type:
    """Return a type with signless integers."""
    if isinstance(type, ir.RankedTensorType):
        return ir.RankedTensorType.get(type.shape, strip(type.element_type))
    if isinstance(type, ir.IntegerType) and not type.is_signless:
        return ir.IntegerType.get_signless(type.width)
    return type


def strip_function(type: ir.Type) -> ir.FunctionType:
    """Return the type of a function with signless integers."""
    function = ir.FunctionType(type)
    return ir.FunctionType.get(
        [strip(type) for type in function.inputs], [strip(type) for type in function.results]
    )
