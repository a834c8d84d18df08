"""Sines, cosines and arctangents of f32 are not accurate.

What goes wrong: sines and cosines are off by 1e-7 near their zeros and by 3e-8 |x| elsewhere,
    arctangents by 40 ULP.
Way around: they are computed by our own formulas.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.

Sines and cosines: quarters of a turn are subtracted in four steps, each exact but the last ones,
and those of the rest r are r + r^3 p(r^2) and 1 - r^2/2 + r^4 q(r^2) (Cody and Waite, Software
Manual for the Elementary Functions, 8): within 2.5 ULP. The parts of pi/2 are short, so that the
steps are exact up to 2^13 quarters even if products are rounded. From 2^21 quarters on, where
numbers are a quarter of a radian and more apart, the result is any number from -1 to 1.

Arctangents: that of the quotient t of the smaller and the larger coordinate is
pi/4 + arctan (t - 1)/(t + 1) where t > tan pi/8, and that of u is u + u^3 p(u^2) (ibid., 11);
within 3 ULP.
"""

import math
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from iree.compiler import ir, passmanager
from numpy.polynomial import Chebyshev, Polynomial

from milcomplex.backends.iree.modules import list_ops, splice
from milcomplex.backends.iree.workaround import Example, Workaround

ANGLES = np.array([1e5, 3e6], np.float32)
EXAMPLE = Example(
    """
func.func @main(%x: tensor<2xf32>) -> tensor<2xf32> {
  %y = math.sin %x : tensor<2xf32>
  return %y : tensor<2xf32>
}
""",
    [ANGLES],
    [np.sin(ANGLES.astype(np.float64)).astype(np.float32)],
)

