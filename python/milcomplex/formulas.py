"""The formulas of elementwise functions, which milc-opt writes for two real numbers."""

from __future__ import annotations

import functools
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from milcomplex import functions
from milcomplex.lowering import list_passes, run_passes

TO_BOOL = ("is_finite", "is_inf", "is_nan", "eq", "ne")
TO_REAL = tuple(f.name for f in functions.FUNCTIONS if f.is_real)
OF_REALS = tuple(f.name for f in functions.FUNCTIONS if f.takes_real)
OF_TWO = (*(f.name for f in functions.FUNCTIONS if f.operands == 2), "add", "eq", "ne", "sub")

STEP = re.compile(r'%(\w+) = "([\w.]+)"\((.*?)\)(?: <\{(.*)\}>)? : \(.*\) -> (\w+)$')
RETURN = re.compile(r'"func\.return"\((.*?)\)')
ARGUMENTS = re.compile(r"\^bb0\((.*)\):")
VALUE = re.compile(r"%(\w+)")
CONSTANT = re.compile(r"value = ([^ ]+)(?: : (\w+))?")
PREDICATE = re.compile(r"predicate = (\d+)")
# How many bytes a number in hexadecimal has, and how Python reads it.
LAYOUTS = {"f16": "<e", "f32": "<f", "f64": "<d"}


@dataclass(frozen=True)
class Step:
    """An op of a formula.

    Attributes
    ----------
    result : str
        The name of its result.
    op : str
        Its name in MLIR.
    operands : tuple of str
        The names of its operands.
    number : float or bool or None
        Of arith.constant.
    predicate : int or None
        Of arith.cmpf.
    """

    result: str
    op: str
    operands: tuple[str, ...]
    number: float | bool | None = None
    predicate: int | None = None


@dataclass(frozen=True)
class Formula:
    """A function of real numbers.

    Attributes
    ----------
    arguments, results : tuple of str
        The names of the parts of its operands, and of its result.
    steps : tuple of Step
        What it computes, in order.
    """

    arguments: tuple[str, ...]
    steps: tuple[Step, ...]
    results: tuple[str, ...]


def read_number(text: str, element: str | None) -> float | bool:
    """Return a number of MLIR."""
    if text in ("true", "false"):
        return text == "true"
    if not text.startswith("0x"):
        return float(text)
    digits = bytes.fromhex(text[2:])[::-1]
    if element == "bf16":
        digits, element = b"\0\0" + digits, "f32"
    value: float = struct.unpack(LAYOUTS[element or "f32"], digits)[0]
    return value


def read_step(match: re.Match[str]) -> Step:
    """Return the op on a line in generic form."""
    result, op, operands, properties, _ = match.groups()
    names = tuple(VALUE.findall(operands))
    if op == "arith.constant":
        constant = CONSTANT.search(properties)
        assert constant is not None
        return Step(result, op, names, number=read_number(*constant.groups()))
    predicate = PREDICATE.search(properties or "") if op == "arith.cmpf" else None
    return Step(result, op, names, predicate=int(predicate[1]) if predicate else None)


def read_formula(text: str) -> Formula:
    """Return the function in a module in generic form."""
    arguments = ARGUMENTS.search(text)
    results = RETURN.search(text)
    assert arguments is not None and results is not None
    steps = [read_step(m) for line in text.splitlines() if (m := STEP.match(line.strip()))]
    return Formula(
        tuple(VALUE.findall(arguments[1])), tuple(steps), tuple(VALUE.findall(results[1]))
    )


def list_operand_types(name: str, element: str) -> Sequence[str]:
    """Return the types of the operands of an op of the dialect."""
    if name in OF_REALS:
        return [element, element]
    return [f"complex<{element}>"] * (2 if name in OF_TWO else 1)


@functools.cache
def find_formula(name: str, element: str, complex_range: str) -> Formula:
    """Return the formula of an op of the dialect.

    Parameters
    ----------
    name : str
        The op, `sqrt`.
    element : str
        The type of the parts, `f32`.
    complex_range : str
        As milc-opt accepts it.
    """
    types = list_operand_types(name, element)
    result = f"complex<{element}>"
    if name in TO_REAL:
        result = element
    elif name in TO_BOOL:
        result = "i1"
    names = [f"%x{i}" for i in range(len(types))]
    parameters = ", ".join(f"{n}: {t}" for n, t in zip(names, types, strict=True))
    module = (
        f"func.func @f({parameters}) -> {result} {{\n"
        f'  %r = "milcomplex.{name}"({", ".join(names)}) : ({", ".join(types)}) -> {result}\n'
        f"  return %r : {result}\n}}\n"
    )
    passes = list_passes(complex_range=complex_range, real_functions="call")
    return read_formula(run_passes(module, [*passes, "--mlir-print-op-generic"]))
