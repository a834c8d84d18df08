"""Ops on scalars and on whole tensors: arithmetic and data movement."""

from __future__ import annotations

import dataclasses
import math

from generate import BOOL, DYNAMIC, INDEX, Type, Unsuitable, Value, Writer, op

ELEMENTWISE = ["add", "sub", "mul", "neg", "conj"]


def bound_of(writer: Writer, name: str, operands: list[Value]) -> int:
    """Return the bound of an elementwise op; raise Unsuitable where it is not exact."""
    first = operands[0]
    if name in ("neg", "conj"):
        return first.bound
    second = operands[1]
    if name == "mul":
        return writer.limit(first, 2 * first.bound * second.bound)
    return writer.limit(first, first.bound + second.bound)


def emit_number(writer: Writer, name: str, operands: list[Value]) -> Value:
    """Write an op of the complex dialect on scalars."""
    bound = bound_of(writer, name, operands)
    names = ", ".join(value.name for value in operands)
    kind = operands[0].type
    return writer.define(f"complex.{name} {names} : {kind.text}", kind, bound)


@op(1)
def constant(writer: Writer) -> None:
    """Write a constant."""
    writer.constant(writer.complex_type())


@op(8)
def arithmetic(writer: Writer) -> None:
    """Write arithmetic on scalars."""
    first = writer.pick_complex(tensor=False)
    name = writer.random.choice(ELEMENTWISE)
    operands = [first] if name in ("neg", "conj") else [first, writer.pick_like(first)]
    emit_number(writer, name, operands)


@op(3)
def parts(writer: Writer) -> None:
    """Split a scalar, change a part and join the parts."""
    value = writer.pick_complex(tensor=False)
    kind, real = value.type, value.type.as_real()
    re, im, other = writer.fresh(), writer.fresh(), writer.fresh()
    writer.line(f"{re} = complex.re {value.name} : {kind.text}")
    writer.line(f"{im} = complex.im {value.name} : {kind.text}")
    if writer.random.random() < 0.5:
        writer.line(f"{other} = arith.negf {re} : {real.text}")
        bound = value.bound
    else:
        writer.line(f"{other} = arith.addf {re}, {im} : {real.text}")
        bound = writer.limit(value, 2 * value.bound)
    pair = [other, im]
    writer.random.shuffle(pair)
    writer.define(f"complex.create {', '.join(pair)} : {kind.text}", kind, bound)


@op(3)
def choose(writer: Writer) -> None:
    """Select one of two values by a comparison or by an argument."""
    first = writer.pick_complex()
    second = writer.pick_like(first)
    condition = writer.pick(lambda v: v.type == BOOL).name
    if first.type.shape is None and writer.random.random() < 0.7:
        condition = writer.fresh()
        name = writer.random.choice(["eq", "neq"])
        writer.line(f"{condition} = complex.{name} {first.name}, {second.name} : {first.type.text}")
    text = f"arith.select {condition}, {first.name}, {second.name} : {first.type.text}"
    writer.define(text, first.type, max(first.bound, second.bound))


@op(2)
def cast(writer: Writer) -> None:
    """Cast a tensor to a type with more or fewer static sizes."""
    value = writer.pick_complex(tensor=True)
    if not value.type.sizes:
        raise Unsuitable
    kind = value.type.with_shape(writer.shape(value.type.sizes), value.type.sizes)
    if kind == value.type:
        raise Unsuitable
    writer.cast(value, kind)


@op(2)
def fill(writer: Writer) -> None:
    """Fill an empty tensor with a scalar, by linalg.fill or tensor.splat."""
    number = writer.pick_complex(tensor=False)
    sizes = tuple(writer.random.choice([0, 1, 2, 3]) for _ in range(writer.random.randint(0, 3)))
    kind = number.type.with_shape(writer.shape(sizes), sizes)
    dims = writer.sizes_of(kind)
    if writer.random.random() < 0.4:
        dynamic = f"[{dims}]" if dims else ""
        text = f"tensor.splat {number.name}{dynamic} : {kind.text}"
        writer.define(text, kind, number.bound)
        return
    empty = writer.fresh()
    writer.line(f"{empty} = tensor.empty({dims}) : {kind.text}")
    text = (
        f"linalg.fill ins({number.name} : {number.type.text}) "
        f"outs({empty} : {kind.text}) -> {kind.text}"
    )
    writer.define(text, kind, number.bound)


@op(1)
def from_elements(writer: Writer) -> None:
    """Make a tensor of scalars."""
    first = writer.pick_complex(tensor=False)
    values = [first] + [writer.pick_like(first) for _ in range(writer.random.randint(0, 3))]
    sizes: tuple[int, ...] = (len(values),)
    if len(values) == 1 and writer.random.random() < 0.7:
        sizes = ()
    kind = first.type.with_shape(sizes, sizes)
    text = f"tensor.from_elements {', '.join(v.name for v in values)} : {kind.text}"
    writer.define(text, kind, max(v.bound for v in values))


