"""Replaces ops of the milcomplex dialect with twins that run natively.

A scalar's twin is an op of the complex dialect, a tensor's a linalg.generic of it. That of a
system, whose matrix is its own inverse, is a product.
"""

from __future__ import annotations

import dataclasses
import re

OP = re.compile(r"^( *)(%\S+) = milcomplex\.(\w+) (.*) : ((?:tensor<.*>|complex<\w+>)) *$", re.M)
TENSOR = re.compile(r"tensor<((?:(?:\d+|\?)x)*)(.*)>")
# The name in the complex dialect, where that differs.
NAMES = {"real": "re", "imag": "im", "complex": "create", "ne": "neq"}


@dataclasses.dataclass(frozen=True)
class Type:
    """A type by its dimensions, None for a scalar, and the type of its elements."""

    dims: tuple[str, ...] | None
    element: str

    @staticmethod
    def parse(text: str) -> Type:
        """Parse an MLIR type."""
        if tensor := TENSOR.fullmatch(text):
            return Type(tuple(tensor[1].split("x")[:-1]), tensor[2])
        return Type(None, text)

    def of(self, element: str) -> Type:
        """Return the type of the same shape with other elements."""
        return dataclasses.replace(self, element=element)

    @property
    def part(self) -> str:
        """Return the type of a part of an element."""
        return self.element.removeprefix("complex<").removesuffix(">")

    @property
    def text(self) -> str:
        """Return it as MLIR writes it."""
        if self.dims is None:
            return self.element
        return f"tensor<{''.join(f'{dim}x' for dim in self.dims)}{self.element}>"


def write_sizes(name: str, kind: Type, like: tuple[str, Type]) -> tuple[list[str], list[str]]:
    """Write the dynamic sizes of `name`, which are those of a value; return the ops and names."""
    lines, sizes = [], []
    for i, dim in enumerate(kind.dims or ()):
        if dim == "?":
            lines.append(f"{name}_c{i} = arith.constant {i} : index")
            lines.append(f"{name}_d{i} = tensor.dim {like[0]}, {name}_c{i} : {like[1].text}")
            sizes.append(f"{name}_d{i}")
    return lines, sizes


def write_generic(
    name: str, kind: Type, operands: list[tuple[str, Type]], like: tuple[str, Type], body: list[str]
) -> list[str]:
    """Write a linalg.generic that computes `name` element by element.

    Parameters
    ----------
    name : str
        The value.
    kind : Type
        Its type.
    operands : list
        Values that have the first dimensions of `kind`; in the body they are %x0 and on.
    like : tuple
        A value whose first sizes are those of `name`.
    body : list of str
        Ops; the last defines %y.
    """
    assert kind.dims is not None
    lines, sizes = write_sizes(name, kind, like)
    dims = ", ".join(f"d{i}" for i in range(len(kind.dims)))
    maps = []
    for _, operand in [*operands, (name, kind)]:
        used = ", ".join(f"d{i}" for i in range(len(operand.dims or ())))
        maps.append(f"affine_map<({dims}) -> ({used})>")
    iterators = ", ".join(['"parallel"'] * len(kind.dims))
    names = ", ".join(operand for operand, _ in operands)
    types = ", ".join(operand.text for _, operand in operands)
    ins = f"ins({names} : {types}) " if operands else ""
    arguments = [f"%x{i}: {operand.element}" for i, (_, operand) in enumerate(operands)]
    return [
        *lines,
        f"{name}_e = tensor.empty({', '.join(sizes)}) : {kind.text}",
        f"{name} = linalg.generic {{indexing_maps = [{', '.join(maps)}], "
        f"iterator_types = [{iterators}]}} {ins}outs({name}_e : {kind.text}) {{",
        f"^bb0({', '.join([*arguments, f'%o: {kind.element}'])}):",
        *body,
        f"linalg.yield %y : {kind.element}",
        f"}} -> {kind.text}",
    ]


