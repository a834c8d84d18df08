"""Functions of torch.special of real numbers, by series that interpolate PyTorch's own."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import mpmath
import torch
from numpy.polynomial import Polynomial
from torch import Tensor

from milcomplex.torch.decompositions.fits import Fit
from milcomplex.torch.decompositions.rules import Rules, rule

aten = torch.ops.aten
RULES: Rules = {}

Function = Callable[[Tensor], Tensor]
# The zero of digamma.
DIGAMMA_ZERO = 1.4616321449683623413
LOG_ROOT_TAU = math.log(2 * math.pi) / 2
# B_2k / (2 k)!, of the formula of Euler and Maclaurin.
BERNOULLI_RATIOS = (
    1 / 12,
    -1 / 720,
    1 / 30240,
    -1 / 1209600,
    1 / 47900160,
    -691 / 1307674368000,
    1 / 74724249600,
)
# Terms that are summed before that formula holds.
DIRECT_TERMS = 10


def computed(*ops: Any) -> Callable[[Function], Function]:
    """Return a decorator that registers a function of float32 and float64 as the rule for ops.

    It is computed in float32 for other types; integers are float32, as in PyTorch.
    """

    def enter(function: Function) -> Function:
        @functools.wraps(function)
        def apply(x: Tensor) -> Tensor:
            if x.dtype in (torch.float32, torch.float64):
                return function(x)
            result = x.dtype if x.dtype.is_floating_point else torch.get_default_dtype()
            return function(x.to(torch.float32)).to(result)

        rule(RULES, *(op.default for op in ops))(apply)
        return apply

    return enter


def fit(low: float, high: float) -> Callable[[Function], Fit]:
    """Return a decorator that makes the series of a function on an interval."""
    return lambda function: Fit(function, low, high)


def invert(x: Tensor, largest: float) -> Tensor:
    """Return 1 / x, where that is at most a number; elsewhere that number."""
    return torch.clamp(1 / x, max=largest)


@fit(-1, 1)
def scaled_erfc(t: Tensor) -> Tensor:
    """Return e^(x^2) erfc(x) (1 + 2 x) of t = (x - 3.75) / (x + 3.75) (Shepherd, Laframboise)."""
    x = 3.75 * (1 + t) / (1 - t)
    return torch.special.erfcx(x) * (1 + 2 * x)


def erfcx_of_positive(x: Tensor) -> Tensor:
    """Return e^(x^2) erfc(x) for x >= 0."""
    t = torch.where(torch.isinf(x), torch.ones_like(x), (x - 3.75) / (x + 3.75))
    return scaled_erfc(t) / (1 + 2 * x)


def exp_of_square(x: Tensor, sign: int) -> Tensor:
    """Return e^(sign x^2), with the square in two parts that round less."""
    x = torch.clamp(x, -30, 30)
    head = torch.round(x * 16) / 16
    tail = (x - head) * (x + head)
    return torch.exp(sign * head * head) * torch.exp(sign * tail)


@computed(aten.special_erfcx)
def erfcx(x: Tensor) -> Tensor:
    """Return e^(x^2) erfc(x)."""
    positive = erfcx_of_positive(x.abs())
    return torch.where(x < 0, 2 * exp_of_square(x, 1) - positive, positive)


@computed(aten.erfc)
def erfc(x: Tensor) -> Tensor:
    """Return 1 - erf(x), without cancellation where x is large."""
    tail = exp_of_square(x, -1) * erfcx_of_positive(x.abs())
    return torch.where(x.abs() < 0.5, 1 - torch.erf(x), torch.where(x < 0, 2 - tail, tail))


@fit(0, 0.75)
def central_erfinv(square: Tensor) -> Tensor:
    """Return erfinv(y) / y of y^2."""
    y = torch.sqrt(square)
    return torch.erfinv(y) / y


@fit(0.95, 2.5)
def inner_tail(z: Tensor) -> Tensor:
    """Return -ndtri(u) / z of z = sqrt(-log(u)), for u not far below 1/2."""
    return -torch.special.ndtri(torch.exp(-z * z)) / z


@fit(1 / 27, 0.4)
def outer_tail(inverse: Tensor) -> Tensor:
    """Return -ndtri(u) / z of 1 / z for z = sqrt(-log(u)), to the least normal double."""
    z = 1 / inverse
    return -torch.special.ndtri(torch.exp(-z * z)) / z


def find_tail(u: Tensor) -> Tensor:
    """Return -ndtri(u) for u < 1/4."""
    z = torch.sqrt(-torch.log(u))
    ratio = torch.where(z < 2.5, inner_tail(z), outer_tail(invert(z, 0.4)))
    return torch.where(u == 0, torch.full_like(u, math.inf), z * ratio)


@computed(aten.erfinv)
def erfinv(y: Tensor) -> Tensor:
    """Return x with erf(x) = y."""
    size = y.abs()
    tail = find_tail((1 - size) / 2) * math.sqrt(0.5)
    tail = torch.where(y < 0, -tail, tail)
    found = torch.where(y * y < 0.75, y * central_erfinv(y * y), tail)
    return torch.where(size <= 1, found, torch.full_like(y, math.nan))


@computed(aten.special_ndtri)
def ndtri(u: Tensor) -> Tensor:
    """Return x to which the standard normal distribution has the probability u."""
    least = torch.minimum(u, 1 - u)
    y = 2 * u - 1
    tail = find_tail(least)
    tail = torch.where(u < 0.5, -tail, tail)
    found = torch.where(y * y < 0.75, math.sqrt(2) * y * central_erfinv(y * y), tail)
    return torch.where((u >= 0) & (u <= 1), found, torch.full_like(u, math.nan))


@fit(0.5, 3)
def lgamma_quotient(x: Tensor) -> Tensor:
    """Return lgamma(x) over its zeros, x = 1 and x = 2."""
    return torch.lgamma(x) / ((x - 1) * (x - 2))


@fit(0, 1 / 3)
def stirling_rest(inverse: Tensor) -> Tensor:
    """Return x times what lgamma(x) has beyond Stirling's formula, of 1 / x."""
    # Beyond this, the asymptotic series has the digits that the difference loses.
    x = 1 / inverse
    near = torch.clamp(x, max=30)
    exact = (torch.lgamma(near) - (near - 0.5) * torch.log(near) + near - LOG_ROOT_TAU) * near
    square = inverse * inverse
    series = 1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))
    return torch.where(x > 30, series, exact)


