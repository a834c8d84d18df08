"""What same_bits.py runs functions on: mlir-runner, clang and IREE."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from run_numeric import Array, Main, Type, execute, from_bits, parse_memrefs, run

ROOT = Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / folder) for folder in ("python", "benchmark", "test/Python")]


@dataclass(frozen=True)
class Case:
    """A function of one element type, and operands.

    Attributes
    ----------
    op : str
        An op of the milcomplex dialect, or of the math dialect.
    element : str
        The element type.
    is_complex : bool
        Whether the operands are complex.
    is_real : bool
        Whether the result is real.
    operands : list of arrays
        The parts of each operand, shape (samples,) each.
    """

    op: str
    element: str
    is_complex: bool
    is_real: bool
    operands: list[Array]

    @property
    def name(self) -> str:
        """A symbol for the function."""
        return f"{self.op.replace('.', '_')}_{self.element}"

    @property
    def operand_type(self) -> Type:
        """The type of a tensor of operands."""
        number = f"complex<{self.element}>" if self.is_complex else self.element
        return Type.parse(f"tensor<{len(self.operands[0])}x{number}>")

    @property
    def result_type(self) -> Type:
        """The type of a tensor of results."""
        kind = self.operand_type
        return kind.with_element(self.element) if self.is_real else kind

    @property
    def names(self) -> list[str]:
        """The names of the operands."""
        return ["%x", "%y"][: len(self.operands) // (2 if self.is_complex else 1)]


class Target(Protocol):
    """Something that runs functions."""

    def run(self, cases: Sequence[Case], complex_range: str) -> list[list[Array]]:
        """Return the parts of the results of each function."""


@dataclass(frozen=True)
class Runner:
    """mlir-runner."""

    mlir: Path

    def run(self, cases: Sequence[Case], complex_range: str) -> list[list[Array]]:
        """Run all functions in one process."""
        module = Main()
        for case in cases:
            add_run(module, case)
        options = f"complex-range={complex_range}"
        text = execute("", module, options, str(self.mlir / "lib"), expands_math=True)
        printed = iter(parse_memrefs(text))
        return [
            [from_bits(next(printed), case.element) for _ in range(1 if case.is_real else 2)]
            for case in cases
        ]


def add_run(module: Main, case: Case) -> None:
    """Append a run of a function."""
    kind = case.operand_type
    width = 2 if case.is_complex else 1
    operands = []
    for i in range(len(case.names)):
        parts = np.stack(case.operands[i * width : (i + 1) * width], axis=-1)
        operands.append(module.constant(np.ascontiguousarray(parts), kind, kind))
    module.show(module.emit(f"{case.op} {', '.join(operands)} : {kind.text}"), case.result_type)
    module.end_run()


@dataclass(frozen=True)
class Clang:
    """Loops over arrays, by stock MLIR and clang -O3 -march=native.

    With `contracts`, products and sums may be fused, as C compilers do by default.
    """

    contracts: bool = False

    def run(self, cases: Sequence[Case], complex_range: str) -> list[list[Array]]:
        """Compile all functions into one library."""
        from kernels import compile_library, load

        text = "".join(map(write_loop, cases))
        passes = [f"--lower-complex=complex-range={complex_range}", "--milc-expand-math"]
        lowered = run(["milc-opt", *passes], text)
        if self.contracts:
            lowered = re.sub(
                r"(\barith\.(?:add|mul|sub)f .*) :", r"\1 fastmath<contract> :", lowered
            )
        results = []
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "functions.so"
            compile_library(lowered, path)
            for case in cases:
                parts = [np.empty_like(case.operands[0]) for _ in range(1 if case.is_real else 2)]
                load(path, case.name)([*case.operands, *parts])
                results.append(parts)
        return results


def write_loop(case: Case) -> str:
    """Return a function that writes its results into a buffer."""
    number, result_number = (
        f"complex<{kind.element}>" if kind.is_complex else kind.element
        for kind in (case.operand_type, case.result_type)
    )
    size = len(case.operands[0])
    operand, result = (f"memref<{size}x{kind}>" for kind in (number, result_number))
    maps = ", ".join(["affine_map<(i) -> (i)>"] * (len(case.names) + 1))
    return f"""
func.func @{case.name}({", ".join(f"{name}: {operand}" for name in case.names)}, %out: {result}) {{
  linalg.generic {{indexing_maps = [{maps}], iterator_types = ["parallel"]}}
      ins({", ".join(case.names)} : {", ".join([operand] * len(case.names))})
      outs(%out : {result}) {{
  ^bb0({", ".join(f"{name}_i: {number}" for name in case.names)}, %out_i: {result_number}):
    %z = {case.op} {", ".join(f"{name}_i" for name in case.names)} : {number}
    linalg.yield %z : {result_number}
  }}
  return
}}
"""


@dataclass(frozen=True)
class Iree:
    """IREE for a target, as `Module.compile` uses it, and more flags of iree-compile."""

    target: str
    flags: tuple[str, ...] = ()

    def run(self, cases: Sequence[Case], complex_range: str) -> list[list[Array]]:
        """Compile all functions into one program."""
        import milcomplex
        from milcomplex.backends.iree import make

        text = "".join(map(write_function, cases))
        backend = make(self.target, None, self.flags)
        lowered = milcomplex.lower(text, complex_range=complex_range)
        binary = backend.compile(backend.prepare(lowered))
        return [backend.load(binary, case.name).call(case.operands) for case in cases]


def write_function(case: Case) -> str:
    """Return a function of tensors."""
    kind, result = case.operand_type.text, case.result_type.text
    return f"""
func.func @{case.name}({", ".join(f"{name}: {kind}" for name in case.names)}) -> {result} {{
  %z = {case.op} {", ".join(case.names)} : {kind}
  return %z : {result}
}}
"""
