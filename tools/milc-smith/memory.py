"""Buffers: memref, bufferization and affine ops.

A buffer is made from a tensor, viewed and changed, and read back into a tensor, all in one go:
no other op sees it.
"""

from __future__ import annotations

import dataclasses

from generate import DYNAMIC, Type, Unsuitable, Value, Writer, op
from values import pick_position


@dataclasses.dataclass(frozen=True)
class Buffer:
    """A memref value.

    Attributes
    ----------
    name : str
        The value.
    type : Type
        The tensor type of the same shape.
    bound : int
        No part is larger.
    layout : str
        The text after the element type, a comma included.
    """

    name: str
    type: Type
    bound: int
    layout: str = ""

    @property
    def text(self) -> str:
        """Return the memref type."""
        return self.type.text.replace("tensor", "memref")[:-1] + self.layout + ">"

    def as_value(self) -> Value:
        """Return it as something to index."""
        return Value(self.name, self.type, self.bound)


def alloc(writer: Writer, kind: Type, bound: int) -> Buffer:
    """Allocate a buffer on the heap or the stack."""
    how = writer.random.choice(["alloc", "alloc", "alloca"])
    buffer = Buffer(writer.fresh(), kind, bound)
    writer.line(f"{buffer.name} = memref.{how}({writer.sizes_of(kind)}) : {buffer.text}")
    return buffer


def write_buffer(writer: Writer, value: Value) -> Buffer:
    """Copy a tensor into a new buffer."""
    source = Buffer(writer.fresh(), value.type, value.bound)
    writer.line(
        f"{source.name} = bufferization.to_buffer {value.name} read_only : "
        f"{value.type.text} to {source.text}"
    )
    how = writer.random.choice(["clone", "copy", "linalg"])
    if how == "clone":
        target = dataclasses.replace(source, name=writer.fresh())
        writer.line(
            f"{target.name} = bufferization.clone {source.name} : {source.text} to {target.text}"
        )
        return target
    target = alloc(writer, value.type, value.bound)
    copy(writer, source, target, how == "linalg")
    return target


def copy(writer: Writer, source: Buffer, target: Buffer, by_linalg: bool) -> None:
    """Copy a buffer into another one."""
    if by_linalg:
        writer.line(
            f"linalg.copy ins({source.name} : {source.text}) outs({target.name} : {target.text})"
        )
    else:
        writer.line(f"memref.copy {source.name}, {target.name} : {source.text} to {target.text}")


def read_buffer(writer: Writer, buffer: Buffer) -> None:
    """Make a tensor of a buffer."""
    target = alloc(writer, buffer.type, buffer.bound)
    copy(writer, buffer, target, writer.random.random() < 0.5)
    writer.define(
        f"bufferization.to_tensor {target.name} restrict writable : "
        f"{target.text} to {target.type.text}",
        buffer.type,
        buffer.bound,
    )


# Views.