def lgamma_of_positive(x: Tensor) -> Tensor:
    """Return log gamma(x) for x >= 1/2."""
    middle = (x - 1) * (x - 2) * lgamma_quotient(x)
    inverse = invert(x, 1 / 3)
    large = (x - 0.5) * (torch.log(x) - 1) - 0.5 + LOG_ROOT_TAU + inverse * stirling_rest(inverse)
    large = torch.where(torch.isinf(x), x, large)
    return torch.where(x < 3, middle, large)


def sin_pi(x: Tensor) -> Tensor:
    """Return sin(pi x) up to its sign."""
    return torch.sin(math.pi * (x - torch.round(x)))


@computed(aten.lgamma)
def lgamma(x: Tensor) -> Tensor:
    """Return log |gamma(x)|."""
    positive = lgamma_of_positive(torch.where(x < 0.5, 1 - x, x))
    reflected = torch.log(math.pi / sin_pi(x).abs()) - positive
    found = torch.where(x < 0.5, reflected, positive)
    is_pole = ((x <= 0) & (x == torch.floor(x))) | torch.isinf(x)
    return torch.where(is_pole, torch.full_like(x, math.inf), found)


@fit(1, 3)
def digamma_quotient(x: Tensor) -> Tensor:
    """Return digamma(x) over its zero."""
    return torch.digamma(x) / (x - DIGAMMA_ZERO)


@fit(0, 1 / 9)
def digamma_rest(square: Tensor) -> Tensor:
    """Return what digamma(x) has beyond log(x) - 1 / (2 x), times -x^2, of 1 / x^2."""
    x = torch.rsqrt(square)
    near = torch.clamp(x, max=30)
    exact = (torch.log(near) - 0.5 / near - torch.digamma(near)) * near * near
    series = 1 / 12 - square * (1 / 120 - square * (1 / 252 - square / 240))
    return torch.where(x > 30, series, exact)


@computed(aten.digamma)
def digamma(x: Tensor) -> Tensor:
    """Return the derivative of log gamma(x)."""
    reflected = torch.where(x < 0, 1 - x, x)
    y = torch.where(reflected < 1, reflected + 1, reflected)
    inverse = invert(y, 1 / 3)
    square = inverse * inverse
    large = torch.log(y) - inverse / 2 - square * digamma_rest(square)
    found = torch.where(y < 3, (y - DIGAMMA_ZERO) * digamma_quotient(y), large)
    found = torch.where(reflected < 1, found - 1 / reflected, found)
    slope = math.pi / torch.tan(math.pi * (x - torch.round(x)))
    found = torch.where(x < 0, found - slope, found)
    is_pole = (x < 0) & (x == torch.floor(x))
    found = torch.where(is_pole, torch.full_like(x, math.nan), found)
    return torch.where(x == 0, torch.copysign(torch.full_like(x, math.inf), -x), found)


