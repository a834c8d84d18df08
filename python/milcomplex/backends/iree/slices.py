"""Keeps IREE 3.13 from slicing where it gathers: of some such ops it makes no valid code."""

from typing import Any

from iree.compiler import ir

from milcomplex.backends.iree.modules import BARRIER, VIEWS, is_argument, list_ops


def compute_slices(module: Any) -> None:
    """Put a barrier behind every slice of a static shape that an op reads here and there.

    IREE finds no sizes through it.
    """
    barriers: dict[Any, Any] = {}
    for op in list_ops(module.operation):
        if op.name != "tensor.extract":
            continue
        tensor = op.operands[0]
        if not ir.RankedTensorType(tensor.type).has_static_shape:
            continue
        if is_slice(tensor) and tensor.owner.operation.block != op.block:
            if tensor not in barriers:
                point = ir.InsertionPoint.after(tensor.owner)
                barriers[tensor] = ir.Operation.create(BARRIER, [tensor.type], [tensor], ip=point)
            op.operands[0] = barriers[tensor].result


def is_slice(value: Any) -> bool:
    """Whether a value is a slice of a tensor, in whatever shape."""
    while not is_argument(value) and value.owner.operation.name in VIEWS:
        value = value.owner.operation.operands[0]
    return not is_argument(value) and value.owner.operation.name == "tensor.extract_slice"
