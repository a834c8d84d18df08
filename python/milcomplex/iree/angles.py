"""Computes sines and cosines of f32 where IREE is not accurate.

IREE 3.13 is off by 1e-7 near zeros and by 3e-8 |x| elsewhere. Here quarters of a turn are
subtracted in four steps, each exact but the last ones, and the sine and the cosine of the rest r
are r + r^3 p(r^2) and 1 - r^2/2 + r^4 q(r^2) (Cody and Waite, Software Manual for the Elementary
Functions, 8): within 2.5 ULP. The parts of pi/2 are short, so that the steps are exact up to 2^13
quarters even if products are rounded. From 2^21 quarters on, where numbers are a quarter of a
radian and more apart, the result is any number from -1 to 1.
"""

import math
from typing import Any

import numpy as np
from iree.compiler import ir, passmanager
from numpy.polynomial import Chebyshev, Polynomial

from milcomplex.iree.modules import list_ops, splice

# The quarters by which a function is ahead of the sine.
AHEAD = {"math.sin": 0, "math.cos": 1}
# Above pi/4, since how often it goes into an angle is rounded.
LARGEST_REST = 1.0
FUNCTION = """
func.func @function(%x: f32) -> f32 {{
  %per_quarter = arith.constant {per_quarter} : f32
  %quotient = arith.mulf %x, %per_quarter : f32
  %quarters = math.roundeven %quotient : f32
  %minus = arith.negf %quarters : f32
  %part0 = arith.constant {parts[0]} : f32
  %part1 = arith.constant {parts[1]} : f32
  %part2 = arith.constant {parts[2]} : f32
  %part3 = arith.constant {parts[3]} : f32
  %rest0 = math.fma %minus, %part0, %x : f32
  %rest1 = math.fma %minus, %part1, %rest0 : f32
  %rest2 = math.fma %minus, %part2, %rest1 : f32
  %rest3 = math.fma %minus, %part3, %rest2 : f32
  %most = arith.constant {largest} : f32
  %least = arith.constant -{largest} : f32
  %bounded = arith.minimumf %rest3, %most : f32
  %reduced = arith.maximumf %bounded, %least : f32
  %zero = arith.constant 0.0 : f32
  %is_first = arith.cmpf oeq, %quarters, %zero : f32
  %rest = arith.select %is_first, %x, %reduced : f32
  %square = arith.mulf %rest, %rest : f32

  {sine_polynomial}
  %cube = arith.mulf %square, %rest : f32
  %unsigned = math.fma %cube, %sine0, %rest : f32
  %sine = math.copysign %unsigned, %rest : f32

  {cosine_polynomial}
  %one = arith.constant 1.0 : f32
  %half = arith.constant 0.5 : f32
  %minus_half = arith.constant -0.5 : f32
  %correction = math.fma %square, %cosine0, %minus_half : f32
  %cosine = math.fma %square, %correction, %one : f32

  %ahead = arith.constant {ahead} : f32
  %count = arith.addf %quarters, %ahead : f32
  %quarter = arith.constant 0.25 : f32
  %turns = arith.mulf %count, %quarter : f32
  %whole = math.floor %turns : f32
  %place = arith.subf %turns, %whole : f32
  %from_half = arith.subf %place, %half : f32
  %distance = math.absf %from_half : f32
  %is_odd = arith.cmpf oeq, %distance, %quarter : f32
  %magnitude = arith.select %is_odd, %cosine, %sine : f32
  %negated = arith.negf %magnitude : f32
  %is_behind = arith.cmpf oge, %place, %half : f32
  %result = arith.select %is_behind, %negated, %magnitude : f32
  return %result : f32
}}
"""


def reduce_angles(module: Any) -> None:
    """Replace every sine and cosine of f32 by what computes it."""
    if not any(op.name in AHEAD for op in list_ops(module.operation)):
        return
    passes = passmanager.PassManager.parse("builtin.module(convert-elementwise-to-linalg)")
    passes.run(module.operation)
    for op in list_ops(module.operation):
        if op.name in AHEAD and isinstance(op.result.type, ir.F32Type):
            _, result = splice(write_function(AHEAD[op.name]), op.operands[0], op)
            op.result.replace_all_uses_with(result)
            op.erase()


def write_function(ahead: int) -> str:
    """Return the function that computes the sine of an angle ahead of its argument by quarters."""
    return FUNCTION.format(
        ahead=float(ahead),
        cosine_polynomial=write_polynomial(
            "cosine", lambda r: (np.cos(r) - 1 + r**2 / 2) / r**4, degree=2
        ),
        largest=LARGEST_REST,
        parts=split_quarter(),
        per_quarter=2 / math.pi,
        sine_polynomial=write_polynomial("sine", lambda r: (np.sin(r) - r) / r**3, degree=3),
    )


def write_polynomial(name: str, evaluate: Any, degree: int) -> str:
    """Return what computes an even function of the rest as a polynomial in its square."""
    interpolation = Chebyshev.interpolate(
        lambda square: evaluate(np.sqrt(square)), degree, [0, LARGEST_REST**2]
    )
    *lower, first = interpolation.convert(kind=Polynomial).coef
    lines = [f"%{name}{degree} = arith.constant {first:.17e} : f32"]
    for i, coefficient in reversed(list(enumerate(lower))):
        lines += [
            f"%{name}_c{i} = arith.constant {coefficient:.17e} : f32",
            f"%{name}{i} = math.fma %{name}{i + 1}, %square, %{name}_c{i} : f32",
        ]
    return "\n  ".join(lines)


def split_quarter() -> tuple[float, ...]:
    """Return four numbers of which the sum is pi/2, three of them of 14 bits at most."""
    parts = []
    rest = math.pi / 2
    for bits in (7, 21, 35):
        parts.append(math.floor(math.ldexp(rest, bits)) / 2**bits)
        rest -= parts[-1]
    # The sine of what is nearest to pi is how far that is.
    return (*parts, rest + math.sin(math.pi) / 2)
