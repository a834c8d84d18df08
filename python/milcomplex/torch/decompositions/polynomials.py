"""The orthogonal polynomials of torch.special: by recurrence, or of a tensor of degrees."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch._ops import OpOverload

from milcomplex.torch.decompositions.rules import Rules, rule

aten = torch.ops.aten
RULES: Rules = {}


# The recurrences P_(k+1) = a(k) x' P_k + b(k) P_k - c(k) P_(k-1) of polynomials, with their P_1;
# x' = 2 x - 1 of shifted ones.
def chebyshev(first: Callable[[Tensor], Tensor]) -> tuple[Any, Any]:
    """Return the recurrence of Chebyshev polynomials, of the four kinds."""
    return first, lambda k, x, p, q: 2 * x * p - q


POLYNOMIALS: dict[str, tuple[Any, Any]] = {
    "chebyshev_polynomial_t": chebyshev(lambda x: x),
    "chebyshev_polynomial_u": chebyshev(lambda x: 2 * x),
    "chebyshev_polynomial_v": chebyshev(lambda x: 2 * x - 1),
    "chebyshev_polynomial_w": chebyshev(lambda x: 2 * x + 1),
    "hermite_polynomial_h": (lambda x: 2 * x, lambda k, x, p, q: 2 * x * p - 2 * k * q),
    "hermite_polynomial_he": (lambda x: x, lambda k, x, p, q: x * p - k * q),
    "laguerre_polynomial_l": (
        lambda x: 1 - x,
        lambda k, x, p, q: ((2 * k + 1 - x) * p - k * q) / (k + 1),
    ),
    "legendre_polynomial_p": (
        lambda x: x,
        lambda k, x, p, q: ((2 * k + 1) * x * p - k * q) / (k + 1),
    ),
}


def evaluate_polynomial(name: str, x: Tensor, n: float) -> Tensor:
    """Evaluate the n-th polynomial of a family by its recurrence."""
    first, step = POLYNOMIALS[name.removeprefix("shifted_")]
    x = x if x.dtype.is_floating_point else x.to(torch.float32)
    if name.startswith("shifted_"):
        x = 2 * x - 1
    degree = int(n)
    before, value = torch.zeros_like(x), torch.ones_like(x)
    for k in range(degree):
        before, value = value, first(x) if k == 0 else step(k, x, value, before)
    return value if degree >= 0 else before


for family in POLYNOMIALS:
    for kind in (family, f"shifted_{family}") if family.startswith("chebyshev") else (family,):
        overload: OpOverload = getattr(aten, f"special_{kind}").n_scalar
        rule(RULES, overload)(functools.partial(evaluate_polynomial, kind))


def evaluate_chebyshev(name: str, x: Tensor, degrees: Tensor) -> Tensor:
    """Evaluate Chebyshev polynomials, of degrees that are not known, by their closed forms.

    With x = cos t these are the quotients below, and with |x| = cosh t beyond 1 those of hyperbolic
    functions. At -x the third kind is the fourth, and odd degrees change the sign.
    """
    dtype = torch.result_type(x, degrees)
    dtype = dtype if dtype.is_floating_point else torch.get_default_dtype()
    n = torch.trunc(degrees.to(dtype))
    x = x.to(dtype)
    if name.startswith("shifted_"):
        x = 2 * x - 1
    size = x.abs()
    inner = torch.acos(size.clamp(max=1))
    outer = torch.acosh(size.clamp(min=1))
    kind = name[-1]
    mirrored = {"v": "w", "w": "v"}.get(kind, kind)
    values = {
        one: torch.where(
            size <= 1,
            divide_functions(one, n, inner, torch.cos, torch.sin),
            divide_functions(one, n, outer, torch.cosh, torch.sinh),
        )
        for one in {kind, mirrored}
    }
    is_odd = torch.remainder(n, 2) != 0
    negative = torch.where(is_odd, -values[mirrored], values[mirrored])
    value = torch.where(x < 0, negative, values[kind])
    value = torch.where(n == 0, torch.ones_like(value), value)
    return torch.where(n < 0, torch.zeros_like(value), value)


def divide_functions(
    kind: str,
    n: Tensor,
    t: Tensor,
    cos: Callable[[Tensor], Tensor],
    sin: Callable[[Tensor], Tensor],
) -> Tensor:
    """Return a Chebyshev polynomial of the cosine, circular or hyperbolic, of t."""
    if kind == "t":
        return cos(n * t)
    if kind == "v":
        return cos((n + 0.5) * t) / cos(t / 2)
    order, half = (n + 1, t) if kind == "u" else (n + 0.5, t / 2)
    scale = 1 if kind == "u" else 2
    return torch.where(t == 0, scale * order, sin(order * t) / sin(half))


for family in [name for name in POLYNOMIALS if name.startswith("chebyshev")]:
    for kind in (family, f"shifted_{family}"):
        of_tensors: OpOverload = getattr(aten, f"special_{kind}").default
        rule(RULES, of_tensors)(functools.partial(evaluate_chebyshev, kind))