def subview(writer: Writer, buffer: Buffer) -> Buffer:
    """View every second row from some row on, or fewer."""
    kind = buffer.type
    if not kind.sizes or 0 in kind.sizes:
        raise Unsuitable
    size = kind.sizes[0]
    offset = writer.random.randrange(size)
    step = writer.random.choice([1, 2])
    length = writer.random.randint(1, (size - offset - 1) // step + 1)
    rest = kind.sizes[1:]
    shape = kind.shape or ()
    row = 1
    for number in rest:
        row *= number
    known = DYNAMIC not in shape[1:]
    stride = 1
    strides: list[str] = []
    for dim, number in zip(reversed(shape[1:]), reversed(rest), strict=True):
        strides.insert(0, str(stride) if stride else "?")
        stride = 0 if dim == DYNAMIC or not stride else stride * number
    strides.insert(0, str(step * row) if known else "?")
    dynamic = writer.random.random() < 0.5
    first = writer.index(offset) if dynamic else str(offset)
    start = "?" if dynamic or not (known or offset == 0) else str(offset * row)
    result = kind.with_shape((length, *shape[1:]), (length, *rest))
    zeros = "".join(", 0" for _ in rest)
    ones = "".join(", 1" for _ in rest)
    sizes = "".join(
        f", {writer.index(number) if dim == DYNAMIC else number}"
        for dim, number in zip(shape[1:], rest, strict=True)
    )
    offset_text = "" if start == "0" else f", offset: {start}"
    view = Buffer(
        writer.fresh(), result, buffer.bound, f", strided<[{', '.join(strides)}]{offset_text}>"
    )
    writer.line(
        f"{view.name} = memref.subview {buffer.name}[{first}{zeros}] [{length}{sizes}] "
        f"[{step}{ones}] : {buffer.text} to {view.text}"
    )
    return view


def cast(writer: Writer, buffer: Buffer) -> Buffer:
    """Cast to other dynamic sizes, or to no rank and back."""
    kind = writer.with_sizes(buffer.type, buffer.type.sizes)
    target = Buffer(writer.fresh(), kind, buffer.bound)
    if writer.random.random() < 0.5:
        unranked = writer.fresh()
        any_rank = f"memref<*x{kind.number}>"
        writer.line(f"{unranked} = memref.cast {buffer.name} : {buffer.text} to {any_rank}")
        writer.line(f"{unranked}_r = memref.rank {unranked} : {any_rank}")
        writer.line(f"{target.name} = memref.cast {unranked} : {any_rank} to {target.text}")
        return target
    if kind == buffer.type:
        raise Unsuitable
    writer.line(f"{target.name} = memref.cast {buffer.name} : {buffer.text} to {target.text}")
    return target


def flatten(writer: Writer, buffer: Buffer) -> Buffer:
    """Collapse all dimensions, expand them again, or reshape."""
    kind = buffer.type
    if len(kind.sizes) < 2 or 0 in kind.sizes:
        raise Unsuitable
    total = 1
    for size in kind.sizes:
        total *= size
    dynamic = DYNAMIC in (kind.shape or ())
    flat = Buffer(
        writer.fresh(),
        kind.with_shape((DYNAMIC if dynamic else total,), (total,)),
        buffer.bound,
    )
    group = f"[[{', '.join(str(i) for i in range(len(kind.sizes)))}]]"
    writer.line(
        f"{flat.name} = memref.collapse_shape {buffer.name} {group} : "
        f"{buffer.text} into {flat.text}"
    )
    how = writer.random.choice(
        ["flat", "tail", *["expand"] * 3, *["reshape"] * 2, *["reinterpret"] * 2]
    )
    if how == "flat":
        return flat
    if how == "tail":
        return take_tail(writer, flat, total)
    result = dataclasses.replace(buffer, name=writer.fresh(), type=kind.as_static())
    if how == "reinterpret":
        strides = []
        for i in range(len(kind.sizes)):
            stride = 1
            for size in kind.sizes[i + 1 :]:
                stride *= size
            strides.append(stride)
        writer.line(
            f"{result.name} = memref.reinterpret_cast {flat.name} to offset: [0], "
            f"sizes: {list(kind.sizes)}, strides: {strides} : {flat.text} to {result.text}"
        )
    elif how == "expand":
        first = kind.shape[0] if dynamic and kind.shape else kind.sizes[0]
        if dynamic:
            result = dataclasses.replace(
                result, type=kind.with_shape((DYNAMIC, *kind.sizes[1:]), kind.sizes)
            )
            first = DYNAMIC
        head = writer.index(kind.sizes[0]) if first == DYNAMIC else str(first)
        sizes = ", ".join([head, *(str(size) for size in kind.sizes[1:])])
        writer.line(
            f"{result.name} = memref.expand_shape {flat.name} {group} output_shape [{sizes}] : "
            f"{flat.text} into {result.text}"
        )
    else:
        rank = len(kind.sizes)
        shape = writer.fresh()
        writer.line(f"{shape} = memref.alloca() : memref<{rank}xindex>")
        for i, size in enumerate(kind.sizes):
            writer.line(
                f"memref.store {writer.index(size)}, {shape}[{writer.index(i)}] : "
                f"memref<{rank}xindex>"
            )
        writer.line(
            f"{result.name} = memref.reshape {flat.name}({shape}) : "
            f"({flat.text}, memref<{rank}xindex>) -> {result.text}"
        )
    return result


def take_tail(writer: Writer, flat: Buffer, size: int) -> Buffer:
    """View a flat buffer from some element on, by the numbers of a strided view."""
    start = writer.random.randrange(size)
    dynamic = writer.random.random() < 0.5
    kind = flat.type.with_shape((size - start,), (size - start,))
    layout = f", strided<[1], offset: {'?' if dynamic else start}>" if dynamic or start else ""
    tail = Buffer(writer.fresh(), kind, flat.bound, layout)
    writer.line(
        f"{tail.name} = memref.reinterpret_cast {flat.name} to "
        f"offset: [{writer.index(start) if dynamic else start}], sizes: [{size - start}], "
        f"strides: [1] : {flat.text} to {tail.text}"
    )
    return tail


def transpose(writer: Writer, buffer: Buffer) -> Buffer:
    """View a static matrix by columns."""
    kind = buffer.type
    if kind.shape != kind.sizes or len(kind.sizes) != 2 or 0 in kind.sizes:
        raise Unsuitable
    rows, columns = kind.sizes
    result = kind.with_shape((columns, rows), (columns, rows))
    view = Buffer(writer.fresh(), result, buffer.bound, f", strided<[1, {columns}]>")
    writer.line(
        f"{view.name} = memref.transpose {buffer.name} (i, j) -> (j, i) : "
        f"{buffer.text} to {view.text}"
    )
    return view


def other_space(writer: Writer, buffer: Buffer) -> Buffer:
    """Go through another memory space."""
    there = dataclasses.replace(buffer, name=writer.fresh(), layout=", 1")
    back = dataclasses.replace(buffer, name=writer.fresh())
    writer.line(
        f"{there.name} = memref.memory_space_cast {buffer.name} : {buffer.text} to {there.text}"
    )
    writer.line(
        f"{back.name} = memref.memory_space_cast {there.name} : {there.text} to {back.text}"
    )
    return back


def assumptions(writer: Writer, buffer: Buffer) -> Buffer:
    """Assume properties that every buffer has."""
    aligned = dataclasses.replace(buffer, name=writer.fresh())
    writer.line(f"{aligned.name} = memref.assume_alignment {buffer.name}, 4 : {buffer.text}")
    other = alloc(writer, buffer.type, 0)
    both = writer.fresh()
    writer.line(
        f"{both}:2 = memref.distinct_objects {aligned.name}, {other.name} : "
        f"{buffer.text}, {other.text}"
    )
    writer.line(f"{both}_r = memref.rank {both}#1 : {other.text}")
    spare = Buffer(writer.fresh(), buffer.type, 0)
    writer.line(f"{spare.name} = memref.alloc({writer.sizes_of(spare.type)}) : {spare.text}")
    if writer.random.random() < 0.5:
        writer.line(f"memref.dealloc {spare.name} : {spare.text}")
    else:
        writer.line(f"bufferization.dealloc ({spare.name} : {spare.text}) if (%b)")
    return dataclasses.replace(buffer, name=f"{both}#0")


def resize(writer: Writer, buffer: Buffer) -> Buffer:
    """Reallocate a flat buffer with fewer elements."""
    if len(buffer.type.sizes) != 1 or 0 in buffer.type.sizes:
        raise Unsuitable
    size = buffer.type.sizes[0]
    less = writer.random.randint(1, size)
    heap = Buffer(writer.fresh(), buffer.type, buffer.bound)
    writer.line(f"{heap.name} = memref.alloc({writer.sizes_of(heap.type)}) : {heap.text}")
    copy(writer, buffer, heap, by_linalg=False)
    result = Buffer(writer.fresh(), buffer.type.with_shape((DYNAMIC,), (less,)), buffer.bound)
    writer.line(
        f"{result.name} = memref.realloc {heap.name}({writer.index(less)}) : "
        f"{heap.text} to {result.text}"
    )
    return result


# Weighted so that each type and form occurs.
VIEWS = [
    *(subview, other_space, *[cast] * 2, *[resize] * 2),
    *([flatten] * 6 + [transpose] * 3 + [assumptions] * 5),
]


# Writes.


def store(writer: Writer, buffer: Buffer) -> int:
    """Change an element."""
    number = writer.pick(lambda v: v.type == buffer.type.as_number())
    position = pick_position(writer, buffer.as_value())
    dialect = "memref" if writer.random.random() < 0.6 else "affine"
    if dialect == "affine":
        position = ", ".join(f"symbol({at})" for at in position.split(", ") if at)
    writer.line(f"{dialect}.store {number.name}, {buffer.name}[{position}] : {buffer.text}")
    if writer.random.random() < 0.7:
        writer.line(
            f"{dialect}.prefetch {buffer.name}[{position}], read, locality<2>, data : {buffer.text}"
        )
    return number.bound


def fill(writer: Writer, buffer: Buffer) -> int:
    """Fill a buffer with a scalar."""
    number = writer.pick(lambda v: v.type == buffer.type.as_number())
    writer.line(
        f"linalg.fill ins({number.name} : {number.type.text}) outs({buffer.name} : {buffer.text})"
    )
    return number.bound


def each(writer: Writer, buffer: Buffer) -> int:
    """Negate or conjugate each element of a flat buffer, by an affine loop."""
    kind = buffer.type
    if len(kind.sizes) != 1:
        raise Unsuitable
    number = kind.as_number()
    name = writer.fresh()
    size = writer.index(kind.sizes[0])
    loop = writer.random.choice(["for", "parallel"])
    if loop == "for":
        writer.line(f"affine.for {name} = 0 to {size} {{")
    else:
        writer.line(f"affine.parallel ({name}) = (0) to (symbol({size})) {{")
    writer.line(f"  {name}_x = affine.load {buffer.name}[{name}] : {buffer.text}")
    writer.line(
        f"  {name}_y = affine.if affine_set<(d0) : (d0 mod 2 == 0)>({name}) -> {number.text} {{"
    )
    writer.line(f"    affine.yield {name}_x : {number.text}")
    writer.line("  } else {")
    writer.line(f"    {name}_n = complex.neg {name}_x : {number.text}")
    writer.line(f"    affine.yield {name}_n : {number.text}")
    writer.line("  }")
    writer.line(f"  affine.store {name}_y, {buffer.name}[{name}] : {buffer.text}")
    writer.line("}")
    return buffer.bound


CHANGES = [store, store, fill, each]


@op(14)
def views(writer: Writer) -> None:
    """Change a tensor in memory, through views."""
    buffer = write_buffer(writer, writer.pick_complex(tensor=True))
    seen, bound = [buffer], buffer.bound
    for _ in range(writer.random.randint(1, 3)):
        view = seen[-1]
        # Layouts other than the identity only at the end of a chain.
        if not view.layout:
            seen.append(writer.random.choice(VIEWS)(writer, view))
    for _ in range(writer.random.randint(0, 2)):
        bound = max(bound, writer.random.choice(CHANGES)(writer, seen[-1]))
    last = dataclasses.replace(writer.random.choice(seen), bound=bound)
    if 0 not in last.type.sizes and writer.random.random() < 0.5:
        position = pick_position(writer, last.as_value())
        writer.define(
            f"memref.load {last.name}[{position}] : {last.text}", last.type.as_number(), bound
        )
    if last.type.sizes and writer.random.random() < 0.2:
        writer.line(f"{writer.fresh()} = memref.dim {last.name}, %zero : {last.text}")
    read_buffer(writer, last)


@op(2)
def scope(writer: Writer) -> None:
    """Store a scalar on the stack and load it."""
    number = writer.pick_complex(tensor=False)
    # Upstream (22.1) does not lower a complex result of the scope.
    kind, result = number.type, alloc(writer, number.type.with_shape((), ()), number.bound)
    writer.line("memref.alloca_scope {")
    with writer.region():
        slot = alloc(writer, result.type, number.bound)
        writer.line(f"memref.store {number.name}, {slot.name}[] : {slot.text}")
        copy(writer, slot, result, by_linalg=False)
    writer.line("}")
    writer.define(f"memref.load {result.name}[] : {result.text}", kind, number.bound)


@op(3)
def global_buffer(writer: Writer) -> None:
    """Read a constant of the module, or change a variable of it."""
    kind = writer.complex_type()
    if kind.shape is None:
        kind = kind.with_shape((), ())
    kind = kind.as_static()
    symbol = f"@g{len(writer.globals)}_{len(writer.functions)}"
    bound = writer.constant_bound(kind)
    constant = writer.random.random() < 0.5
    buffer = Buffer(writer.fresh(), kind, bound)
    writer.globals.append(
        f'memref.global "private" {"constant " if constant else ""}{symbol} : {buffer.text} = '
        f"dense<{writer.literal(kind)}>"
    )
    writer.line(f"{buffer.name} = memref.get_global {symbol} : {buffer.text}")
    if not constant:
        # A value that an earlier call stored may still be there.
        if writer.random.random() < 0.5:
            bound = max(bound, fill(writer, buffer))
        if 0 not in kind.sizes:
            bound = max(bound, store(writer, buffer))
    read_buffer(writer, dataclasses.replace(buffer, bound=bound))


@op(2)
def destination(writer: Writer) -> None:
    """Materialize a tensor in another one or in a buffer."""
    source = writer.pick_complex(tensor=True)
    kind = source.type
    if writer.random.random() < 0.5:
        target = writer.fresh()
        writer.line(f"{target} = tensor.empty({writer.sizes_of(kind)}) : {kind.text}")
        placed = writer.fresh()
        writer.line(
            f"{placed} = bufferization.materialize_in_destination {source.name} in {target} : "
            f"({kind.text}, {kind.text}) -> {kind.text}"
        )
        # It must not be written to.
        result = writer.copy(Value(placed, kind, source.bound))
        spare = writer.fresh()
        writer.line(f"{spare} = bufferization.alloc_tensor() copy({result.name}) : {kind.text}")
        writer.line(f"bufferization.dealloc_tensor {spare} : {kind.text}")
        return
    buffer = alloc(writer, kind, source.bound)
    writer.line(
        f"bufferization.materialize_in_destination {source.name} in restrict writable "
        f"{buffer.name} : ({kind.text}, {buffer.text}) -> ()"
    )
    read_buffer(writer, buffer)


@op(2)
def affine_sum(writer: Writer) -> None:
    """Carry a number through an affine loop, adding the elements of a vector."""
    value = writer.pick_complex(tensor=True)
    if len(value.type.sizes) != 1:
        raise Unsuitable
    init = writer.pick(lambda v: v.type == value.type.as_number())
    size = value.type.sizes[0]
    bound = writer.limit(init, init.bound + size * value.bound)
    buffer = write_buffer(writer, value)
    kind, name = init.type, writer.fresh()
    tag = name[1:]
    writer.line(
        f"{name} = affine.for %i{tag} = 0 to {writer.index(size)} "
        f"iter_args(%c{tag} = {init.name}) -> ({kind.text}) {{"
    )
    writer.line(f"  %x{tag} = affine.load {buffer.name}[%i{tag}] : {buffer.text}")
    writer.line(f"  %y{tag} = complex.add %c{tag}, %x{tag} : {kind.text}")
    writer.line(f"  affine.yield %y{tag} : {kind.text}")
    writer.line("}")
    writer.add(name, kind, bound)