def write_elementwise(name: str, op: str, operands: list[str], typed: Type) -> list[str]:
    """Write an elementwise op whose assembly shows the type `typed`."""
    body = f"complex.{NAMES.get(op, op)}"
    if typed.dims is None:
        return [f"{name} = {body} {', '.join(operands)} : {typed.text}"]
    taken = typed.of(typed.part) if op == "complex" else typed
    elements = {"real": typed.part, "imag": typed.part, "eq": "i1", "ne": "i1"}
    kind = typed.of(elements.get(op, typed.element))
    arguments = ", ".join(f"%x{i}" for i in range(len(operands)))
    line = f"%y = {body} {arguments} : {typed.element}"
    values = [(operand, taken) for operand in operands]
    return write_generic(name, kind, values, values[0], [line])


def write_view_as_real(name: str, operand: str, typed: Type) -> list[str]:
    """Write the parts of a tensor into a last dimension of 2."""
    assert typed.dims is not None
    kind = Type((*typed.dims, "2"), typed.part)
    body = [
        f"%k = linalg.index {len(typed.dims)} : index",
        "%f = arith.constant 0 : index",
        "%c = arith.cmpi eq, %k, %f : index",
        f"%re = complex.re %x0 : {typed.element}",
        f"%im = complex.im %x0 : {typed.element}",
        f"%y = arith.select %c, %re, %im : {typed.part}",
    ]
    return write_generic(name, kind, [(operand, typed)], (operand, typed), body)


def write_view_as_complex(name: str, operand: str, typed: Type) -> list[str]:
    """Write the last dimension of 2 as the parts of complex numbers."""
    assert typed.dims is not None
    taken = Type((*typed.dims, "2"), typed.part)
    rank = len(typed.dims)
    body = [f"%i{i} = linalg.index {i} : index" for i in range(rank)]
    for k, part in enumerate(("re", "im")):
        at = ", ".join([*(f"%i{i}" for i in range(rank)), f"%k{k}"])
        body.append(f"%k{k} = arith.constant {k} : index")
        body.append(f"%{part} = tensor.extract {operand}[{at}] : {taken.text}")
    body.append(f"%y = complex.create %re, %im : {typed.element}")
    return write_generic(name, typed, [], (operand, taken), body)


def write_solve(name: str, operands: str, types: str) -> list[str]:
    """Write the solution of a system whose matrix is its own inverse: their product."""
    kind = Type.parse(types.split(", ")[1])
    lines, sizes = write_sizes(name, kind, (operands.split(", ")[1], kind))
    zero = f"[0.0 : {kind.part}, 0.0 : {kind.part}]"
    return [
        *lines,
        f"{name}_z = complex.constant {zero} : {kind.element}",
        f"{name}_e = tensor.empty({', '.join(sizes)}) : {kind.text}",
        f"{name}_f = linalg.fill ins({name}_z : {kind.element}) "
        f"outs({name}_e : {kind.text}) -> {kind.text}",
        f"{name} = linalg.matmul ins({operands} : {types}) "
        f"outs({name}_f : {kind.text}) -> {kind.text}",
    ]


def write_twin(found: re.Match[str]) -> str:
    """Write the twin of an op."""
    indent, name, op, rest, type_text = found.groups()
    if op == "solve":
        return "\n".join(indent + line for line in write_solve(name, rest, type_text))
    typed = Type.parse(type_text)
    if op == "const":
        lines = [f"{name} = complex.constant {rest} : {type_text}"]
        if typed.dims is not None:
            lines = [f"{name} = arith.constant {rest} : {type_text}"]
    elif op == "view_as_real":
        lines = write_view_as_real(name, rest, typed)
    elif op == "view_as_complex":
        lines = write_view_as_complex(name, rest, typed)
    else:
        lines = write_elementwise(name, op, rest.split(", "), typed)
    return "\n".join(indent + line for line in lines)


def to_native(module: str) -> str:
    """Return a module without milcomplex ops that computes the same."""
    return OP.sub(write_twin, module)
