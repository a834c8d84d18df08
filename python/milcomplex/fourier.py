"""The constant matrices of Fourier transforms, in double precision."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
# The longest transform by one matrix; that of two parts has 4 MiB in single precision.
LIMIT = 512
# The longest one by one matrix where no factors are found: 16 MiB.
PRIME_LIMIT = 1023


def make_roots(n: int, exponents: NDArray[Any], sign: int) -> tuple[Matrix, Matrix]:
    """Return the cosines and sines of sign 2 pi k / n for integers k.

    The angles are reduced to an eighth of a turn as integers, so that no bits are lost.
    """
    eighths = exponents % n * 8
    # The nearest multiple of a quarter turn, and the rest in units of 2 pi / (8 n).
    quarter = (eighths // n + 1) // 2
    angle = (eighths - quarter * 2 * n) * (math.pi / (4 * n))
    c, s = np.cos(angle), np.sin(angle)
    turn = quarter % 4
    is_even = turn % 2 == 0
    cosine = np.where(is_even, c, s) * np.where((turn == 0) | (turn == 3), 1.0, -1.0)
    sine = np.where(is_even, s, c) * np.where(turn < 2, 1.0, -1.0)
    return cosine, sine * sign


def make_transform(n: int, wanted: int, sign: int) -> tuple[Matrix, Matrix]:
    """Return both parts of the matrix from n elements to the first of their transform."""
    return make_roots(n, np.outer(np.arange(n), np.arange(wanted)), sign)


def make_twiddles(n1: int, n2: int, sign: int) -> tuple[Matrix, Matrix]:
    """Return the twiddle factors between n1 rows and n2 columns."""
    return make_roots(n1 * n2, np.outer(np.arange(n1), np.arange(n2)), sign)


def find_own_mirrors(n: int) -> NDArray[np.bool_]:
    """Return which of n elements are real in the transform of real elements: 0 and the middle."""
    own: NDArray[np.bool_] = np.arange(n) * 2 % n == 0
    return own


def make_real_inverse(n: int) -> Matrix:
    """Return the matrix from the parts of half of a spectrum, side by side, to n real elements."""
    bins = n // 2 + 1
    cosine, sine = make_roots(n, np.outer(np.arange(bins), np.arange(n)), 1)
    weight = np.full((bins, 1), 2.0)
    is_own_mirror = [0, bins - 1] if n % 2 == 0 else [0]
    weight[is_own_mirror] = 1
    # Their imaginary parts do not count.
    sine[is_own_mirror] = 0
    return np.concatenate([cosine * weight, -sine * weight])


def get_scale(n: int, norm: int) -> float:
    """Return what a transform is multiplied by; `norm` counts as PyTorch does."""
    return (1.0, n**-0.5, 1.0 / n)[norm]


def find_factor(n: int) -> int | None:
    """Return the divisor of n nearest to its root from below, None where it is below 8.

    The divisor is at most LIMIT.
    """
    divisor = next(d for d in range(min(math.isqrt(n), LIMIT), 0, -1) if n % d == 0)
    return divisor if divisor >= 8 else None


def leaves_noise(n: int) -> bool:
    """Return whether a transform of n real elements computes noise where an imaginary part is 0.

    One matrix does not. Neither do factors, at the first element, nor in the middle where that is a
    middle of the second factor too. A chirp does.
    """
    factor = find_factor(n)
    if n <= (PRIME_LIMIT if factor is None else LIMIT):
        return False
    if factor is None or (n % 2 == 0 and n // factor % 2 == 1):
        return True
    return leaves_noise(n // factor)


def make_chirp(n: int, sign: int) -> tuple[int, tuple[Matrix, Matrix], tuple[Matrix, Matrix]]:
    """Return what transforms n elements as a convolution (Bluestein, 1970).

    Returns
    -------
    int
        The length of the convolution, a power of 2.
    tuple
        The chirp that the operand and the result are multiplied by.
    tuple
        The transform of the conjugate chirp, over the length.
    """
    length = 1 << (2 * n - 1).bit_length()
    places = np.arange(n)
    c, s = make_roots(2 * n, places * places, sign)
    padded = np.zeros(length, np.complex128)
    padded[:n] = c - 1j * s
    padded[length - n + 1 :] = padded[n - 1 : 0 : -1]
    response = np.fft.fft(padded) / length
    return length, (c, s), (response.real.copy(), response.imag.copy())
