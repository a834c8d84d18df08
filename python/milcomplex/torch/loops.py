"""Emits the ops of the library that are loops."""

from __future__ import annotations

from torch_mlir import ir
from torch_mlir.dialects import arith, linalg, scf, tensor

from milcomplex.torch.building import (
    build_index,
    create_generic,
    find_kind,
    find_stages,
    list_dynamic_sizes,
)

# The op that combines two rows, by the kind of their elements; `replace` returns the new one.
COMBINATIONS = {
    ("add", "complex"): "milcomplex.add",
    ("add", "float"): "arith.addf",
    ("add", "integer"): "arith.addi",
    ("mul", "complex"): "milcomplex.mul",
    ("mul", "float"): "arith.mulf",
    ("mul", "integer"): "arith.muli",
    ("max", "float"): "arith.maximumf",
    ("max", "integer"): "arith.maxsi",
    ("min", "float"): "arith.minimumf",
    ("min", "integer"): "arith.minsi",
}


def emit_put(
    name: str, result: ir.Type, x: ir.Value, index: ir.Value, values: ir.Value, reduction: str
) -> ir.Value:
    """Emit a loop that puts rows in turn; an index out of range is clamped."""
    type_ = ir.RankedTensorType(result)
    m = type_.shape[1]
    is_dynamic = type_.is_dynamic_dim(1)
    row = ir.RankedTensorType.get([1, m], type_.element_type)
    width = list_dynamic_sizes(x, [1])
    sizes = [1, ir.ShapedType.get_dynamic_size() if is_dynamic else m]
    zero, one = build_index(0), build_index(1)
    loop = scf.ForOp(zero, tensor.dim(index, zero), one, [x])
    offset = ir.ShapedType.get_dynamic_size()

    def take(source: ir.Value, place: ir.Value) -> ir.Value:
        return tensor.ExtractSliceOp(
            row, source, [place], width, [], [offset, 0], sizes, [1, 1]
        ).result

    with ir.InsertionPoint(loop.body):
        rows = loop.inner_iter_args[0]
        i = loop.induction_variable
        given = arith.index_cast(ir.IndexType.get(), tensor.extract(index, [i]))
        # Inside: torch-mlir (20261001) may move the size of x behind the loop.
        last = arith.subi(tensor.dim(rows, zero), one)
        place = arith.minsi(arith.maxsi(given, zero), last)
        new = take(values, i)
        if reduction != "replace":
            op = COMBINATIONS[reduction, find_kind(type_.element_type)]
            new = ir.Operation.create(op, [row], [take(rows, place), new]).result
        inserted = tensor.InsertSliceOp(new, rows, [place], width, [], [offset, 0], sizes, [1, 1])
        scf.YieldOp([inserted.result])
    return loop.results[0]


def emit_find(name: str, result: ir.Type, mask: ir.Value) -> ir.Value:
    """Emit a loop that gathers the positions where a mask holds; return as many as there are."""
    type_ = ir.RankedTensorType(mask.type)
    number = ir.IntegerType.get_signless(64)
    places = ir.RankedTensorType.get(type_.shape, number)
    empty = ir.Operation.create("tensor.empty", [places], list_dynamic_sizes(mask, [0])).result
    zero, one = build_index(0), build_index(1)
    loop = scf.ForOp(zero, tensor.dim(mask, zero), one, [empty, zero])
    with ir.InsertionPoint(loop.body):
        found, count = loop.inner_iter_args
        i = loop.induction_variable
        # The entry at the count is overwritten unless the mask holds here.
        written = tensor.insert(arith.index_cast(number, i), found, [count])
        holds = tensor.extract(mask, [i])
        scf.YieldOp([written, arith.select(holds, arith.addi(count, one), count)])
    dynamic = ir.ShapedType.get_dynamic_size()
    found, count = loop.results
    return tensor.ExtractSliceOp(result, found, [], [count], [], [0], [dynamic], [1]).result


def emit_count(name: str, result: ir.Type, n: ir.Value) -> ir.Value:
    """Emit the integers from 0 below a number."""
    number = ir.IntegerType.get_signless(64)
    given = arith.index_cast(ir.IndexType.get(), tensor.extract(n, []))
    counting = create_generic([result], [arith.maxsi(given, build_index(0))])
    with ir.InsertionPoint(counting.regions[0].blocks[0]):
        linalg.YieldOp([arith.index_cast(number, linalg.IndexOp(0).result)])
    return counting.results[0]


def emit_scan(name: str, result: ir.Type, x: ir.Value, reduction: str) -> ir.Value:
    """Emit running sums or products, in steps of 1, 2, 4, ... (Hillis, Steele, 1986)."""
    element = ir.RankedTensorType(result).element_type
    sizes = list_dynamic_sizes(x, [0, 1])
    zero, one = build_index(0), build_index(1)
    loop = scf.ForOp(zero, find_stages(tensor.dim(x, one)), one, [x])
    with ir.InsertionPoint(loop.body):
        rows = loop.inner_iter_args[0]
        step = arith.shli(one, loop.induction_variable)
        added = create_generic([result], sizes)
        with ir.InsertionPoint(added.regions[0].blocks[0]):
            row, place = linalg.IndexOp(0).result, linalg.IndexOp(1).result
            is_first = arith.cmpi(arith.CmpIPredicate.slt, place, step)
            before = arith.maxsi(arith.subi(place, step), zero)
            own = tensor.extract(rows, [row, place])
            other = tensor.extract(rows, [row, before])
            op = COMBINATIONS[reduction, find_kind(element)]
            combined = ir.Operation.create(op, [element], [other, own]).result
            linalg.YieldOp([arith.select(is_first, own, combined)])
        scf.YieldOp(list(added.results))
    return loop.results[0]