@rule(RULES, aten.special_zeta.default)
def zeta(s: Tensor, q: Tensor) -> Tensor:
    """Return the sum of (q + k)^-s over k >= 0, by the formula of Euler and Maclaurin.

    It is NaN for q < -4, where more terms would be needed.
    """
    s, q = (x if x.dtype.is_floating_point else x.to(torch.float32) for x in (s, q))
    total = torch.zeros((), dtype=torch.promote_types(s.dtype, q.dtype))
    for k in range(DIRECT_TERMS):
        total = total + torch.pow(q + k, -s)
    end = q + DIRECT_TERMS
    power = torch.pow(end, -s)
    total = total + torch.pow(end, 1 - s) / (s - 1) + power / 2
    rising, factor = s, power / end
    for k, ratio in enumerate(BERNOULLI_RATIOS):
        total = total + ratio * rising * factor
        rising = rising * (s + 2 * k + 1) * (s + 2 * k + 2)
        factor = factor / (end * end)
    is_whole = q == torch.floor(q)
    nan, infinity = torch.full_like(total, math.nan), torch.full_like(total, math.inf)
    total = torch.where((q < -4) | ((q <= 0) & (s != torch.floor(s))), nan, total)
    total = torch.where((q <= 0) & is_whole, infinity, total)
    return torch.where(s == 1, infinity, torch.where(s < 1, nan, total))


@rule(RULES, aten.special_zeta.other_scalar)
def zeta_of_number(s: Tensor, q: float) -> Tensor:
    """Return zeta with the same second operand for all."""
    return zeta(s, torch.full((), q, dtype=s.dtype))


@rule(RULES, aten.special_zeta.self_scalar)
def zeta_of_exponent(s: float, q: Tensor) -> Tensor:
    """Return zeta with the same first operand for all."""
    return zeta(torch.full((), s, dtype=q.dtype), q)


@rule(RULES, aten.polygamma.default, aten.special_polygamma.default)
def polygamma(n: int, x: Tensor) -> Tensor:
    """Return the n-th derivative of digamma."""
    if n == 0:
        return torch.digamma(x)
    x = x if x.dtype.is_floating_point else x.to(torch.float32)
    factor = (-1) ** (n + 1) * math.factorial(n)
    reflected = torch.where(x < 0.5, 1 - x, x)
    value = factor * zeta(torch.full((), n + 1, dtype=x.dtype), reflected)
    cotangent = 1 / torch.tan(math.pi * (x - torch.round(x)))
    slope = torch.zeros_like(x)
    for coefficient in reversed(differentiate_cotangent(n)):
        slope = slope * cotangent + coefficient
    value = torch.where(x < 0.5, (-1) ** n * value - slope, value)
    is_pole = (x <= 0) & (x == torch.floor(x))
    return torch.where(is_pole, torch.full_like(x, math.copysign(math.inf, factor)), value)


def differentiate_cotangent(n: int) -> list[float]:
    """Return the coefficients, in cot(pi x), of the n-th derivative of pi cot(pi x)."""
    series = Polynomial([0, math.pi])
    for _ in range(n):
        series = series.deriv() * Polynomial([-math.pi, 0, -math.pi])
    return [float(coefficient) for coefficient in series.coef]


@fit(0, 8)
def near_i0(x: Tensor) -> Tensor:
    """Return e^-x I0(x)."""
    return torch.special.i0e(x)


@fit(0, 1 / 8)
def far_i0(inverse: Tensor) -> Tensor:
    """Return e^-x I0(x) sqrt(x) of 1 / x."""
    return torch.special.i0e(1 / inverse) * torch.rsqrt(inverse)


@fit(0, 8)
def near_i1(x: Tensor) -> Tensor:
    """Return e^-x I1(x) / x."""
    return torch.special.i1e(x) / x


@fit(0, 1 / 8)
def far_i1(inverse: Tensor) -> Tensor:
    """Return e^-x I1(x) sqrt(x) of 1 / x."""
    return torch.special.i1e(1 / inverse) * torch.rsqrt(inverse)


