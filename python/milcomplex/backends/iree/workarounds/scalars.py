"""Fused multiply-adds outside of tensors round twice, and (x + y) - y is x there.

What goes wrong: what is computed on scalars outside of tensors is run by IREE's virtual machine,
    which rounds the product of a math.fma and simplifies sums of floats as those of integers, as
    it does in the kernels of vmvx.
Way around: arithmetic that depends on one of these, or the other way round, is done in a
    linalg.generic on tensors of rank 0. For the product there is none for vmvx.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import numpy as np
from iree.compiler import ir

from milcomplex.backends.iree.workaround import Example, Workaround

EXAMPLE = Example(
    """
func.func @main(%x: tensor<f32>) -> tensor<f32> {
  %a = tensor.extract %x[] : tensor<f32>
  %b = arith.mulf %a, %a : f32
  %c = arith.negf %b : f32
  %d = math.fma %a, %a, %c : f32
  %y = tensor.from_elements %d : tensor<f32>
  return %y : tensor<f32>
}
""",
    # Its square is a number of 25 bits.
    [np.array(4097, np.float32)],
    [np.array(1, np.float32)],
)
# Ops of other dialects with a body that is compiled for the target.
COMPILED = ("linalg.", "tensor.")


def compute_in_tensors(module: Any) -> None:
    """Move arithmetic on scalars that would go wrong into linalg ops."""
    for block in list(list_host_blocks(module.operation)):
        ops = [op.operation for op in block.operations]
        for is_scalar, run in groupby(ops, key=is_arithmetic):
            if is_scalar:
                for group in list_connected(list(run)):
                    if is_faulty({op.name for op in group}):
                        move_into_tensor(group)


def is_faulty(names: set[str]) -> bool:
    """Whether a group of ops with these names may go wrong."""
    return "math.fma" in names or names >= {"arith.addf", "arith.subf"}


def list_host_blocks(op: Any) -> Iterator[Any]:
    """Yield the blocks that IREE's virtual machine runs."""
    if op.name.startswith(COMPILED):
        return
    for region in op.regions:
        for block in region.blocks:
            yield block
            for inner in block.operations:
                yield from list_host_blocks(inner.operation)


def is_arithmetic(op: Any) -> bool:
    """Whether an op is one of arith or math on integers and floats."""
    return op.name.startswith(("arith.", "math.")) and all(
        isinstance(value.type, (ir.FloatType, ir.IntegerType))
        for value in [*op.operands, *op.results]
    )


def list_connected(run: Sequence[Any]) -> list[list[Any]]:
    """Return the ops of a run, without constants, in groups that use no results of each other."""
    ops = [op for op in run if op.name != "arith.constant"]
    leaders = list(range(len(ops)))

    def find(i: int) -> int:
        while leaders[i] != i:
            leaders[i] = leaders[leaders[i]]
            i = leaders[i]
        return i

    places: dict[Any, int] = {}
    for i, op in enumerate(ops):
        for operand in op.operands:
            if operand in places:
                leaders[find(places[operand])] = i
        places.update(dict.fromkeys(op.results, i))
    groups: dict[int, list[Any]] = {}
    for i, op in enumerate(ops):
        groups.setdefault(find(i), []).append(op)
    return list(groups.values())


def move_into_tensor(group: Sequence[Any]) -> None:
    """Move ops that follow each other into a linalg.generic after the last one."""
    members = set(group)
    inner = dict.fromkeys(result for op in group for result in op.results)
    used = dict.fromkeys(v for op in group for v in op.operands if v not in inner)
    constants = [v for v in used if is_constant(v)]
    inputs = [v for v in used if not is_constant(v)]
    outputs = [v for v in inner if any(use.owner.operation not in members for use in v.uses)]
    with group[-1].location, ir.InsertionPoint.after(group[-1]):
        tensors = [create("tensor.from_elements", [as_tensor(v)], [v]).result for v in inputs]
        inits = [create("tensor.empty", [as_tensor(v)], []).result for v in outputs]
        generic = create_generic(tensors, inits)
        for output, result in zip(outputs, generic.results, strict=True):
            read = create("tensor.extract", [output.type], [result]).result
            replace(output, read, lambda user: user not in members)
    body = generic.regions[0].blocks[0]
    last = ir.Operation.create("linalg.yield", [], outputs, ip=ir.InsertionPoint(body))
    for op in group:
        op.move_before(last)
    for value, argument in zip(inputs, body.arguments, strict=False):
        replace(value, argument, lambda user: user in members)
    for value in constants:
        copy = value.owner.operation.clone(ip=ir.InsertionPoint.at_block_begin(body))
        replace(value, copy.result, lambda user: user in members)


def is_constant(value: Any) -> bool:
    """Whether a value is a constant."""
    return not isinstance(value.owner, ir.Block) and value.owner.name == "arith.constant"


def as_tensor(value: Any) -> Any:
    """Return the type of a tensor of rank 0 of a value."""
    return ir.RankedTensorType.get([], value.type)


def create(name: str, types: Sequence[Any], operands: Sequence[Any]) -> Any:
    """Create an op at the current insertion point."""
    return ir.Operation.create(name, types, operands)


def create_generic(inputs: Sequence[Any], inits: Sequence[Any]) -> Any:
    """Create a linalg.generic on tensors of rank 0, with an empty block."""
    scalar = ir.AffineMapAttr.get(ir.AffineMap.get(0, 0, []))
    values = [*inputs, *inits]
    attributes = {
        "indexing_maps": ir.ArrayAttr.get([scalar] * len(values)),
        "iterator_types": ir.ArrayAttr.get([]),
        "operandSegmentSizes": ir.DenseI32ArrayAttr.get([len(inputs), len(inits)]),
    }
    types = [value.type for value in inits]
    generic = ir.Operation.create("linalg.generic", types, values, attributes, regions=1)
    elements = [ir.RankedTensorType(value.type).element_type for value in values]
    generic.regions[0].blocks.append(*elements)
    return generic


def replace(old: Any, new: Any, is_replaced: Any) -> None:
    """Replace a value in the users for which a condition holds."""
    for use in list(old.uses):
        if is_replaced(use.owner.operation):
            use.owner.operation.operands[use.operand_number] = new


WORKAROUND = Workaround(EXAMPLE, concerns=r"\b(?:math\.fma|arith\.subf)\b", step=compute_in_tensors)
