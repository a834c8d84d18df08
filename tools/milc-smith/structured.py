"""linalg ops: elementwise bodies, moves and reductions."""

from __future__ import annotations

import dataclasses

from generate import Type, Unsuitable, Value, Writer, op
from values import ELEMENTWISE, bound_of, emit_number


def write_elementwise(writer: Writer, operands: list[Value], body: str) -> Value:
    """Write a linalg.generic or linalg.map over tensors of one type."""
    kind = operands[0].type
    element = kind.as_number()
    empty, name = writer.fresh(), writer.fresh()
    init = operands[0].name
    if writer.random.random() < 0.5:
        writer.line(f"{empty} = tensor.empty({writer.sizes_of(kind)}) : {kind.text}")
        init = empty
    arguments = tuple(
        Value(f"%e{writer.count}_{i}", element, v.bound) for i, v in enumerate(operands)
    )
    names = ", ".join(v.name for v in operands)
    types = ", ".join(v.type.text for v in operands)
    if body == "generic":
        dims = ", ".join(f"d{i}" for i in range(len(kind.sizes)))
        maps = ", ".join([f"affine_map<({dims}) -> ({dims})>"] * (len(operands) + 1))
        iterators = ", ".join(['"parallel"'] * len(kind.sizes))
        writer.line(
            f"{name} = linalg.generic {{indexing_maps = [{maps}], iterator_types = [{iterators}]}} "
            f"ins({names} : {types}) outs({init} : {kind.text}) {{"
        )
        blocks = [f"{a.name}: {element.text}" for a in arguments]
        blocks.append(f"%o{writer.count}: {element.text}")
        writer.line(f"^bb0({', '.join(blocks)}):")
        end = ("linalg.yield", f"}} -> {kind.text}")
    else:
        writer.line(f"{name} = linalg.map ins({names} : {types}) outs({init} : {kind.text})")
        blocks = [f"{a.name}: {element.text}" for a in arguments]
        blocks.append(f"%o{writer.count}: {element.text}")
        writer.line(f"({', '.join(blocks)}) {{")
        end = ("linalg.yield", "}")
    with writer.region(arguments):
        result = arguments[0]
        for _ in range(writer.random.randint(1, 3)):
            op_name = writer.random.choice(ELEMENTWISE)
            second = writer.random.choice(arguments)
            result = emit_number(
                writer, op_name, [result] if op_name in ("neg", "conj") else [result, second]
            )
        writer.line(f"{end[0]} {result.name} : {element.text}")
    writer.line(end[1])
    return writer.add(name, kind, result.bound)


@op(5)
def elementwise(writer: Writer) -> None:
    """Compute on each element."""
    first = writer.pick_complex(tensor=True)
    operands = [first] + [writer.pick_like(first) for _ in range(writer.random.randint(0, 2))]
    write_elementwise(writer, operands, writer.random.choice(["generic", "map"]))


@op(1)
def equal_random_numbers(writer: Writer) -> None:
    """Fill a matrix with random numbers between two equal bounds."""
    sizes = writer.sizes(2)
    kind = writer.with_sizes(Type(writer.element, True), sizes)
    low, seed, empty = writer.fresh(), writer.fresh(), writer.fresh()
    writer.line(f"{low} = arith.constant {writer.random.randint(-1, 1)}.0 : f64")
    writer.line(f"{seed} = arith.constant {writer.random.randint(0, 99)} : i32")
    writer.line(f"{empty} = tensor.empty({writer.sizes_of(kind)}) : {kind.text}")
    writer.define(
        f"linalg.fill_rng_2d ins({low}, {low}, {seed} : f64, f64, i32) "
        f"outs({empty} : {kind.text}) -> {kind.text}",
        kind,
        1,
    )


@op(4)
def named(writer: Writer) -> None:
    """Write a named elementwise op."""
    first = writer.pick_complex(tensor=True)
    name = writer.random.choice(["add", "sub", "mul", "elementwise", "select", "copy"])
    operands = [first] if name == "copy" else [first, writer.pick_like(first)]
    bound = max(value.bound for value in operands)
    attribute = ""
    if name == "elementwise":
        computes = writer.random.choice(["add", "sub", "mul"])
        attribute = f" kind=#linalg.elementwise_kind<{computes}>"
        bound = bound_of(writer, computes, operands)
    elif name in ELEMENTWISE:
        bound = bound_of(writer, name, operands)
    kind = first.type
    names, types = ", ".join(v.name for v in operands), ", ".join(v.type.text for v in operands)
    if name == "select":
        mask = dataclasses.replace(kind, element="i1", is_complex=False)
        where = writer.fresh()
        writer.line(
            f"{where} = milcomplex.eq {operands[0].name}, {writer.pick_like(first).name} : "
            f"{kind.text}"
        )
        names, types = f"{where}, {names}", f"{mask.text}, {types}"
    out = writer.pick_like(first).name
    if writer.random.random() < 0.5:
        out = writer.fresh()
        writer.line(f"{out} = tensor.empty({writer.sizes_of(kind)}) : {kind.text}")
    writer.define(
        f"linalg.{name}{attribute} ins({names} : {types}) outs({out} : {kind.text}) -> {kind.text}",
        kind,
        bound,
    )


