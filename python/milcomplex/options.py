"""The options of --lower-complex.

Written by tools/milc-tblgen from the definitions of the passes; `ninja milc-docs` does it again.
"""

# ruff: noqa: E501

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Option:
    """An option.

    Attributes
    ----------
    name : str
        What milc-opt calls it.
    description : str
        What it decides.
    default : str
        Its value where none is given.
    values : Mapping
        What each of its values means; empty where it is a number or a bool.
    """

    name: str
    description: str
    default: str
    values: Mapping[str, str] = field(default_factory=dict)


OPTIONS = (
    Option(
        "abi",
        "What a complex tensor or buffer becomes in the signatures of public functions and of declarations",
        "pair",
        {
            "pair": "two, of the parts",
            "interleaved": "one with a last dimension of 2",
        },
    ),
    Option(
        "complex-range",
        "How products, quotients and functions of complex numbers are computed",
        "improved",
        {
            "basic": "the textbook formula",
            "improved": "no spurious overflow, underflow or NaN; accurate under cancellation",
            "full": "improved, with the infinities of C23 Annex G",
            "promoted": "in the next wider type; f64 as improved",
            "portable": "with operations that every deployment format has; accurate in norm",
        },
    ),
    Option(
        "real-functions",
        "What exp, log, sin, cos and atan2 of real numbers become, of which the formulas of complex functions consist",
        "expand",
        {
            "call": "ops of the math dialect, for which the target has functions",
            "expand": "arithmetic, with the same bits on every target",
        },
    ),
    Option(
        "matmul",
        "Real products that a complex contraction or convolution becomes",
        "4m",
        {
            "4m": "four",
            "3m": "three; the imaginary part is less accurate",
        },
    ),
    Option(
        "factorizations",
        "What factorizations of matrices become",
        "expand",
        {
            "expand": "loops",
            "call": "calls of LAPACK and BLAS",
        },
    ),
    Option(
        "fft-form",
        "What Fourier transforms become",
        "linalg",
        {
            "linalg": "one linalg.generic per stage",
            "vector": "loops over vectors, for LLVM",
            "matmul": "products with constant matrices",
        },
    ),
    Option(
        "vector-width",
        "Bits of a vector register, for fft-form=vector: a power of two from 64 to 2048",
        "256",
    ),
    Option(
        "inline-limit",
        "Real ops that long functions of scalars may become in place, in one module; where they would be more, they call private functions. No limit where it is negative",
        "50000",
    ),
    Option(
        "release-resources",
        "Free the data of each complex dense_resource once it is split, if nothing else in the module, which is the outermost one, uses it",
        "true",
    ),
)
