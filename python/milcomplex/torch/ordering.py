"""Emits sorting, by Batcher's bitonic network, as loops over its stages."""

from __future__ import annotations

from torch_mlir import ir
from torch_mlir.dialects import arith, linalg, scf, tensor

from milcomplex.torch.building import build_index, create_generic, find_kind, find_stages


def find_place() -> tuple[ir.Value, ir.Value]:
    """Return the row and the column of the element that a body computes."""
    return linalg.IndexOp(0).result, linalg.IndexOp(1).result


def compare(predicate: str, x: ir.Value, y: ir.Value) -> ir.Value:
    """Compare two numbers."""
    if find_kind(x.type) == "float":
        return arith.cmpf(arith.CmpFPredicate[predicate], x, y)
    return arith.cmpi(arith.CmpIPredicate[predicate], x, y)


def precedes(
    x: tuple[ir.Value, ir.Value], y: tuple[ir.Value, ir.Value], n: ir.Value, descending: bool
) -> ir.Value:
    """Return whether an element comes before another; each is a key and its position.

    Positions from `n` on are padding, which comes last.
    """
    (key, place), (other, their_place) = x, y
    is_first = compare("slt", place, their_place)
    if find_kind(key.type) == "float":
        is_nan, is_other_nan = compare("UNO", key, key), compare("UNO", other, other)
        both = arith.andi(is_nan, is_other_nan)
        equal = arith.ori(compare("OEQ", key, other), both)
        # A NaN is larger than a number.
        if descending:
            only = arith.andi(is_nan, compare("ORD", other, other))
        else:
            only = arith.andi(is_other_nan, compare("ORD", key, key))
        before = arith.ori(compare("OGT" if descending else "OLT", key, other), only)
    else:
        equal = compare("eq", key, other)
        before = compare("sgt" if descending else "slt", key, other)
    by_key = arith.ori(before, arith.andi(equal, is_first))
    is_padding, is_other_padding = compare("sge", place, n), compare("sge", their_place, n)
    both_keys = arith.ori(is_padding, is_other_padding)
    return arith.select(both_keys, is_first, by_key)


def emit_order(name: str, result: ir.Type, x: ir.Value, descending: bool) -> ir.Value:
    """Emit a network that orders the elements of rows with their positions; return those."""
    type_ = ir.RankedTensorType(x.type)
    number = ir.IntegerType.get_signless(64)
    dynamic = ir.ShapedType.get_dynamic_size()
    zero, one = build_index(0), build_index(1)
    n = tensor.dim(x, one)
    if type_.is_dynamic_dim(1):
        stages = find_stages(n)
        width, sizes = dynamic, [arith.shli(one, stages)]
    else:
        log = max(type_.shape[1] - 1, 0).bit_length()
        stages, width, sizes = build_index(log), 1 << log, []
    if type_.is_dynamic_dim(0):
        sizes.insert(0, tensor.dim(x, zero))
    height = dynamic if type_.is_dynamic_dim(0) else type_.shape[0]
    keys_type = ir.RankedTensorType.get([height, width], type_.element_type)
    places_type = ir.RankedTensorType.get([height, width], number)
    last = arith.maxsi(arith.subi(n, one), zero)

    start = create_generic([keys_type, places_type], sizes)
    with ir.InsertionPoint(start.regions[0].blocks[0]):
        row, place = find_place()
        key = tensor.extract(x, [row, arith.minsi(place, last)])
        linalg.YieldOp([key, arith.index_cast(number, place)])

    sizes_loop = scf.ForOp(one, arith.addi(stages, one), one, list(start.results))
    with ir.InsertionPoint(sizes_loop.body):
        size_log = sizes_loop.induction_variable
        size = arith.shli(one, size_log)
        steps = scf.ForOp(zero, size_log, one, list(sizes_loop.inner_iter_args))
        with ir.InsertionPoint(steps.body):
            after = arith.addi(steps.induction_variable, one)
            distance = arith.shrui(size, after)
            keys, places = steps.inner_iter_args
            exchanged = create_generic([keys_type, places_type], sizes)
            with ir.InsertionPoint(exchanged.regions[0].blocks[0]):
                row, place = find_place()
                partner = arith.xori(place, distance)
                mine, theirs = (
                    (tensor.extract(keys, [row, j]), tensor.extract(places, [row, j]))
                    for j in (place, partner)
                )
                is_lower = compare("eq", arith.andi(place, distance), zero)
                is_ascending = compare("eq", arith.andi(place, size), zero)
                takes_smaller = compare("eq", is_lower, is_ascending)
                bound = arith.index_cast(number, n)
                keeps = compare("eq", precedes(mine, theirs, bound, descending), takes_smaller)
                linalg.YieldOp(
                    [arith.select(keeps, a, b) for a, b in zip(mine, theirs, strict=True)]
                )
            scf.YieldOp(list(exchanged.results))
        scf.YieldOp(list(steps.results))
    order = sizes_loop.results[1]
    static = [height, type_.shape[1]]
    lengths = [tensor.dim(x, build_index(axis)) for axis in (0, 1) if type_.is_dynamic_dim(axis)]
    return tensor.ExtractSliceOp(result, order, [], lengths, [], [0, 0], static, [1, 1]).result
