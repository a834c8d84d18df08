"""Writes a @main that calls every function of a module and prints the results."""

from __future__ import annotations

import dataclasses

from generate import Function, Type, Value, Writer


def show(number: int, kind: Type) -> str:
    """Write a function that prints a tensor, of complex numbers both parts, as f64."""
    rank = len(kind.sizes)
    dims = ", ".join(f"d{i}" for i in range(rank))
    same = f"affine_map<({dims}) -> ({dims})>"
    iterators = ", ".join(['"parallel"'] * rank)
    f64 = dataclasses.replace(kind, element="f64", is_complex=False)
    memref = f64.text.replace("tensor", "memref")
    assert kind.shape is not None
    lines = [f"func.func private @show_{number}(%z: {kind.text}) {{"]
    sizes = []
    for i, dim in enumerate(kind.shape):
        if dim < 0:
            lines.append(f"  %c{i} = arith.constant {i} : index")
            lines.append(f"  %d{i} = tensor.dim %z, %c{i} : {kind.text}")
            sizes.append(f"%d{i}")
    for part in ("re", "im") if kind.is_complex else ("x",):
        x = "%x" if kind.is_complex else "%e"
        widen = "" if kind.element == "f64" else f"arith.extf {x} : {kind.element} to f64"
        lines += [
            f"  %init_{part} = tensor.empty({', '.join(sizes)}) : {f64.text}",
            f"  %{part} = linalg.generic {{indexing_maps = [{same}, {same}], "
            f"iterator_types = [{iterators}]}} ins(%z : {kind.text}) "
            f"outs(%init_{part} : {f64.text}) {{",
            f"  ^bb0(%e: {kind.number}, %o: f64):",
            *([f"    %x = complex.{part} %e : {kind.number}"] if kind.is_complex else []),
            *([f"    %y = {widen}"] if widen else []),
            f"    linalg.yield {'%y' if widen else x} : f64",
            f"  }} -> {f64.text}",
            f"  %m_{part} = bufferization.to_buffer %{part} : {f64.text} to {memref}",
            f"  %u_{part} = memref.cast %m_{part} : {memref} to memref<*xf64>",
            f"  call @printMemrefF64(%u_{part}) : (memref<*xf64>) -> ()",
        ]
    return "\n".join([*lines, "  return", "}"])


class Main:
    """Writes the functions that call every function of a module and print its results."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.shows: dict[Type, int] = {}
        self.runs: list[str] = []

    def call(self, function: Function) -> None:
        """Write a function that calls `function` on constants."""
        writer = self.writer
        writer.lines, writer.scopes, writer.count = [], [], 0
        with writer.region((Value("%zero", Type("index"), 0),)):
            writer.line("%zero = arith.constant 0 : index")
            names = [self.argument(parameter) for parameter in function.arguments]
            types = ", ".join(v.type.text for v in function.arguments)
            results = [writer.fresh() for _ in function.results]
            outs = ", ".join(v.type.text for v in function.results)
            writer.line(
                f"{', '.join(results)} = call @{function.name}({', '.join(names)}) : "
                f"({types}) -> ({outs})"
            )
            for name, value in zip(results, function.results, strict=True):
                self.print(name, value.type)
            writer.line("return")
        head = f"func.func private @run_{len(self.runs)}() {{"
        self.runs.append("\n".join([head, *writer.lines, "}"]))

    def argument(self, parameter: Value) -> str:
        """Write a constant for a parameter."""
        if parameter.type == Type("index"):
            return "%zero"
        if parameter.type == Type("i1"):
            name = self.writer.fresh()
            value = self.writer.random.choice(["true", "false"])
            self.writer.line(f"{name} = arith.constant {value}")
            return name
        return self.writer.constant(parameter.type).name

    def print(self, name: str, kind: Type) -> None:
        """Print a scalar or a tensor."""
        writer = self.writer
        if 0 in kind.sizes:
            return  # The runtime prints memory after an empty buffer.
        if kind.shape is None:
            tensor = kind.with_shape((1,), (1,))
            number = writer.fresh()
            writer.line(f"{number} = tensor.from_elements {name} : {tensor.text}")
            name, kind = number, tensor
        key = dataclasses.replace(kind, sizes=kind.shape or ())
        function = self.shows.setdefault(key, len(self.shows))
        writer.line(f"call @show_{function}({name}) : ({kind.text}) -> ()")

    def text(self) -> str:
        """Return the written functions, and @main."""
        calls = "".join(f"  call @run_{i}() : () -> ()\n" for i in range(len(self.runs)))
        return "\n".join(
            [
                "func.func private @printMemrefF64(memref<*xf64>) "
                "attributes {llvm.emit_c_interface}",
                *(show(number, kind) for kind, number in self.shows.items()),
                *self.runs,
                f"func.func @main() {{\n{calls}  return\n}}",
            ]
        )
