"""Functions of real numbers, and functions of complex numbers that use them, run by IREE."""

from typing import Any

import ml_dtypes
import mpmath
import numpy as np
import pytest
from jax import numpy as jnp

import milcomplex.jax
from milcomplex import Module
from milcomplex.backends.iree import Iree
from milcomplex.backends.iree.preparation import prepare
from milcomplex.backends.iree.workarounds.real_functions import expand_functions

ELEMENTS = {"f16": np.float16, "bf16": ml_dtypes.bfloat16, "f32": np.float32, "f64": np.float64}
UNARY: dict[str, Any] = {
    "acos": np.arccos,
    "acosh": np.arccosh,
    "asin": np.arcsin,
    "asinh": np.arcsinh,
    "atan": np.arctan,
    "atanh": np.arctanh,
    "cbrt": np.cbrt,
    "cos": np.cos,
    "cosh": np.cosh,
    "exp": np.exp,
    "exp2": np.exp2,
    "expm1": np.expm1,
    "log": np.log,
    "log10": np.log10,
    "log1p": np.log1p,
    "log2": np.log2,
    "sin": np.sin,
    "sinh": np.sinh,
    "tan": np.tan,
    "tanh": np.tanh,
}
UNARY["erf"] = np.vectorize(
    lambda x: np.longdouble(x and mpmath.nstr(mpmath.erf(mpmath.mpf(float(x))), 25)),
    otypes=[np.longdouble],
)
UNARY["erfc"] = np.vectorize(
    lambda x: np.longdouble(0 if x > 100 else mpmath.nstr(mpmath.erfc(mpmath.mpf(float(x))), 25)),
    otypes=[np.longdouble],
)
BINARY = {"atan2": np.arctan2, "powf": np.power}
SPECIAL = [0, -0.0, 1, -1, 0.5, -2, np.inf, -np.inf, np.nan, 3e38, -3e38, 1e-30]


def write_function(op: str, type: str, operands: int = 1) -> str:
    """Return a module with one function that applies an op to its arguments."""
    names = [f"%x{i}" for i in range(operands)]
    return f"""
func.func @main({", ".join(f"{name}: {type}" for name in names)}) -> {type} {{
  %y = math.{op} {", ".join(names)} : {type}
  return %y : {type}
}}
"""


def run(op: str, element: str, *arrays: Any) -> Any:
    """Return an op of the math dialect, applied to arrays of any length."""
    module = Module.from_mlir(write_function(op, f"tensor<?x{element}>", len(arrays)))
    return module.compile()(*arrays)


def count_ulps(found: Any, expected: Any) -> float:
    """Return the largest error in units of the last place, where the result is normal."""
    wide = np.asarray(expected)
    info = ml_dtypes.finfo(found.dtype)
    kept = (np.abs(wide) >= info.smallest_normal) & (np.abs(wide) <= info.max)
    exponents = np.frexp(wide[kept])[1] - info.nmant - 1
    ulps = np.ldexp(np.ones(exponents.shape, np.longdouble), exponents)
    error = np.abs(found[kept].astype(np.longdouble) - wide[kept])
    return float(np.max(error / ulps, initial=0))


def draw(element: str, *, count: int = 20_000) -> Any:
    """Return numbers of most exponents of a format, in the domains of all functions."""
    rng = np.random.default_rng(0)
    widest = 3 if element in ("f16", "bf16") else 10
    numbers = rng.normal(size=count) * np.exp(widest * rng.uniform(-1, 1, size=count))
    return numbers.astype(ELEMENTS[element])


def check(op: str, element: str, expected: Any, *arrays: Any) -> None:
    """Compare an op with NumPy's function in a wider format."""
    found = run(op, element, *arrays)
    with np.errstate(all="ignore"):
        wide = expected(*[array.astype(np.longdouble) for array in arrays])
        rounded = wide.astype(found.dtype)
    assert count_ulps(found, wide) <= 1
    np.testing.assert_array_equal(np.isnan(found), np.isnan(wide))
    infinite = np.isinf(found) | np.isinf(rounded)
    np.testing.assert_array_equal(found[infinite], rounded[infinite])


@pytest.mark.parametrize("element", ELEMENTS)
@pytest.mark.parametrize("op", UNARY)
def test_functions_are_accurate(op: str, element: str) -> None:
    check(op, element, UNARY[op], draw(element))


@pytest.mark.parametrize("element", ELEMENTS)
@pytest.mark.parametrize("op", BINARY)
def test_functions_of_two_operands_are_accurate(op: str, element: str) -> None:
    x = draw(element)
    check(op, element, BINARY[op], np.abs(x), x[::-1].copy())


