"""Ops of the milcomplex dialect."""

from __future__ import annotations

from generate import BOOL, LARGEST, Type, Unsuitable, Value, Writer, op
from values import ELEMENTWISE, bound_of


def is_real(value: Value) -> bool:
    """Tell a real number or a tensor of them."""
    return value.type.element in LARGEST and not value.type.is_complex


@op(8)
def arithmetic(writer: Writer) -> None:
    """Write arithmetic."""
    first = writer.pick_complex()
    name = writer.random.choice(ELEMENTWISE)
    operands = [first] if name in ("neg", "conj") else [first, writer.pick_like(first)]
    text = f"milcomplex.{name} {', '.join(v.name for v in operands)} : {first.type.text}"
    writer.define(text, first.type, bound_of(writer, name, operands))


@op(4)
def parts(writer: Writer) -> None:
    """Take a part, and perhaps make it negative."""
    value = writer.pick_complex()
    real = value.type.as_real()
    name = writer.random.choice(["real", "imag"])
    part = writer.define(f"milcomplex.{name} {value.name} : {value.type.text}", real, value.bound)
    if writer.random.random() < 0.3:
        writer.define(f"arith.negf {part.name} : {real.text}", real, part.bound)


@op(4)
def together(writer: Writer) -> None:
    """Make complex values from two parts."""
    re = writer.pick(is_real)
    im = writer.pick_like(re)
    kind = Type(re.type.element, True, re.type.shape, re.type.sizes)
    text = f"milcomplex.complex {re.name}, {im.name} : {kind.text}"
    writer.define(text, kind, max(re.bound, im.bound))


@op(3)
def compare(writer: Writer) -> None:
    """Choose between two values element by element."""
    first = writer.pick_complex()
    second = writer.pick_like(first)
    kind = Type(BOOL.element, False, first.type.shape, first.type.sizes)
    name = writer.random.choice(["eq", "ne"])
    text = f"milcomplex.{name} {first.name}, {second.name} : {first.type.text}"
    same = writer.define(text, kind, 1)
    types = first.type.text if kind == BOOL else f"{kind.text}, {first.type.text}"
    text = f"arith.select {same.name}, {first.name}, {second.name} : {types}"
    writer.define(text, first.type, max(first.bound, second.bound))


@op(2)
def constant(writer: Writer) -> None:
    """Write a constant."""
    kind = writer.complex_type()
    bound = writer.constant_bound(kind)
    if kind.shape is None:
        numbers = writer.literal(kind).strip("()").split(", ")
        typed = ", ".join(f"{number} : {kind.element}" for number in numbers)
        writer.define(f"milcomplex.const [{typed}] : {kind.text}", kind, bound)
        return
    static = kind.as_static()
    name = writer.fresh()
    writer.line(f"{name} = milcomplex.const dense<{writer.literal(static)}> : {static.text}")
    writer.cast(writer.copy(Value(name, static, bound)), kind)


@op(3)
def view_as_real(writer: Writer) -> None:
    """View the parts of a tensor along a last dimension of 2."""
    value = writer.pick_complex(tensor=True)
    shape = value.type.shape
    assert shape is not None
    kind = value.type.as_real().with_shape((*shape, 2), (*value.type.sizes, 2))
    writer.define(f"milcomplex.view_as_real {value.name} : {value.type.text}", kind, value.bound)


@op(3)
def view_as_complex(writer: Writer) -> None:
    """View a last dimension of 2 as the parts of complex elements."""
    value = writer.pick(lambda v: is_real(v) and v.type.shape is not None)
    shape = value.type.shape
    if not shape or shape[-1] != 2:
        raise Unsuitable
    kind = Type(value.type.element, True, shape[:-1], value.type.sizes[:-1])
    writer.define(f"milcomplex.view_as_complex {value.name} : {kind.text}", kind, value.bound)