@computed(aten.special_i0e)
def i0e(x: Tensor) -> Tensor:
    """Return e^-|x| I0(x)."""
    size = x.abs()
    return torch.where(size < 8, near_i0(size), far_i0(invert(size, 1 / 8)) * torch.rsqrt(size))


@computed(aten.special_i1e)
def i1e(x: Tensor) -> Tensor:
    """Return e^-|x| I1(x)."""
    size = x.abs()
    far = far_i1(invert(size, 1 / 8)) * torch.rsqrt(size)
    return torch.where(size < 8, x * near_i1(size), torch.where(x < 0, -far, far))


def unscale(scaled: Tensor, size: Tensor) -> Tensor:
    """Return a function times e^size, which may overflow before their product does."""
    half = torch.exp(size / 2)
    return scaled * half * half


@computed(aten.i0, aten.special_modified_bessel_i0)
def i0(x: Tensor) -> Tensor:
    """Return the modified Bessel function of the first kind and order 0."""
    return unscale(i0e(x), x.abs())


@computed(aten.special_i1, aten.special_modified_bessel_i1)
def i1(x: Tensor) -> Tensor:
    """Return the modified Bessel function of the first kind and order 1."""
    return unscale(i1e(x), x.abs())


@fit(0, 4)
def near_k0(square: Tensor) -> Tensor:
    """Return K0(x) without its logarithm, of x^2."""
    x = torch.sqrt(square)
    return torch.special.modified_bessel_k0(x) + torch.log(x / 2) * torch.special.i0(x)


@fit(0, 0.5)
def far_k0(inverse: Tensor) -> Tensor:
    """Return e^x K0(x) sqrt(x) of 1 / x."""
    return torch.special.scaled_modified_bessel_k0(1 / inverse) * torch.rsqrt(inverse)


@fit(0, 4)
def near_k1(square: Tensor) -> Tensor:
    """Return x K1(x) without its logarithm, of x^2."""
    x = torch.sqrt(square)
    return (torch.special.modified_bessel_k1(x) - torch.log(x / 2) * torch.special.i1(x)) * x


@fit(0, 0.5)
def far_k1(inverse: Tensor) -> Tensor:
    """Return e^x K1(x) sqrt(x) of 1 / x."""
    return torch.special.scaled_modified_bessel_k1(1 / inverse) * torch.rsqrt(inverse)


def of_positive(x: Tensor, value: Tensor, at_zero: float) -> Tensor:
    """Return a value where x > 0, another one at 0, and NaN elsewhere."""
    value = torch.where(x == 0, torch.full_like(x, at_zero), value)
    return torch.where(x < 0, torch.full_like(x, math.nan), value)


def compute_k(x: Tensor, is_scaled: bool, near: Tensor, far: Tensor) -> Tensor:
    """Return a modified Bessel function of the second kind, times e^x if it is scaled."""
    far = far * torch.rsqrt(x)
    if is_scaled:
        near = near * torch.exp(torch.clamp(x, max=2))
    else:
        far = far * torch.exp(-x)
    return of_positive(x, torch.where(x <= 2, near, far), math.inf)


def compute_k0(x: Tensor, is_scaled: bool) -> Tensor:
    """Return K0(x)."""
    near = near_k0(x * x) - torch.log(x / 2) * i0(x)
    return compute_k(x, is_scaled, near, far_k0(invert(x, 0.5)))


def compute_k1(x: Tensor, is_scaled: bool) -> Tensor:
    """Return K1(x)."""
    near = near_k1(x * x) / x + torch.log(x / 2) * i1(x)
    return compute_k(x, is_scaled, near, far_k1(invert(x, 0.5)))


computed(aten.special_modified_bessel_k0)(functools.partial(compute_k0, is_scaled=False))
computed(aten.special_modified_bessel_k1)(functools.partial(compute_k1, is_scaled=False))
computed(aten.special_scaled_modified_bessel_k0)(functools.partial(compute_k0, is_scaled=True))
computed(aten.special_scaled_modified_bessel_k1)(functools.partial(compute_k1, is_scaled=True))


def find_bessel(function: Callable[[int, float], Any], order: int, x: Tensor) -> Tensor:
    """Return a Bessel function of mpmath; PyTorch's (2.13) have errors of 1e-6."""
    return torch.tensor([float(function(order, value)) for value in x.tolist()], dtype=x.dtype)


def rotate(order: int, x: Tensor) -> tuple[Tensor, Tensor]:
    """Return the cosine and the sine of the phase that Bessel functions have far from 0."""
    phase = x - (order / 2 + 1 / 4) * math.pi
    return torch.cos(phase), torch.sin(phase)