@pytest.mark.parametrize("element", ["f32", "f64"])
@pytest.mark.parametrize("op", UNARY)
def test_special_numbers(op: str, element: str) -> None:
    x = np.array(SPECIAL, ELEMENTS[element])
    check(op, element, UNARY[op], x)
    with np.errstate(all="ignore"):
        expected = UNARY[op](x)
    zero = expected == 0
    np.testing.assert_array_equal(np.signbit(run(op, element, x)[zero]), np.signbit(expected[zero]))


@pytest.mark.parametrize("element", ["f32", "f64"])
@pytest.mark.parametrize("integer", [np.int32, np.int64])
def test_integer_powers_are_accurate(element: str, integer: Any) -> None:
    type = f"tensor<?x{element}>"
    exponents = f"tensor<?xi{np.dtype(integer).itemsize * 8}>"
    module = Module.from_mlir(f"""
func.func @main(%x: {type}, %n: {exponents}) -> {type} {{
  %y = math.fpowi %x, %n : {type}, {exponents}
  return %y : {type}
}}
""")
    x, n = draw(element), np.random.default_rng(1).integers(-20, 20, 20_000, integer)
    n[:4] = np.iinfo(integer).max - np.arange(4)
    x[:4] = [1 + 2**-22, -1, -1, 1]
    with np.errstate(all="ignore"):
        expected = np.power(x.astype(np.longdouble), n.astype(np.longdouble))
    found = module.compile()(x, n)
    assert count_ulps(found, expected) <= 1
    np.testing.assert_array_equal(np.signbit(found), np.signbit(expected))


@pytest.mark.parametrize("op", BINARY)
def test_special_numbers_of_two_operands(op: str) -> None:
    x, y = (part.ravel() for part in np.meshgrid(*[np.array(SPECIAL, np.float32)] * 2))
    check(op, "f32", BINARY[op], x, y)


@pytest.mark.parametrize("element", ["f32", "f64"])
@pytest.mark.parametrize("op", ["sin", "cos", "tan"])
def test_angles_of_any_size_are_accurate(op: str, element: str) -> None:
    multiples = [355, 710, 22, 333, 103993, 104348, np.pi, np.pi / 2, 3 * np.pi / 2]
    powers = [1e4, 1e8, 1e20, 3e38] + ([1e300] if element == "f64" else [])
    check(op, element, UNARY[op], np.array(multiples + powers, ELEMENTS[element]))


FUNCTIONS = """
exp log sqrt sin cos tan sinh cosh tanh arcsin arccos arctan arcsinh arccosh arctanh expm1 log1p
log2 log10 reciprocal square
""".split()


def test_complex_functions_are_accurate() -> None:
    rng = np.random.default_rng(0)
    parts = np.clip(rng.normal(size=(2, 20_000)) * np.exp(2 * rng.normal(size=20_000)), -80, 80)
    z = (parts[0] + 1j * parts[1]).astype(np.complex64)
    module = milcomplex.jax.export(lambda z: [getattr(jnp, name)(z) for name in FUNCTIONS], z)
    for name, found in zip(FUNCTIONS, module.compile()(z), strict=True):
        expected = getattr(np, name)(z.astype(np.complex128))
        # IREE may flush smaller numbers to zero.
        kept = np.abs(expected) > 1e-30
        error = np.abs(np.asarray(found).astype(np.complex128) - expected)
        ulps = error / np.spacing(np.abs(expected).astype(np.float32))
        assert np.max(ulps[kept]) < 4, name


@pytest.mark.parametrize("element", ["f32", "f64"])
@pytest.mark.parametrize("op", UNARY)
def test_numbers_outside_of_tensors(op: str, element: str) -> None:
    module = Module.from_mlir(write_function(op, element))
    x = np.array(0.75, ELEMENTS[element])
    with np.errstate(invalid="ignore"):
        expected = UNARY[op](x.astype(np.longdouble))
    assert count_ulps(np.asarray(module.compile()(x)), expected) <= 1


def test_functions_of_f64_need_no_system_linker() -> None:
    mlir = prepare("".join(write_function(op, "tensor<2xf64>") for op in ["exp"]))
    assert not any(
        "link-embedded" in flag for flag in Iree("llvm-cpu", "local-sync").list_flags(mlir)
    )


def test_other_functions_and_formats_are_left_alone() -> None:
    for op, element in [("erf", "f80"), ("exp", "f128"), ("floor", "f32")]:
        mlir = write_function(op, element)
        assert f"math.{op}" in expand_functions(mlir)
    mlir = write_function("sqrt", "f32")
    assert expand_functions(mlir) == mlir


def test_locations_are_kept() -> None:
    mlir = 'func.func @main(%x: f32) -> f32 { %y = math.exp %x : f32 loc("here") return %y : f32 }'
    assert 'loc("here")' in expand_functions(mlir)
