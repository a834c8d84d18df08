"""What primitives become on pairs.

A rule accepts the complex-range, the parameters of the primitive, and the operands, of which the
complex ones are pairs; it returns a result or a list of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from milcomplex.jax.realization.pairs import Complex, get_part
from milcomplex.jax.realization.scalars import apply
from milcomplex.jax.realization.transforms import transform_along

Rule = Callable[..., Any]
RULES: dict[str, Rule] = {}
# The same is done to both parts; operands that are not complex are places, sizes and conditions.
PARTWISE = """
add add_any broadcast_in_dim concatenate copy copy_p cumsum device_put dynamic_slice
dynamic_update_slice expand_dims gather neg optimization_barrier pad pbroadcast reduce_sum
reduce_window_sum reshape rev select_n slice split squeeze
sharding_constraint sub tile transpose
""".split()
# Those of one complex operand with a formula, under their own names.
FUNCTIONS = """
abs acos acosh asin asinh atan atanh cos cosh exp exp2 expm1 log log1p logistic rsqrt sign sin sinh
sqrt square tan tanh
""".split()
# Of two.
BINARY = ("div", "eq", "mul", "ne", "pow")


def get_real_dtype(dtype: Any) -> Any:
    """Return the type of the parts of a complex type; another one as it is."""
    if dtype is None or not jnp.issubdtype(dtype, jnp.complexfloating):
        return dtype
    return np.zeros((), dtype).real.dtype


def to_pair(value: Any) -> Complex:
    """Return a real array as a pair."""
    return value if isinstance(value, Complex) else Complex(value, jnp.zeros_like(value))


def rule(*names: str) -> Callable[[Rule], Rule]:
    """Return a decorator that registers a function as the rule for primitives."""

    def enter(function: Rule) -> Rule:
        for name in names:
            RULES[name] = function
        return function

    return enter


def apply_to_parts(primitive: Any, parameters: dict[str, Any], operands: list[Any]) -> Any:
    """Apply a primitive to the real parts and to the imaginary parts."""
    results = [
        primitive.bind(*(get_part(operand, index) for operand in operands), **parameters)
        for index in (0, 1)
    ]
    if primitive.multiple_results:
        return [Complex(*parts) for parts in zip(*results, strict=True)]
    return Complex(*results)


def apply_function(name: str, complex_range: str, operands: list[Any]) -> Any:
    """Apply a function that has a formula."""
    pairs = [to_pair(operand) for operand in operands]
    return apply(name, complex_range, *pairs)


@rule("real")
def take_real(complex_range: str, parameters: Any, z: Complex) -> Any:
    """Return the real part."""
    return z.re


@rule("imag")
def take_imag(complex_range: str, parameters: Any, z: Complex) -> Any:
    """Return the imaginary part."""
    return z.im


@rule("complex")
def join(complex_range: str, parameters: Any, re: Any, im: Any) -> Complex:
    """Return a pair of two arrays."""
    return Complex(re, im)


@rule("conj")
def conjugate(complex_range: str, parameters: Any, z: Any) -> Complex:
    """Return the conjugate."""
    pair = to_pair(z)
    return Complex(pair.re, -pair.im)


@rule("integer_pow")
def raise_to_integer(complex_range: str, parameters: Any, z: Complex) -> Any:
    """Return a power by squares and products."""
    exponent = abs(parameters["y"])
    result, square = None, z
    while exponent:
        if exponent % 2:
            result = square if result is None else apply("mul", complex_range, result, square)
        exponent //= 2
        square = apply("square", complex_range, square) if exponent else square
    if result is None:
        return Complex(jnp.ones_like(z.re), jnp.zeros_like(z.re))
    return apply("reciprocal", complex_range, result) if parameters["y"] < 0 else result


@rule("convert_element_type")
def convert(complex_range: str, parameters: Any, z: Any) -> Any:
    """Return an array of another type; a complex one made real is its real part."""
    dtype = parameters["new_dtype"]
    if not jnp.issubdtype(dtype, jnp.complexfloating):
        return lax.convert_element_type(z.re, dtype)
    re, im = to_pair(z)
    part = get_real_dtype(dtype)
    return Complex(lax.convert_element_type(re, part), lax.convert_element_type(im, part))


def multiply_parts(f: Callable[[Any, Any], Any], x: Any, y: Any) -> Complex:
    """Return a bilinear product: four real ones, or two where an operand is real."""
    if not isinstance(x, Complex):
        return Complex(f(x, y.re), f(x, y.im))
    if not isinstance(y, Complex):
        return Complex(f(x.re, y), f(x.im, y))
    return Complex(f(x.re, y.re) - f(x.im, y.im), f(x.re, y.im) + f(x.im, y.re))


@rule("dot_general", "conv_general_dilated")
def contract(primitive: Any, parameters: Any, x: Any, y: Any) -> Complex:
    """Return a contraction or a convolution."""
    preferred = get_real_dtype(parameters.get("preferred_element_type"))
    own = {**parameters, "preferred_element_type": preferred}
    return multiply_parts(lambda a, b: primitive.bind(a, b, **own), x, y)


@rule("scatter")
def replace_slices(complex_range: str, parameters: Any, z: Complex, places: Any, y: Any) -> Complex:
    """Return an array with other slices at places."""
    return scatter_parts(lax.scatter, parameters, z, places, y)


@rule("scatter-add")
def add_slices(complex_range: str, parameters: Any, z: Complex, places: Any, y: Any) -> Complex:
    """Return an array with slices added at places."""
    return scatter_parts(lax.scatter_add, parameters, z, places, y)


def scatter_parts(
    f: Callable[..., Any], parameters: Any, z: Complex, places: Any, y: Complex
) -> Complex:
    """Apply a scatter to both parts, whose combining jaxpr is that of real numbers."""
    names = ("dimension_numbers", "indices_are_sorted", "unique_indices", "mode")
    own = {name: parameters[name] for name in names}
    return Complex(*(f(a, places, b, **own) for a, b in zip(z, y, strict=True)))


@rule("reduce_prod", "cumprod")
def multiply_along(complex_range: str, parameters: Any, z: Complex) -> Complex:
    """Return the product along axes, or the running one, by an associative scan."""
    axes = parameters.get("axes", (parameters.get("axis"),))
    if "axes" in parameters:
        kept = [axis for axis in range(z.re.ndim) if axis not in axes]
        shape = [z.re.shape[axis] for axis in kept] + [-1]
        z = Complex(*(part.transpose([*kept, *axes]).reshape(shape) for part in z))
    axis = z.re.ndim - 1 if "axes" in parameters else axes[0]

    def combine(x: Complex, y: Complex) -> Any:
        return apply("mul", complex_range, x, y)

    reverse = parameters.get("reverse", False)
    found: Complex = lax.associative_scan(combine, z, reverse=reverse, axis=axis)
    return Complex(*(part[..., -1] for part in found)) if "axes" in parameters else found


@rule("sort")
def sort(complex_range: str, parameters: Any, *operands: Any) -> list[Any]:
    """Return sorted operands; JAX compares complex keys by their real parts first."""
    leaves, structure = jax.tree.flatten(list(operands))
    keys = len(jax.tree.leaves(operands[: parameters["num_keys"]]))
    ordered = lax.sort(leaves, **{**parameters, "num_keys": keys})
    results: list[Any] = jax.tree.unflatten(structure, ordered)
    return results


@rule("fft")
def fft(complex_range: str, parameters: Any, z: Any) -> Any:
    """Transform the last axes."""
    kind = str(parameters["fft_type"]).rsplit(".", 1)[-1]
    names = {"0": "FFT", "1": "IFFT", "2": "RFFT", "3": "IRFFT"}
    return transform_along(z, names.get(kind, kind), tuple(parameters["fft_lengths"]))


@rule("is_finite")
def is_finite(complex_range: str, parameters: Any, z: Complex) -> Any:
    """Return whether both parts are finite."""
    return jnp.isfinite(z.re) & jnp.isfinite(z.im)
