"""Walks and changes modules with IREE's Python bindings."""

from collections.abc import Sequence
from typing import Any

from iree.compiler import ir

# IREE does not optimize across it.
BARRIER = "util.optimization_barrier"


# The same elements in another shape.
VIEWS = ("tensor.cast", "tensor.collapse_shape", "tensor.expand_shape")


def is_argument(value: Any) -> bool:
    """Whether a value is the argument of a block."""
    return isinstance(value.owner, ir.Block)


def list_ops(root: Any) -> list[Any]:
    """Return the ops in an op, the inner ones first, and the op itself."""
    found: list[Any] = []

    def visit(op: Any) -> Any:
        found.append(op)
        return ir.WalkResult.ADVANCE

    root.walk(visit)
    return found


def is_static(type: Any) -> bool:
    """Whether a type is not shaped, or of a known shape."""
    return not isinstance(type, ir.ShapedType) or bool(type.has_static_shape)


def get_element_type(type: Any) -> Any:
    """Return the type of the elements of a vector or tensor; any other type as it is."""
    return type.element_type if isinstance(type, ir.ShapedType) else type


def replace_element_type(type: Any, element: Any) -> Any:
    """Return the type of a vector or tensor, or a scalar one, with other elements."""
    if isinstance(type, (ir.VectorType, ir.RankedTensorType)):
        return type.__class__.get(type.shape, element)
    return element


def create(name: str, type: Any, *operands: Any) -> Any:
    """Return the result of a new op at the current insertion point."""
    return ir.Operation.create(name, [type], operands).result


def create_constant(type: Any, element: Any) -> Any:
    """Return a new constant of a static type, whose elements all are the value of an attribute."""
    if isinstance(type, ir.ShapedType):
        element = ir.DenseElementsAttr.get_splat(type, element)
    return ir.Operation.create("arith.constant", [type], [], {"value": element}).result


def splice(text: str, values: Sequence[Any], successor: Any) -> tuple[list[Any], Any]:
    """Inline the body of a function before an op, called with values.

    Returns
    -------
    tuple
        The ops of the body, and the value that it returns.
    """
    module = ir.Module.parse(text)
    (function,) = module.body
    (block,) = function.regions[0].blocks
    *body, returned = [op.operation for op in block.operations]
    for op in body:
        op.move_before(successor)
    for argument, value in zip(block.arguments, values, strict=True):
        argument.replace_all_uses_with(value)
    result = returned.operands[0]
    returned.erase()
    return body, result