def find_amplitudes(order: int, inverse: Tensor) -> tuple[Tensor, Tensor]:
    """Return the factors of cosine and sine in J(x) and Y(x) times sqrt(x), of 1 / x."""
    x = 1 / inverse
    j = find_bessel(mpmath.besselj, order, x) * torch.sqrt(x)
    y = find_bessel(mpmath.bessely, order, x) * torch.sqrt(x)
    cosine, sine = rotate(order, x)
    return j * cosine + y * sine, y * cosine - j * sine


def find_cosine(order: int, inverse: Tensor) -> Tensor:
    """Return the factor of the cosine in J(x)."""
    return find_amplitudes(order, inverse)[0]


def find_sine(order: int, inverse: Tensor) -> Tensor:
    """Return the factor of the sine in J(x), negated."""
    return find_amplitudes(order, inverse)[1]


COSINES = [Fit(functools.partial(find_cosine, order), 0, 1 / 8) for order in (0, 1)]
SINES = [Fit(functools.partial(find_sine, order), 0, 1 / 8) for order in (0, 1)]


def compute_far(order: int, x: Tensor) -> tuple[Tensor, Tensor]:
    """Return J(x) and Y(x) for x > 8 (Hankel)."""
    inverse = invert(x, 1 / 8)
    p, q = COSINES[order](inverse), SINES[order](inverse)
    cosine, sine = rotate(order, x)
    root = torch.rsqrt(x)
    return (p * cosine - q * sine) * root, (p * sine + q * cosine) * root


@fit(0, 64)
def near_j0(square: Tensor) -> Tensor:
    """Return J0(x) of x^2."""
    return find_bessel(mpmath.besselj, 0, torch.sqrt(square))


@fit(0, 64)
def near_j1(square: Tensor) -> Tensor:
    """Return J1(x) / x of x^2."""
    x = torch.sqrt(square)
    return find_bessel(mpmath.besselj, 1, x) / x


@fit(0, 64)
def near_y0(square: Tensor) -> Tensor:
    """Return Y0(x) without its logarithm, of x^2."""
    x = torch.sqrt(square)
    logarithm = 2 / math.pi * torch.log(x) * find_bessel(mpmath.besselj, 0, x)
    return find_bessel(mpmath.bessely, 0, x) - logarithm


@fit(0, 64)
def near_y1(square: Tensor) -> Tensor:
    """Return x Y1(x) without its logarithm, of x^2."""
    x = torch.sqrt(square)
    logarithm = 2 / math.pi * torch.log(x) * find_bessel(mpmath.besselj, 1, x)
    return (find_bessel(mpmath.bessely, 1, x) - logarithm) * x


@computed(aten.special_bessel_j0)
def bessel_j0(x: Tensor) -> Tensor:
    """Return the Bessel function of the first kind and order 0."""
    size = x.abs()
    return torch.where(size < 8, near_j0(x * x), compute_far(0, size)[0])


@computed(aten.special_bessel_j1)
def bessel_j1(x: Tensor) -> Tensor:
    """Return the Bessel function of the first kind and order 1."""
    far = compute_far(1, x.abs())[0]
    return torch.where(x.abs() < 8, x * near_j1(x * x), torch.where(x < 0, -far, far))


@computed(aten.special_bessel_y0)
def bessel_y0(x: Tensor) -> Tensor:
    """Return the Bessel function of the second kind and order 0."""
    near = near_y0(x * x) + 2 / math.pi * torch.log(x) * near_j0(x * x)
    return of_positive(x, torch.where(x < 8, near, compute_far(0, x)[1]), -math.inf)


@computed(aten.special_bessel_y1)
def bessel_y1(x: Tensor) -> Tensor:
    """Return the Bessel function of the second kind and order 1."""
    near = near_y1(x * x) / x + 2 / math.pi * torch.log(x) * x * near_j1(x * x)
    return of_positive(x, torch.where(x < 8, near, compute_far(1, x)[1]), -math.inf)


@computed(aten.special_spherical_bessel_j0)
def spherical_bessel_j0(x: Tensor) -> Tensor:
    """Return sin(x) / x."""
    square = x * x
    small = 1 - square / 6 * (1 - square / 20 * (1 - square / 42))
    value = torch.where(x.abs() < 0.1, small, torch.sin(x) / x)
    return torch.where(torch.isinf(x), torch.zeros_like(x), value)
