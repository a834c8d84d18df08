"""Converts the control flow of StableHLO to scf."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from jaxlib.mlir import ir
from jaxlib.mlir.dialects import arith, scf, stablehlo

from milcomplex.jax.counted_loops import Counter, find_counter
from milcomplex.jax.signless import hide_signs
from milcomplex.jax.traversal import list_ops


def convert_control_flow(module: ir.Module) -> None:
    """Convert every while, case and if of StableHLO."""
    for op in list_ops(module):
        if convert := CONVERSIONS.get(op.name):
            with op.location, ir.InsertionPoint(op):
                if op.name == "stablehlo.while":
                    op = drop_invariants(op)
            hide_signs(op)
            with op.location, ir.InsertionPoint(op):
                results = convert(op)
            for old, new in zip(op.results, results, strict=True):
                old.replace_all_uses_with(new)
            op.erase()


def convert_while(op: ir.Operation) -> Sequence[ir.Value[Any]]:
    """Return the results of an scf.for or scf.while with the body of a stablehlo.while.

    It does not carry values that the body returns unchanged.
    """
    if counter := find_counter(op):
        return count(op, counter)
    loop = scf.WhileOp(find_types(op), list(op.operands))
    before, after = (
        move_block(old, new) for old, new in zip(op.regions, loop.regions, strict=True)
    )
    (condition,) = take_returned(before)
    with ir.InsertionPoint(before):
        scf.ConditionOp(extract_scalar(condition), list(before.arguments))
    yield_values(after, take_returned(after))
    return list(loop.results)


def count(op: ir.Operation, counter: Counter) -> Sequence[ir.Value[Any]]:
    """Return the results of an scf.for with the body of a stablehlo.while that counts."""
    constant: Any = arith.constant
    carried = [i for i in range(len(op.operands)) if i not in counter.numbers]
    first = extract_scalar(op.operands[counter.numbers[0]])
    bound = extract_scalar(counter.bound)
    lower, upper = (arith.IndexCastOp(ir.IndexType.get(), x).result for x in (first, bound))
    make_loop: Any = scf.ForOp
    loop = make_loop(
        lower,
        upper,
        constant(ir.IndexType.get(), 1),
        [op.operands[i] for i in carried],
    )
    source = op.regions[1].blocks[0]
    with ir.InsertionPoint(loop.body):
        index = arith.IndexCastOp(first.type, loop.induction_variable).result
        number = wrap_scalar(index, op.operands[counter.numbers[0]].type)
    for i in counter.numbers:
        source.arguments[i].replace_all_uses_with(number)
    for i, argument in zip(carried, loop.inner_iter_args, strict=True):
        source.arguments[i].replace_all_uses_with(argument)
    returned = take_returned(source)
    for inner in list(source.operations):
        loop.body.append(inner)
    yield_values(loop.body, [returned[i] for i in carried])
    total = arith.IndexCastOp(first.type, arith.MaxSIOp(lower, upper).result).result
    last = wrap_scalar(total, op.results[counter.numbers[0]].type)
    results = iter(loop.results)
    return [last if i in counter.numbers else next(results) for i in range(len(op.results))]


def drop_invariants(op: ir.Operation) -> ir.Operation:
    """Return a stablehlo.while that does not carry values that its body returns unchanged."""
    invariant = find_invariant(op.regions[1].blocks[0])
    if not invariant:
        return op
    kept = [i for i in range(len(op.operands)) if i not in invariant]
    for region in op.regions:
        block = region.blocks[0]
        for i in invariant:
            block.arguments[i].replace_all_uses_with(op.operands[i])
    loop = ir.Operation.create(
        op.name,
        results=[op.results[i].type for i in kept],
        operands=[op.operands[i] for i in kept],
        regions=2,
        loc=op.location,
    )
    for old, new in zip(op.regions, loop.regions, strict=True):
        block = move_block(old, new)
        for i in reversed(invariant):
            block.erase_argument(i)
    body = loop.regions[1].blocks[0]
    returned = take_returned(body)
    with ir.InsertionPoint(body):
        stablehlo.return_([returned[i] for i in kept])
    for i in invariant:
        op.results[i].replace_all_uses_with(op.operands[i])
    for i, result in zip(kept, loop.results, strict=True):
        op.results[i].replace_all_uses_with(result)
    op.erase()
    return loop


def find_invariant(body: ir.Block) -> list[int]:
    """Return the indices of the arguments of a loop body that it returns unchanged."""
    returned = body.operations[len(body.operations) - 1].operands
    return [
        i for i, (old, new) in enumerate(zip(body.arguments, returned, strict=True)) if old == new
    ]


def convert_if(op: ir.Operation) -> Sequence[ir.Value[Any]]:
    """Return the results of an scf.if with the bodies of a stablehlo.if."""
    return choose(extract_scalar(op.operands[0]), find_types(op), *op.regions)


def convert_case(op: ir.Operation) -> Sequence[ir.Value[Any]]:
    """Return the results of an scf.index_switch with the bodies of a stablehlo.case.

    An index that is out of range selects the last of them.
    """
    *cases, default = op.regions
    index = arith.IndexCastOp(ir.IndexType.get(), extract_scalar(op.operands[0]))
    switch = ir.Operation.create(
        "scf.index_switch",
        results=find_types(op),
        operands=[index.result],
        attributes={"cases": ir.DenseI64ArrayAttr.get(list(range(len(cases))))},
        regions=len(op.regions),
    )
    for old, new in zip([default, *cases], switch.regions, strict=True):
        move_body(old, new)
    return list(switch.results)


CONVERSIONS: dict[str, Callable[[ir.Operation], Sequence[ir.Value[Any]]]] = {
    "stablehlo.while": convert_while,
    "stablehlo.if": convert_if,
    "stablehlo.case": convert_case,
}


def find_types(op: ir.Operation) -> list[ir.Type]:
    """Return the types of the results of an op."""
    return [result.type for result in op.results]


def choose(
    condition: ir.Value[Any], types: list[ir.Type], *regions: ir.Region
) -> Sequence[ir.Value[Any]]:
    """Return the results of an scf.if with two bodies."""
    branch = ir.Operation.create("scf.if", results=types, operands=[condition], regions=2)
    for old, new in zip(regions, branch.regions, strict=True):
        move_body(old, new)
    return list(branch.results)


def move_body(source: ir.Region, target: ir.Region) -> None:
    """Move the block of a region of StableHLO to one of scf, with an scf.yield at its end."""
    block = move_block(source, target)
    yield_values(block, take_returned(block))


def move_block(source: ir.Region, target: ir.Region) -> ir.Block:
    """Move the block of a region to another, and return it."""
    block = source.blocks[0]
    block.append_to(target)
    return target.blocks[0]


def take_returned(block: ir.Block) -> list[ir.Value[Any]]:
    """Erase the stablehlo.return of a block, and return its operands."""
    terminator = block.operations[len(block.operations) - 1]
    values = list(terminator.operands)
    terminator.erase()
    return values


def yield_values(block: ir.Block, values: list[ir.Value[Any]]) -> None:
    """End a block with an scf.yield."""
    with ir.InsertionPoint(block):
        scf.YieldOp(values)


def extract_scalar(tensor: ir.Value[Any]) -> ir.Value[Any]:
    """Return the element of a tensor of rank 0."""
    element = ir.RankedTensorType(tensor.type).element_type
    return ir.Operation.create("tensor.extract", results=[element], operands=[tensor]).result


def wrap_scalar(number: ir.Value[Any], type: ir.Type) -> ir.Value[Any]:
    """Return a scalar as a tensor of rank 0."""
    return ir.Operation.create("tensor.from_elements", results=[type], operands=[number]).result