def pick_position(writer: Writer, value: Value) -> str:
    """Write the index of an element of a tensor."""
    if 0 in value.type.sizes:
        raise Unsuitable
    return ", ".join(writer.index(writer.random.randrange(size)) for size in value.type.sizes)


@op(3)
def extract(writer: Writer) -> None:
    """Extract an element of a tensor."""
    value = writer.pick_complex(tensor=True)
    position = pick_position(writer, value)
    text = f"tensor.extract {value.name}[{position}] : {value.type.text}"
    writer.define(text, value.type.as_number(), value.bound)


@op(2)
def insert(writer: Writer) -> None:
    """Insert an element into a tensor."""
    value = writer.pick_complex(tensor=True)
    number = writer.pick(lambda v: v.type == value.type.as_number())
    position = pick_position(writer, value)
    text = f"tensor.insert {number.name} into {value.name}[{position}] : {value.type.text}"
    writer.define(text, value.type, max(value.bound, number.bound))


@dataclasses.dataclass
class Slice:
    """A slice: as MLIR writes it, and its type."""

    text: str
    type: Type


def pick_slice(writer: Writer, kind: Type) -> Slice:
    """Choose a slice of a tensor, of the same rank or with dimensions of 1 dropped."""
    if 0 in kind.sizes or not kind.sizes:
        raise Unsuitable
    offsets, sizes, strides, shape = [], [], [], []
    for size in kind.sizes:
        stride = writer.random.choice([1, 1, 2])
        offset = writer.random.randrange(size)
        length = writer.random.randint(1, (size - offset - 1) // stride + 1)
        dynamic = writer.random.random() < 0.3
        offsets.append(writer.index(offset) if writer.random.random() < 0.3 else str(offset))
        sizes.append(writer.index(length) if dynamic else str(length))
        strides.append(str(stride))
        shape.append((DYNAMIC if dynamic else length, length))
    text = "".join(f"[{', '.join(numbers)}]" for numbers in (offsets, sizes, strides))
    if writer.random.random() < 0.4:
        shape = [entry for entry in shape if entry[0] != 1]
    return Slice(text, kind.with_shape(tuple(s for s, _ in shape), tuple(s for _, s in shape)))


@op(3)
def extract_slice(writer: Writer) -> None:
    """Extract a slice of a tensor."""
    value = writer.pick_complex(tensor=True)
    part = pick_slice(writer, value.type)
    text = f"tensor.extract_slice {value.name}{part.text} : {value.type.text} to {part.type.text}"
    writer.define(text, part.type, value.bound)


@op(2)
def insert_slice(writer: Writer) -> None:
    """Insert a slice into a tensor."""
    value = writer.pick_complex(tensor=True)
    part = pick_slice(writer, value.type)
    source = writer.constant(part.type)
    text = (
        f"tensor.insert_slice {source.name} into {value.name}{part.text} : "
        f"{part.type.text} into {value.type.text}"
    )
    writer.define(text, value.type, max(value.bound, source.bound))


@op(6)
def reshape(writer: Writer) -> None:
    """Collapse all dimensions of a tensor and expand them again."""
    value = writer.pick_complex(tensor=True)
    kind = value.type
    # Upstream (22.1) does not bufferize a reshape of no elements.
    if len(kind.sizes) < 2 or 0 in kind.sizes:
        raise Unsuitable
    if math.prod(kind.sizes) == 1 and kind.shape == kind.sizes:
        number = kind.with_shape((), ())
        text = f"tensor.collapse_shape {value.name} [] : {kind.text} into {number.text}"
        single = writer.define(text, number, value.bound)
        text = f"tensor.expand_shape {single.name} [] output_shape [1] : "
        vector = kind.with_shape((1,), (1,))
        writer.define(f"{text}{number.text} into {vector.text}", vector, value.bound)
        return
    total = 1
    for size in kind.sizes:
        total *= size
    group = "[[" + ", ".join(str(i) for i in range(len(kind.sizes))) + "]]"
    assert kind.shape is not None
    dim = DYNAMIC if DYNAMIC in kind.shape else total
    flat = kind.with_shape((dim,), (total,))
    text = f"tensor.collapse_shape {value.name} {group} : {kind.text} into {flat.text}"
    collapsed = writer.define(text, flat, value.bound)
    # Upstream (22.1) crashes on two dynamic sizes in one group.
    expanded = kind.with_shape(
        (dim if dim == DYNAMIC else kind.sizes[0], *kind.sizes[1:]), kind.sizes
    )
    first = writer.index(kind.sizes[0]) if dim == DYNAMIC else str(kind.sizes[0])
    sizes = [first, *(str(size) for size in kind.sizes[1:])]
    text = (
        f"tensor.expand_shape {collapsed.name} {group} output_shape [{', '.join(sizes)}] : "
        f"{flat.text} into {expanded.text}"
    )
    writer.define(text, expanded, value.bound)


@op(1)
def concat(writer: Writer) -> None:
    """Concatenate a tensor with itself."""
    value = writer.pick_complex(tensor=True)
    kind = value.type
    # Upstream (22.1) decomposes it into slices, and rejects empty ones.
    if not kind.sizes or 0 in kind.sizes:
        raise Unsuitable
    assert kind.shape is not None
    axis = writer.random.randrange(len(kind.sizes))
    shape, sizes = list(kind.shape), list(kind.sizes)
    sizes[axis] *= 2
    shape[axis] = DYNAMIC if shape[axis] == DYNAMIC else sizes[axis]
    result = kind.with_shape(tuple(shape), tuple(sizes))
    text = (
        f"tensor.concat dim({axis}) {value.name}, {value.name} : "
        f"({kind.text}, {kind.text}) -> {result.text}"
    )
    writer.define(text, result, value.bound)


@op(1)
def pad(writer: Writer) -> None:
    """Pad a tensor with a scalar."""
    value = writer.pick_complex(tensor=True)
    kind = value.type
    if not kind.sizes or 0 in kind.sizes:
        raise Unsuitable
    number = writer.pick(lambda v: v.type == kind.as_number())
    assert kind.shape is not None
    low = [writer.random.randint(0, 1) for _ in kind.sizes]
    high = [writer.random.randint(0, 1) for _ in kind.sizes]
    sizes = tuple(a + s + b for a, s, b in zip(low, kind.sizes, high, strict=True))
    shape = tuple(
        DYNAMIC if dim == DYNAMIC else size for dim, size in zip(kind.shape, sizes, strict=True)
    )
    result = kind.with_shape(shape, sizes)
    name = writer.fresh()
    indices = ", ".join(f"%p{i}: index" for i in range(len(sizes)))
    writer.line(f"{name} = tensor.pad {value.name} low{low} high{high} {{")
    writer.line(f"^bb0({indices}):")
    writer.line(f"  tensor.yield {number.name} : {number.type.text}")
    writer.line(f"}} : {kind.text} to {result.text}")
    writer.add(name, result, max(value.bound, number.bound))


@op(1)
def generate(writer: Writer) -> None:
    """Make a tensor by its indices."""
    kind = writer.complex_type(rank=writer.random.randint(0, 2))
    dims = writer.sizes_of(kind)
    arguments = tuple(Value(f"%g{writer.count}_{i}", INDEX, 0) for i in range(len(kind.sizes)))
    name = writer.fresh()
    writer.line(f"{name} = tensor.generate {dims} {{")
    writer.line("^bb0(" + ", ".join(f"{a.name}: index" for a in arguments) + "):")
    with writer.region(arguments):
        numbers = [v for v in writer.visible() if v.type == kind.as_number()]
        element = writer.random.choice(numbers) if numbers else writer.constant(kind.as_number())
        result = emit_number(writer, writer.random.choice(["neg", "conj"]), [element])
        if arguments:
            index, later = writer.random.choice(arguments), writer.fresh()
            writer.line(f"{later} = arith.cmpi ugt, {index.name}, %zero : index")
            text = f"arith.select {later}, {element.name}, {result.name} : {element.type.text}"
            result = writer.define(text, element.type, element.bound)
        writer.line(f"tensor.yield {result.name} : {result.type.text}")
    writer.line(f"}} : {kind.text}")
    writer.add(name, kind, result.bound)


@op(1)
def by_shape(writer: Writer) -> None:
    """Reshape a tensor by a tensor of its sizes."""
    value = writer.pick_complex(tensor=True)
    kind = value.type
    if 0 in kind.sizes:
        raise Unsuitable
    total = math.prod(kind.sizes)
    sizes = writer.random.choice([(total,), (1, total), (total, 1), kind.sizes])
    if total == 1:
        sizes = writer.random.choice([(), (1,), (1, 1)])
    result = writer.with_sizes(kind, sizes)
    shape = writer.fresh()
    numbers = ", ".join(writer.index(size) for size in sizes)
    if sizes:
        writer.line(f"{shape} = tensor.from_elements {numbers} : tensor<{len(sizes)}xindex>")
    else:
        writer.line(f"{shape} = tensor.empty() : tensor<0xindex>")
    writer.define(
        f"tensor.reshape {value.name}({shape}) : "
        f"({kind.text}, tensor<{len(sizes)}xindex>) -> {result.text}",
        result,
        value.bound,
    )


@op(1)
def measure(writer: Writer) -> None:
    """Make a tensor of the size and the rank of another one."""
    value = writer.pick_complex(tensor=True)
    number = writer.pick(lambda v: v.type == value.type.as_number())
    rank = writer.fresh()
    writer.line(f"{rank} = tensor.rank {value.name} : {value.type.text}")
    size, length = rank, len(value.type.sizes)
    if value.type.sizes:
        size, length = writer.fresh(), value.type.sizes[0]
        writer.line(f"{size} = tensor.dim {value.name}, %zero : {value.type.text}")
    kind = value.type.with_shape((DYNAMIC,), (length,))
    writer.define(f"tensor.splat {number.name}[{size}] : {kind.text}", kind, number.bound)