@op(2)
def by_position(writer: Writer) -> None:
    """Compute on some elements only, by their indices."""
    value = writer.pick_complex(tensor=True)
    kind, rank = value.type, len(value.type.sizes)
    if rank == 0:
        raise Unsuitable
    axis, name = writer.random.randrange(rank), writer.fresh()
    dims = ", ".join(f"d{i}" for i in range(rank))
    iterators = ", ".join(['"parallel"'] * rank)
    writer.line(
        f"{name} = linalg.generic {{indexing_maps = [affine_map<({dims}) -> ({dims})>], "
        f"iterator_types = [{iterators}]}} outs({value.name} : {kind.text}) {{"
    )
    writer.line(f"^bb0(%x: {kind.number}):")
    writer.line(f"  %i = linalg.index {axis} : index")
    writer.line("  %c = arith.cmpi ugt, %i, %zero : index")
    writer.line(f"  %n = complex.conj %x : {kind.number}")
    writer.line(f"  %y = arith.select %c, %x, %n : {kind.number}")
    writer.line(f"  linalg.yield %y : {kind.number}")
    writer.line(f"}} -> {kind.text}")
    writer.add(name, kind, value.bound)


@op(2)
def broadcast(writer: Writer) -> None:
    """Repeat a tensor along a new dimension."""
    value = writer.pick_complex(tensor=True)
    rank = len(value.type.sizes)
    if rank > 2:
        raise Unsuitable
    axis, size = writer.random.randint(0, rank), writer.random.randint(0, 3)
    assert value.type.shape is not None
    shape, sizes = list(value.type.shape), list(value.type.sizes)
    shape.insert(axis, writer.shape((size,))[0])
    sizes.insert(axis, size)
    kind = value.type.with_shape(tuple(shape), tuple(sizes))
    empty, name = writer.fresh(), writer.fresh()
    writer.line(f"{empty} = tensor.empty({writer.sizes_of(kind)}) : {kind.text}")
    writer.line(
        f"{name} = linalg.broadcast ins({value.name} : {value.type.text}) "
        f"outs({empty} : {kind.text}) dimensions = [{axis}]"
    )
    writer.add(name, kind, value.bound)


@op(2)
def transpose(writer: Writer) -> None:
    """Permute the dimensions of a tensor."""
    value = writer.pick_complex(tensor=True)
    rank = len(value.type.sizes)
    if rank < 2:
        raise Unsuitable
    assert value.type.shape is not None
    order = writer.random.sample(range(rank), rank)
    kind = value.type.with_shape(
        tuple(value.type.shape[i] for i in order), tuple(value.type.sizes[i] for i in order)
    )
    empty = writer.fresh()
    writer.line(f"{empty} = tensor.empty({writer.sizes_of(kind)}) : {kind.text}")
    name = writer.fresh()
    writer.line(
        f"{name} = linalg.transpose ins({value.name} : {value.type.text}) "
        f"outs({empty} : {kind.text}) permutation = {order}"
    )
    writer.add(name, kind, value.bound)


@op(2)
def reduce(writer: Writer) -> None:
    """Sum along a dimension."""
    value = writer.pick_complex(tensor=True)
    rank = len(value.type.sizes)
    if rank < 1:
        raise Unsuitable
    assert value.type.shape is not None
    axis = writer.random.randrange(rank)
    kept = [i for i in range(rank) if i != axis]
    kind = value.type.with_shape(
        tuple(value.type.shape[i] for i in kept), tuple(value.type.sizes[i] for i in kept)
    )
    init = writer.constant(kind)
    bound = writer.limit(value, init.bound + value.bound * max(1, value.type.sizes[axis]))
    element = kind.number
    name = writer.fresh()
    writer.line(
        f"{name} = linalg.reduce ins({value.name} : {value.type.text}) "
        f"outs({init.name} : {kind.text}) dimensions = [{axis}]"
    )
    writer.line(f"  (%in: {element}, %acc: {element}) {{")
    writer.line(f"    %sum = complex.add %acc, %in : {element}")
    writer.line(f"    linalg.yield %sum : {element}")
    writer.line("  }")
    writer.add(name, kind, bound)
