"""Writes random modules with complex numbers whose results are exact.

All numbers are small integers and every value has a bound that its format holds
exactly, so that sums and products are the same in whatever order and by whatever formula
they are computed. A difference between two ways to run a module is a bug in one of them.
"""

from __future__ import annotations

import dataclasses
import pathlib
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import ml_dtypes

sys.path.append(str(pathlib.Path(__file__).parents[2] / "python"))

from milcomplex.functions import ELEMENT_TYPES  # noqa: E402
from milcomplex.signature import DTYPES, find_dtype  # noqa: E402

# The largest integer such that the format holds it and all smaller ones.
LARGEST = {
    element: 2 ** (ml_dtypes.finfo(find_dtype(DTYPES[element])).nmant + 1)
    for element in sorted(ELEMENT_TYPES)
}
# The largest part of a constant, such that products and sums of some fit.
LARGEST_LITERAL = {"bf16": 1, "f16": 2, "f32": 3, "f64": 3}
DYNAMIC = -1


@dataclasses.dataclass(frozen=True)
class Type:
    """An MLIR type of a value, and the sizes that it has when it runs.

    Attributes
    ----------
    element : str
        bf16, f16, f32, f64, i1 or index.
    is_complex : bool
        Whether it is of complex numbers.
    shape : tuple of int, optional
        Of a tensor, with DYNAMIC for `?`; None for a scalar.
    sizes : tuple of int
        The sizes of the tensor, dynamic ones included.
    """

    element: str
    is_complex: bool = False
    shape: tuple[int, ...] | None = None
    sizes: tuple[int, ...] = ()

    @property
    def number(self) -> str:
        """Return the type of a scalar of these elements."""
        return f"complex<{self.element}>" if self.is_complex else self.element

    @property
    def text(self) -> str:
        """Return the type as MLIR writes it."""
        if self.shape is None:
            return self.number
        dims = "".join("?x" if size == DYNAMIC else f"{size}x" for size in self.shape)
        return f"tensor<{dims}{self.number}>"

    def with_shape(self, shape: tuple[int, ...], sizes: tuple[int, ...]) -> Type:
        """Replace the shape."""
        return dataclasses.replace(self, shape=shape, sizes=sizes)

    def as_number(self) -> Type:
        """Return the type of an element."""
        return Type(self.element, self.is_complex)

    def as_real(self) -> Type:
        """Return the type of a part."""
        return dataclasses.replace(self, is_complex=False)

    def as_static(self) -> Type:
        """Return the type with every size known."""
        return dataclasses.replace(self, shape=self.sizes)


@dataclasses.dataclass(frozen=True)
class Value:
    """An SSA value; no part of an element of it is larger than `bound`."""

    name: str
    type: Type
    bound: int


@dataclasses.dataclass(frozen=True)
class Function:
    """A function that was written."""

    name: str
    arguments: list[Value]
    results: list[Value]


class Unsuitable(Exception):
    """There is no operand for an op here."""


INDEX = Type("index")
BOOL = Type("i1")