# Above pi/4, since the quotient is rounded.
LARGEST_REST = 1.0
SINE = """
func.func @sine(%x: f32) -> f32 {{
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
LARGEST_TANGENT = math.tan(math.pi / 8)
ARCTANGENT = """
func.func @arctangent(%y: f32, %x: f32) -> f32 {{
  %zero = arith.constant 0.0 : f32
  %one = arith.constant 1.0 : f32
  %half = arith.constant 0.5 : f32
  %infinity = arith.constant 0x7F800000 : f32
  %abs_y = math.absf %y : f32
  %abs_x = math.absf %x : f32
  %larger = arith.maximumf %abs_y, %abs_x : f32
  %smaller = arith.minimumf %abs_y, %abs_x : f32

  %limit = arith.constant {largest} : f32
  %least = arith.mulf %larger, %limit : f32
  %is_large = arith.cmpf ogt, %smaller, %least : f32
  %half_larger = arith.mulf %larger, %half : f32
  %half_smaller = arith.mulf %smaller, %half : f32
  %difference = arith.subf %half_smaller, %half_larger : f32
  %sum = arith.addf %half_smaller, %half_larger : f32
  %numerator = arith.select %is_large, %difference, %smaller : f32
  %denominator = arith.select %is_large, %sum, %larger : f32
  %quotient = arith.divf %numerator, %denominator : f32
  %is_zero = arith.cmpf oeq, %larger, %zero : f32
  %is_infinite = arith.cmpf oeq, %smaller, %infinity : f32
  %is_known = arith.ori %is_zero, %is_infinite : i1
  %u = arith.select %is_known, %zero, %quotient : f32
  %square = arith.mulf %u, %u : f32
  {polynomial}
  %cube = arith.mulf %square, %u : f32
  %rest = math.fma %cube, %arctangent0, %u : f32
  %is_eighth = arith.ori %is_large, %is_infinite : i1

  %eighth_hi = arith.constant {eighth[0]} : f32
  %eighth_lo = arith.constant {eighth[1]} : f32
  %corrected = arith.addf %rest, %eighth_lo : f32
  %beyond = arith.addf %eighth_hi, %corrected : f32
  %octant = arith.select %is_eighth, %beyond, %rest : f32

  %quarter_hi = arith.constant {quarter[0]} : f32
  %quarter_lo = arith.constant {quarter[1]} : f32
  %to_quarter = arith.subf %octant, %quarter_lo : f32
  %mirrored = arith.subf %quarter_hi, %to_quarter : f32
  %is_steep = arith.cmpf ogt, %abs_y, %abs_x : f32
  %quadrant = arith.select %is_steep, %mirrored, %octant : f32

  %turn_hi = arith.constant {half_turn[0]} : f32
  %turn_lo = arith.constant {half_turn[1]} : f32
  %to_turn = arith.subf %quadrant, %turn_lo : f32
  %left = arith.subf %turn_hi, %to_turn : f32
  %sign = math.copysign %one, %x : f32
  %is_left = arith.cmpf olt, %sign, %zero : f32
  %magnitude = arith.select %is_left, %left, %quadrant : f32
  %result = math.copysign %magnitude, %y : f32
  return %result : f32
}}
"""


def replace_functions(module: Any) -> None:
    """Replace every sine, cosine and arctangent of f32 with ops that compute it."""
    if not any(op.name in FUNCTIONS for op in list_ops(module.operation)):
        return
    passes = passmanager.PassManager.parse("builtin.module(convert-elementwise-to-linalg)")
    passes.run(module.operation)
    for op in list_ops(module.operation):
        if op.name in FUNCTIONS and isinstance(op.result.type, ir.F32Type):
            _, result = splice(FUNCTIONS[op.name](), list(op.operands), op)
            op.result.replace_all_uses_with(result)
            op.erase()


@cache
def write_sine(ahead: int) -> str:
    """Return the function that computes the sine of an angle ahead of its argument by quarters."""
    return SINE.format(
        ahead=float(ahead),
        cosine_polynomial=write_polynomial(
            "cosine", lambda r: (np.cos(r) - 1 + r**2 / 2) / r**4, LARGEST_REST, degree=2
        ),
        largest=LARGEST_REST,
        parts=split(math.pi / 2, 7, 21, 35),
        per_quarter=2 / math.pi,
        sine_polynomial=write_polynomial(
            "sine", lambda r: (np.sin(r) - r) / r**3, LARGEST_REST, degree=3
        ),
    )


@cache
def write_arctangent() -> str:
    """Return the function that computes the angle of a point."""
    return ARCTANGENT.format(
        eighth=split(math.pi / 4, 24),
        half_turn=split(math.pi, 22),
        largest=LARGEST_TANGENT,
        polynomial=write_polynomial(
            "arctangent", lambda u: (np.arctan(u) - u) / u**3, LARGEST_TANGENT, degree=4
        ),
        quarter=split(math.pi / 2, 23),
    )


FUNCTIONS: dict[str, Callable[[], str]] = {
    "math.atan2": write_arctangent,
    "math.cos": lambda: write_sine(1),
    "math.sin": lambda: write_sine(0),
}


def write_polynomial(
    name: str, evaluate: Callable[[Any], Any], largest: float, *, degree: int
) -> str:
    """Return ops that compute an even function from the square of a bounded argument."""
    interpolation = Chebyshev.interpolate(
        lambda square: evaluate(np.sqrt(square)), degree, [0, largest**2]
    )
    *lower, first = interpolation.convert(kind=Polynomial).coef
    lines = [f"%{name}{degree} = arith.constant {first:.17e} : f32"]
    for i, coefficient in reversed(list(enumerate(lower))):
        lines += [
            f"%{name}_c{i} = arith.constant {coefficient:.17e} : f32",
            f"%{name}{i} = math.fma %{name}{i + 1}, %square, %{name}_c{i} : f32",
        ]
    return "\n  ".join(lines)


def split(part_of_pi: float, *bits: int) -> tuple[float, ...]:
    """Return summands of pi over a power of two, truncated after these fractional bits."""
    parts = []
    rest = part_of_pi
    for count in bits:
        parts.append(math.floor(math.ldexp(rest, count)) / 2**count)
        rest -= parts[-1]
    # The sine of the float nearest to pi is its distance from pi.
    return (*parts, rest + math.sin(math.pi) * part_of_pi / math.pi)


WORKAROUND = Workaround(EXAMPLE, concerns=r"\bmath\.(?:atan2|cos|sin)\b", step=replace_functions)
