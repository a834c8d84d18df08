"""Emits the ops of the library that are loops."""

from __future__ import annotations

from torch_mlir import ir
from torch_mlir.dialects import arith, scf, tensor

from milcomplex.torch.building import build_index, find_kind, list_dynamic_sizes

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
    last = arith.subi(tensor.dim(x, zero), one)

    def take(source: ir.Value, place: ir.Value) -> ir.Value:
        return tensor.ExtractSliceOp(
            row, source, [place], width, [], [offset, 0], sizes, [1, 1]
        ).result

    with ir.InsertionPoint(loop.body):
        rows = loop.inner_iter_args[0]
        i = loop.induction_variable
        given = arith.index_cast(ir.IndexType.get(), tensor.extract(index, [i]))
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