class Writer:
    """Writes the functions of one module.

    Parameters
    ----------
    seed : int
        The same one gives the same module.
    size : int
        How many ops a function has, without those of nested regions.
    """

    def __init__(self, seed: int, size: int) -> None:
        self.random = random.Random(seed)
        self.size = size
        self.functions: list[Function] = []
        self.globals: list[str] = []
        self.text: list[str] = []
        self.lines: list[str] = []
        self.element = "f32"
        self.form = "any"
        self.scopes: list[list[Value]] = []
        self.indent = 1
        self.count = 0

    # The text so far, and the values that can be used.

    def fresh(self) -> str:
        """Make a name for a value."""
        self.count += 1
        return f"%v{self.count}"

    def line(self, text: str) -> None:
        """Write a line at the depth of the region."""
        self.lines.append("  " * self.indent + text)

    def define(self, text: str, kind: Type, bound: int) -> Value:
        """Write an op with one result."""
        name = self.fresh()
        self.line(f"{name} = {text}")
        return self.add(name, kind, bound)

    def add(self, name: str, kind: Type, bound: int) -> Value:
        """Make the result of a written op available."""
        value = Value(name, kind, bound)
        self.scopes[-1].append(value)
        return value

    @contextmanager
    def region(self, arguments: tuple[Value, ...] = ()) -> Iterator[None]:
        """Write into a nested region."""
        self.scopes.append(list(arguments))
        self.indent += 1
        yield
        self.indent -= 1
        self.scopes.pop()

    def visible(self) -> list[Value]:
        """Return all values that can be used here."""
        return [value for scope in self.scopes for value in scope]

    def pick(self, suits: Callable[[Value], bool]) -> Value:
        """Pick a value, new ones sooner; raise Unsuitable where there is none."""
        values = [value for value in self.visible() if suits(value)]
        if not values:
            raise Unsuitable
        return self.random.choice(values[-8:] if self.random.random() < 0.5 else values)

    def pick_complex(self, tensor: bool | None = None) -> Value:
        """Pick a complex scalar or, if `tensor`, a complex tensor."""
        return self.pick(
            lambda v: v.type.is_complex and (tensor is None or (v.type.shape is not None) == tensor)
        )

    def pick_like(self, value: Value, bound: int | None = None) -> Value:
        """Pick a value of the same type, perhaps that one."""
        return self.pick(lambda v: v.type == value.type and (bound is None or v.bound <= bound))

    def limit(self, value: Value, bound: int) -> int:
        """Return `bound`; raise Unsuitable where the format of `value` cannot hold it."""
        if bound > LARGEST[value.type.element]:
            raise Unsuitable
        return bound

    def index(self, number: int) -> str:
        """Write an index constant, which folds, or add it to one that does not."""
        name = self.fresh()
        if self.random.random() < 0.5:
            self.line(f"{name} = arith.constant {number} : index")
            return name
        constant = self.fresh()
        self.line(f"{constant} = arith.constant {number} : index")
        self.line(f"{name} = arith.addi {constant}, %zero : index")
        return name

    def sizes_of(self, kind: Type) -> str:
        """Write the sizes for the dynamic dimensions of `kind`."""
        assert kind.shape is not None
        return ", ".join(
            self.index(size)
            for dim, size in zip(kind.shape, kind.sizes, strict=True)
            if dim == DYNAMIC
        )

    # Types and constants.

    def shape(self, sizes: tuple[int, ...]) -> tuple[int, ...]:
        """Make some dimensions dynamic."""
        chances = {"static": [0.0], "dynamic": [0.5, 1.0]}.get(self.form, [0.0, 0.5, 1.0])
        chance = self.random.choice(chances)
        return tuple(DYNAMIC if self.random.random() < chance else size for size in sizes)

    def complex_type(self, rank: int | None = None) -> Type:
        """Choose a complex type; a scalar where `rank` is -1, any rank where it is None."""
        likely = self.random.random() < 0.8
        element = self.element if likely else self.random.choice(list(LARGEST))
        if rank is None:
            likely_ranks = {"scalar": [-1], "rank 0": [-1, 0], "any": [-1, -1, 0, 1, 2, 3]}
            rank = self.random.choice(likely_ranks.get(self.form, [-1, 1, 1, 2, 2, 3]))
        kind = Type(element, True)
        return kind if rank < 0 else self.with_sizes(kind, self.sizes(rank))

    def sizes(self, rank: int) -> tuple[int, ...]:
        """Choose the sizes of a tensor."""
        return tuple(self.random.choice([0, 1, 2, 2, 3, 3, 4]) for _ in range(rank))

    def with_sizes(self, kind: Type, sizes: tuple[int, ...]) -> Type:
        """Return the type of a tensor of such sizes, some of them dynamic."""
        return kind.with_shape(self.shape(sizes), sizes)

    def literal(self, kind: Type) -> str:
        """Write small numbers: a nested list of them."""
        largest = LARGEST_LITERAL[kind.element]

        def number() -> str:
            parts = [f"{self.random.randint(-largest, largest)}.0" for _ in "ri"]
            return f"({parts[0]}, {parts[1]})" if kind.is_complex else parts[0]

        def nest(sizes: tuple[int, ...]) -> str:
            if not sizes:
                return number()
            return "[" + ", ".join(nest(sizes[1:]) for _ in range(sizes[0])) + "]"

        if 0 in kind.sizes:
            return ""
        return number() if self.random.random() < 0.2 else nest(kind.sizes)

    def constant_bound(self, kind: Type) -> int:
        """Return the bound of a constant."""
        return LARGEST_LITERAL[kind.element]

    def constant(self, kind: Type) -> Value:
        """Write a constant, cast to its type where that is dynamic."""
        bound = self.constant_bound(kind)
        if kind.shape is None:
            number = self.literal(kind)
            if not kind.is_complex:
                return self.define(f"arith.constant {number} : {kind.text}", kind, bound)
            parts = [f"{part.strip('()')} : {kind.element}" for part in number.split(", ")]
            text = f"complex.constant [{', '.join(parts)}] : {kind.text}"
            return self.define(text, kind, bound)
        static = kind.as_static()
        name = self.fresh()
        self.line(f"{name} = arith.constant dense<{self.literal(static)}> : {static.text}")
        return self.cast(self.copy(Value(name, static, bound)), kind)

    def copy(self, value: Value) -> Value:
        """Write a copy of a tensor.

        Upstream's bufferization writes to constants that pass the boundary of a function,
        and does not see that two results of one may be the same buffer.
        """
        if value.type.shape is None:
            return value
        text = f"bufferization.alloc_tensor() copy({value.name}) : {value.type.text}"
        return self.define(text, value.type, value.bound)

    def cast(self, value: Value, kind: Type) -> Value:
        """Write a cast between types that differ in static sizes."""
        if value.type == kind:
            return value
        text = f"tensor.cast {value.name} : {value.type.text} to {kind.text}"
        return self.define(text, kind, value.bound)

    # Functions.

    def function(self) -> None:
        """Write a function, of one element type and one form of shape for the most part."""
        self.lines, self.scopes, self.count = [], [], 0
        self.element = self.random.choice(list(LARGEST))
        self.form = self.random.choice(["scalar", "rank 0", "static", "dynamic", "any"])
        name = f"f{len(self.functions)}"
        arguments = []
        for i in range(self.random.randint(1, 4)):
            kind = self.complex_type()
            arguments.append(Value(f"%a{i}", kind, self.constant_bound(kind)))
        arguments.append(Value("%b", BOOL, 1))
        arguments.append(Value("%zero", INDEX, 0))
        with self.region(tuple(arguments)):
            self.body(self.size)
            values = [v for v in self.visible() if v.type.element in LARGEST]
            results = [self.copy(value) for value in values[-3:]]
            names = ", ".join(v.name for v in results)
            types = ", ".join(v.type.text for v in results)
            self.line(f"return {names} : {types}")
        parameters = ", ".join(f"{v.name}: {v.type.text}" for v in arguments)
        visibility = self.random.choice(["", "private "])
        self.text.append(f"func.func {visibility}@{name}({parameters}) -> ({types}) {{")
        self.text += [*self.lines, "}"]
        self.functions.append(Function(name, arguments, results))

    def body(self, size: int) -> None:
        """Write `size` ops of those that find operands."""
        for _ in range(size):
            for _ in range(10):
                mark, lines, count = len(self.scopes[-1]), len(self.lines), self.count
                depth, indent, declared = len(self.scopes), self.indent, len(self.globals)
                try:
                    self.random.choice(OPS)(self)
                    break
                except Unsuitable:
                    del self.scopes[depth:]
                    del self.scopes[-1][mark:]
                    del self.lines[lines:]
                    del self.globals[declared:]
                    self.indent, self.count = indent, count


OPS: list[Callable[[Writer], None]] = []


def op(weight: int) -> Callable[[Callable[[Writer], None]], Callable[[Writer], None]]:
    """Register a function that writes an op, chosen `weight` times as often as another."""

    def register(write: Callable[[Writer], None]) -> Callable[[Writer], None]:
        OPS.extend([write] * weight)
        return write

    return register
