"""What the ops of the library (`milcomplex.torch.ops`) become on parts.

A rule accepts the rewriter's tools and the operands, of which a complex one is a pair of parts, and
returns a pair, or a part where the result is real. Functions without a rule have a formula.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor
from torch.fx import GraphModule, Node
from torch.utils import _pytree as pytree

from milcomplex.formulas import find_formula
from milcomplex.torch.building import ELEMENTS
from milcomplex.torch.ops import BINARY, FUNCTIONS, PROPERTIES
from milcomplex.torch.realization.builder import Builder
from milcomplex.torch.realization.factorizations import FACTORIZATIONS
from milcomplex.torch.realization.scalars import Scalars
from milcomplex.torch.realization.transforms import Transforms
from milcomplex.torch.realization.values import Part, get_value, is_filled_with

aten = torch.ops.aten
Pair = tuple[Part, Part]
Rule = Callable[..., Any]
RULES: dict[str, Rule] = {}


@dataclass
class Tools:
    """What rules insert with.

    Attributes
    ----------
    builder : Builder
        Inserts calls.
    complex_range : str
        Of the formulas.
    read : callable
        Returns the tensor that a part is known to be, or None.
    insert : callable
        Inserts the calls of a graph for inputs; returns its results.
    """

    builder: Builder
    complex_range: str
    read: Callable[[Any], Tensor | None]
    insert: Callable[[GraphModule, list[Any]], Any]
    scalars: Scalars = field(init=False)
    transforms: Transforms = field(init=False)

    def __post_init__(self) -> None:
        """Make the tools that use the builder."""
        self.scalars = Scalars(self.builder)
        self.transforms = Transforms(self.builder)

    def call(self, op: Any, *arguments: Any, **keywords: Any) -> Any:
        """Return the result of a real op."""
        return self.builder.call(op, *arguments, **keywords)

    def apply(self, name: str, *operands: Any) -> Any:
        """Return the result of an op of the library.

        Raises
        ------
        NotImplementedError
            If it has no rule, no program and no formula, or what it has does not support the
            operands.
        """
        if name in RULES:
            result = RULES[name](self, *operands)
            if result is not NotImplemented:
                return result
        if name in FACTORIZATIONS:
            return self.insert_program(FACTORIZATIONS[name], *operands)
        if name in FUNCTIONS or name in BINARY or name in PROPERTIES:
            return self.insert_formula(name, *operands)
        raise NotImplementedError(f"milcomplex.{name} has no rule")

    def insert_formula(self, name: str, *operands: Any) -> Any:
        """Return the result of the formula of a function."""
        parts = [p for x in operands for p in (x if isinstance(x, tuple) else (x,))]
        formula = find_formula(name, ELEMENTS[get_value(parts[0]).dtype], self.complex_range)
        results = self.scalars.insert(formula, parts)
        return tuple(results) if len(results) == 2 else results[0]

    def insert_program(self, function: Callable[..., Any], *operands: Any) -> Any:
        """Return the results of a function of real tensors, the parts of complex ones as pairs."""
        leaves, spec = pytree.tree_flatten(operands)
        parts = [leaf for leaf in leaves if isinstance(leaf, (Node, Tensor))]

        def compute(*values: Any) -> Any:
            given = iter(values)
            own = [next(given) if isinstance(x, (Node, Tensor)) else get_value(x) for x in leaves]
            return function(*pytree.tree_unflatten(own, spec))

        return self.insert(self.builder.trace(compute, parts), parts)


def rule(*names: str) -> Callable[[Rule], Rule]:
    """Return a decorator that registers a function as the rule for ops of the library."""

    def enter(function: Rule) -> Rule:
        for name in names:
            RULES[name] = function
        return function

    return enter


@rule("complex")
def join(tools: Tools, re: Part, im: Part) -> Pair:
    """Return a pair of two parts."""
    return re, im


@rule("real")
def take_real(tools: Tools, z: Pair) -> Part:
    """Return the real part."""
    return z[0]


@rule("imag")
def take_imag(tools: Tools, z: Pair) -> Part:
    """Return the imaginary part."""
    return z[1]


@rule("conj")
def conjugate(tools: Tools, z: Pair) -> Pair:
    """Return the conjugate."""
    return z[0], tools.call(aten.neg.default, z[1])


@rule("view_as_real")
def stack_parts(tools: Tools, z: Pair) -> Part:
    """Return the parts along a last axis of 2."""
    return tools.call(aten.stack.default, list(z), -1)


@rule("view_as_complex")
def select_parts(tools: Tools, x: Part) -> Pair:
    """Return the elements of a last axis of 2 as parts."""
    last = get_value(x).dim() - 1
    return tools.call(aten.select.int, x, last, 0), tools.call(aten.select.int, x, last, 1)


@rule("mul")
def multiply(tools: Tools, x: Pair, y: Pair) -> Any:
    """Return the product; a factor known to be real multiplies both parts."""
    for z, other in ((x, y), (y, x)):
        if is_filled_with(other[1], 0):
            return tuple(tools.call(aten.mul.Tensor, part, other[0]) for part in z)
    return NotImplemented


@rule("div")
def divide(tools: Tools, x: Pair, y: Pair) -> Any:
    """Return the quotient; a divisor known to be real divides both parts."""
    if is_filled_with(y[1], 0):
        return tuple(tools.call(aten.div.Tensor, part, y[0]) for part in x)
    return NotImplemented


@rule("polar")
def join_polar(tools: Tools, magnitude: Part, angle: Part) -> Pair:
    """Return the pair of a magnitude, which may be known to be 1, and an angle."""
    sides = tools.call(aten.cos.default, angle), tools.call(aten.sin.default, angle)
    if is_filled_with(magnitude, 1):
        return sides
    re, im = (tools.call(aten.mul.Tensor, side, magnitude) for side in sides)
    return re, im


@rule("pow")
def raise_to_power(tools: Tools, z: Pair, w: Pair) -> Any:
    """Return a power; that of a small integer by products."""
    re, im = map(tools.read, w)
    if re is None or im is None or not is_filled_with(im, 0) or re.numel() == 0:
        return NotImplemented
    exponent = re.reshape(-1)[0].item()
    if not is_filled_with(re, exponent) or exponent not in (3.0, 4.0):
        return NotImplemented
    square = tools.apply("square", z)
    return tools.apply("mul", square, z) if exponent == 3 else tools.apply("square", square)


@rule("matmul")
def multiply_matrices(tools: Tools, x: Pair, y: Pair) -> Pair:
    """Return the product of matrices: four real ones, or two where a factor is real."""
    call = tools.call
    op = aten.mm.default if get_value(x[0]).dim() == 2 else aten.bmm.default
    if is_filled_with(x[1], 0):
        return call(op, x[0], y[0]), call(op, x[0], y[1])
    if is_filled_with(y[1], 0):
        return call(op, x[0], y[0]), call(op, x[1], y[0])
    (a, b), (c, d) = x, y
    if isinstance(c, Tensor) and isinstance(d, Tensor):
        matrix = torch.cat([torch.cat([c, d], -1), torch.cat([-d, c], -1)], -2)
        last = get_value(a).dim() - 1
        both = call(op, call(aten.cat.default, [a, b], last), matrix)
        return tools.transforms.halve(both, last, c.shape[-1])
    re = call(aten.sub.Tensor, call(op, a, c), call(op, b, d))
    im = call(aten.add.Tensor, call(op, a, d), call(op, b, c))
    return re, im


@rule("expm")
def exponentiate(tools: Tools, z: Pair) -> Pair:
    """Return the exponential of matrices: that of real ones of twice the size."""
    call, (re, im) = tools.call, z
    last = get_value(re).dim() - 1
    rows = [[re, call(aten.neg.default, im)], [im, re]]
    matrix = call(aten.cat.default, [call(aten.cat.default, row, last) for row in rows], last - 1)
    columns = call(aten.chunk.default, call(aten.linalg_matrix_exp.default, matrix), 2, last)
    parts = call(aten.chunk.default, call(operator.getitem, columns, 0), 2, last - 1)
    return call(operator.getitem, parts, 0), call(operator.getitem, parts, 1)


@rule("prod")
def multiply_along(tools: Tools, z: Pair, axis: int) -> Pair:
    """Return the product along an axis: of one half with the other, until one is left."""
    call = tools.call
    n = get_value(z[0]).shape[axis]
    if not isinstance(n, int):
        raise NotImplementedError("a product along an axis needs a static size")
    while n > 1:
        half = n // 2
        first, second, rest = (
            tuple(call(aten.slice.Tensor, part, axis, *ends) for part in z)
            for ends in ((0, half), (half, 2 * half), (2 * half, n))
        )
        z = tools.apply("mul", first, second)
        if n % 2:
            re, im = (call(aten.cat.default, ps, axis) for ps in zip(z, rest, strict=True))
            z = re, im
        n = half + n % 2
    re, im = (call(aten.select.int, part, axis, 0) for part in z)
    return re, im


@rule("put")
def put_rows(tools: Tools, x: Any, index: Part, values: Any, reduction: str) -> Any:
    """Put rows in place of those that an index selects, or add them."""
    call = tools.call

    def put(into: Part, rows: Part) -> Part:
        if reduction in ("replace", "add"):
            return call(aten.index_put.default, into, [index], rows, reduction == "add")
        places = call(aten.unsqueeze.default, index, 1)
        places = call(aten.expand.default, places, tools.builder.get_sizes(rows, 2))
        kind = {"mul": "prod", "max": "amax", "min": "amin"}[reduction]
        result = call(aten.scatter_reduce.two, into, 0, places, rows, kind)
        return result

    if not isinstance(x, tuple):
        return put(x, values)
    if reduction not in ("replace", "add"):
        raise NotImplementedError(f"rows of complex numbers are not combined by {reduction!r}")
    return tuple(put(*parts) for parts in zip(x, values, strict=True))


@rule("find")
def find_places(tools: Tools, mask: Part) -> Part:
    """Return the positions where a mask of one axis holds."""
    places = tools.call(aten.nonzero.default, mask)
    return tools.call(aten.select.int, places, 1, 0)


@rule("reshape")
def reshape(tools: Tools, x: Any, shape: list[Any], *runs: Any) -> Any:
    """Return a tensor in another shape."""
    if isinstance(x, tuple):
        return tuple(tools.call(aten.reshape.default, part, list(shape)) for part in x)
    return tools.call(aten.reshape.default, x, list(shape))


def drop_zeros(z: Pair) -> tuple[Part, Part | None]:
    """Return a pair without an imaginary part that is known to be 0."""
    return z[0], None if is_filled_with(z[1], 0) else z[1]


def transform(tools: Tools, z: Pair, axes: list[int], norm: int, sign: int) -> Pair:
    """Transform along axes."""
    if not axes:
        return z
    first, *others = reversed(axes)
    pair = tools.transforms.transform(drop_zeros(z), first, sign, norm)
    for axis in others:
        pair = tools.transforms.transform(pair, axis, sign, norm)
    return pair


@rule("fft")
def fft(tools: Tools, z: Pair, axes: list[int], norm: int) -> Pair:
    """Transform complex elements."""
    return transform(tools, z, axes, norm, -1)


@rule("ifft")
def ifft(tools: Tools, z: Pair, axes: list[int], norm: int) -> Pair:
    """Transform complex elements back."""
    return transform(tools, z, axes, norm, 1)


@rule("rfft")
def rfft(tools: Tools, x: Part, axes: list[int], norm: int) -> Pair:
    """Transform real elements, the last axis first."""
    *others, last = axes
    n = get_value(x).shape[last]
    if not isinstance(n, int):
        raise NotImplementedError("a transform needs a static length")
    pair = tools.transforms.transform((x, None), last, -1, norm, n // 2 + 1)
    if not others:
        return pair
    lengths = {last: n} | {axis: get_value(x).shape[axis] for axis in others}
    return tools.transforms.clear_imag(transform(tools, pair, others, norm, -1), lengths)


@rule("irfft")
def irfft(tools: Tools, z: Pair, axes: list[int], norm: int, length: Any) -> Part:
    """Transform back to real elements, the last axis last."""
    *others, last = axes
    for axis in others:
        z = tools.transforms.transform(z, axis, 1, norm)
    return tools.transforms.to_real(z, last, length, norm)


@rule("stft")
def stft(tools: Tools, x: Any, window: Any, *parameters: Any) -> Pair:
    """Transform a signal frame by frame; the parts of a complex one each."""
    known = tools.read(window)
    own = window if known is None else known
    if not isinstance(x, tuple):
        return tools.transforms.transform_frames(x, own, *parameters)
    (a, b), (c, d) = (tools.transforms.transform_frames(part, own, *parameters) for part in x)
    return tools.call(aten.sub.Tensor, a, d), tools.call(aten.add.Tensor, b, c)


@rule("istft")
def istft(
    tools: Tools,
    z: Pair,
    window: Any,
    n_fft: int,
    hop: int,
    length: int,
    center: bool,
    normalized: bool,
    onesided: bool,
    wanted: Any,
) -> Part:
    """Return the real signal of frames.

    Raises
    ------
    NotImplementedError
        If the signal is complex, or the window is computed from the inputs.
    """
    if not onesided:
        raise NotImplementedError("istft to a complex signal")
    known = tools.read(window)
    if window is not None and known is None:
        raise NotImplementedError("istft needs a window that is constant")
    return tools.transforms.invert_frames(z, known, n_fft, hop, length, center, normalized, wanted)
