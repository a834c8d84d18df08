"""Keeps IREE 3.13 from writing over what is still to be read.

It computes the source of an insert_slice where it goes, even if that reads what it goes into: a
barrier behind the source keeps it from that. And a tensor that it computes from numbers and sizes
alone it computes again for each that writes into it, and then takes these for one. What is filled
is filled for each, with a number from behind a barrier of its own; of anything else, what reads a
tensor behind a barrier is a copy that IREE computes once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from iree.compiler import ir, passmanager

from milcomplex.backends.iree.modules import BARRIER, VIEWS, is_argument, list_ops, splice

FILL = "linalg.fill"
INSERT = "tensor.insert_slice"
LOOPS = ("scf.for", "scf.while")
# What each that writes into it has of its own.
FRESH = ("arith.constant", "tensor.empty")
COPY = """
#scalar = affine_map<({axes}) -> ()>
#each = affine_map<({axes}) -> ({axes})>
func.func @copy(%x: {type}) -> {type} {{
  %true = arith.constant dense<true> : tensor<i1>
  %zero = arith.constant dense<{zero}> : tensor<{element}>
  %condition = util.optimization_barrier %true : tensor<i1>
  %other = util.optimization_barrier %zero : tensor<{element}>
  {sizes}
  %place = tensor.empty({names}) : {type}
  %copy = linalg.generic
      {{indexing_maps = [#scalar, #scalar, #each, #each], iterator_types = [{iterators}]}}
      ins(%condition, %other, %x : tensor<i1>, tensor<{element}>, {type}) outs(%place : {type}) {{
  ^bb0(%is_true: i1, %instead: {element}, %number: {element}, %out: {element}):
    %selected = arith.select %is_true, %number, %instead : {element}
    linalg.yield %selected : {element}
  }} -> {type}
  return %copy : {type}
}}
"""


def write_apart(module: Any) -> None:
    """Give what writes into a tensor that no argument decides a tensor of its own."""
    if not any(op.name == INSERT for op in list_ops(module.operation)):
        return
    # Of equal tensors one is copied.
    passmanager.PassManager.parse("builtin.module(cse)").run(module.operation)
    list_sources = cache(find_sources)
    ops = list_ops(module.operation)
    written = [value for op in ops for value in list_written(op)]
    roots = dict.fromkeys(list_aliases(value)[-1] for value in written)
    for value in [root for root in roots if is_shared(root, list_sources)]:
        if value.owner.operation.name == FILL:
            fill_apart(value, list_writers(value, ops))
            continue
        next_op = ir.InsertionPoint.after(value.owner).ref_operation
        body, result = splice(write_copy(value.type), [value], next_op)
        value.replace_all_uses_except(result, [op for op in body if value in list(op.operands)])


def read_before_writing(module: Any) -> None:
    """Put a barrier or a copy wherever IREE would write over what is still to be read."""
    inserts = [op for op in list_ops(module.operation) if op.name == INSERT]
    list_sources = cache(find_sources)
    for insert in [op for op in inserts if reads_destination(op, list_sources)]:
        separate(insert)


def list_writers(value: Any, ops: list[Any]) -> list[tuple[Any, int]]:
    """Return the ops that write into a tensor or see it in another shape, and as which operand."""
    return [
        (op, i)
        for op in ops
        for i, operand in enumerate(op.operands)
        if operand == value and (op.name in VIEWS or value in list_written(op))
    ]


def fill_apart(value: Any, writers: list[tuple[Any, int]]) -> None:
    """Give each that writes into a filled tensor one that is filled with a number of its own."""
    fill = value.owner.operation
    for op, i in writers:
        point = ir.InsertionPoint(fill)
        number = fill.operands[0]
        hidden = ir.Operation.create(BARRIER, [number.type], [number], ip=point)
        own = fill.clone(ip=point)
        own.operands[0] = hidden.result
        op.operands[i] = own.results[0]


def separate(insert: Any) -> None:
    """Put a barrier before the source of an insert_slice, or a copy before what it goes into.

    IREE finds no sizes through a barrier, which is for static ones.
    """
    source, destination = insert.operands[0], insert.operands[1]
    if ir.RankedTensorType(source.type).has_static_shape:
        point = ir.InsertionPoint(insert)
        barrier = ir.Operation.create(BARRIER, [source.type], [source], ip=point)
        insert.operands[0] = barrier.result
    else:
        _, copy = splice(write_copy(destination.type), [destination], insert)
        insert.operands[1] = copy


def write_copy(tensor_type: Any) -> str:
    """Return a function that copies a tensor of a type."""
    type = ir.RankedTensorType(tensor_type)
    dynamic = [i for i in range(type.rank) if type.is_dynamic_dim(i)]
    return COPY.format(
        axes=", ".join(f"d{i}" for i in range(type.rank)),
        element=type.element_type,
        iterators=", ".join(['"parallel"'] * type.rank),
        names=", ".join(f"%n{i}" for i in dynamic),
        sizes="\n".join(
            f"%c{i} = arith.constant {i} : index %n{i} = tensor.dim %x, %c{i} : {type}"
            for i in dynamic
        ),
        type=type,
        zero="0.0" if isinstance(type.element_type, ir.FloatType) else "0",
    )


def list_written(op: Any) -> list[Any]:
    """Return the tensors that an op, or the body of a loop, may write into."""
    if op.name == INSERT:
        return [op.operands[1]]
    if op.name in LOOPS and any(nested.name == INSERT for nested in list_ops(op)):
        return list(filter(is_tensor, op.operands))
    return []


def list_aliases(value: Any) -> list[Any]:
    """Return a tensor and all that have its memory if every op is done in place, the root last."""
    aliases = [value]
    while not is_argument(value):
        op = value.owner.operation
        if op.name == INSERT:
            value = op.operands[1]
        elif op.name in VIEWS:
            value = op.operands[0]
        else:
            break
        aliases.append(value)
    return aliases


def is_tensor(value: Any) -> bool:
    """Whether a value is a tensor."""
    return isinstance(value.type, ir.RankedTensorType)


def is_fresh(value: Any) -> bool:
    """Whether each that writes into a tensor has one of its own."""
    if is_argument(value):
        return False
    return value.owner.operation.name in FRESH


def reads_destination(insert: Any, list_sources: Callable[[Any], list[Any]]) -> bool:
    """Whether the source of an insert_slice is computed from what it goes into."""
    source, destination = insert.operands[0], insert.operands[1]
    aliases = {alias for alias in list_aliases(destination) if not is_fresh(alias)}
    return depends(source, aliases.__contains__, list_sources)


def is_shared(value: Any, list_sources: Callable[[Any], list[Any]]) -> bool:
    """Whether what is written into is computed from numbers and sizes alone."""
    if is_argument(value) or is_fresh(value):
        return False

    def list_tensors(op: Any) -> list[Any]:
        return [source for source in list_sources(op) if is_tensor(source)]

    return not depends(value, is_argument, list_tensors)


def depends(
    value: Any, is_sought: Callable[[Any], bool], list_sources: Callable[[Any], list[Any]]
) -> bool:
    """Whether a value is computed from another that is sought."""
    seen = set()
    pending = [value]
    while pending:
        current = pending.pop()
        if current in seen or is_argument(current):
            continue
        seen.add(current)
        sources = list_sources(current.owner.operation)
        if any(map(is_sought, sources)):
            return True
        pending += sources
    return False


def find_sources(op: Any) -> list[Any]:
    """Return the values from outside that an op and the ops in it take."""
    inner: set[Any] = set()
    taken: dict[Any, None] = {}
    for nested in list_ops(op):
        taken.update(dict.fromkeys(nested.operands))
        inner.update(nested.results)
        for region in nested.regions:
            for block in region.blocks:
                inner.update(block.arguments)
    return [value for value in taken if value not in inner]
