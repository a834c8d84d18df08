"""linalg ops: elementwise bodies, reductions and contractions."""

from __future__ import annotations

from generate import Type, Unsuitable, Value, Writer, op
from values import ELEMENTWISE, emit_number


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
    writer.cover(f"linalg.{body}", kind)
    value = Value(name, kind, result.bound)
    writer.scopes[-1].append(value)
    return value


@op(5)
def elementwise(writer: Writer) -> None:
    """Compute on each element."""
    first = writer.pick_complex(tensor=True)
    operands = [first] + [writer.pick_like(first) for _ in range(writer.random.randint(0, 2))]
    write_elementwise(writer, operands, writer.random.choice(["generic", "map"]))


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
    writer.cover("linalg.transpose", kind)
    writer.scopes[-1].append(Value(name, kind, value.bound))


@op(2)
def reduce(writer: Writer) -> None:
    """Sum up along a dimension."""
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
    writer.cover("linalg.reduce", value.type)
    writer.scopes[-1].append(Value(name, kind, bound))


CONTRACTIONS = {
    "matmul": ("mk", "kn", "mn"),
    "batch_matmul": ("bmk", "bkn", "bmn"),
    "matvec": ("mk", "k", "m"),
    "vecmat": ("k", "kn", "n"),
    "dot": ("k", "k", ""),
    "batch_matvec": ("bmk", "bk", "bm"),
    "batch_vecmat": ("bk", "bkn", "bn"),
    "batch_reduce_matmul": ("bmk", "bkn", "mn"),
}


@op(4)
def contraction(writer: Writer) -> None:
    """Multiply matrices and vectors."""
    name = writer.random.choice(list(CONTRACTIONS))
    axes = CONTRACTIONS[name]
    sizes = {axis: writer.random.choice([0, 1, 2, 3, 4]) for axis in "bmkn"}
    element = Type(writer.random.choice(["f32", "f32", "f64"]), True)
    values = []
    for part in axes:
        actual = tuple(sizes[axis] for axis in part)
        kind = element.with_shape(writer.shape(actual), actual)
        same = [v for v in writer.visible() if v.type == kind]
        values.append(writer.random.choice(same) if same else writer.constant(kind))
    lhs, rhs, init = values
    # Three products add the parts of a factor first.
    terms = sizes["k"] * (sizes["b"] if name == "batch_reduce_matmul" else 1)
    bound = writer.limit(init, init.bound + 8 * terms * lhs.bound * rhs.bound)
    text = (
        f"linalg.{name} ins({lhs.name}, {rhs.name} : {lhs.type.text}, {rhs.type.text}) "
        f"outs({init.name} : {init.type.text}) -> {init.type.text}"
    )
    writer.define(f"linalg.{name}", text, init.type, bound)
