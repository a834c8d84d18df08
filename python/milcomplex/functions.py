"""The functions of the milcomplex dialect, and the element types of complex values.

Written by tools/milc-tblgen from the definitions of the ops; `ninja milc-docs` does it again.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Function:
    """An op of the milcomplex dialect that formulas compute.

    Attributes
    ----------
    name : str
        The op.
    operands : int
        How many complex operands it has. The two real ones of polar count as one.
    is_real : bool
        Whether the result is real.
    takes_real : bool
        Whether the operands are real.
    has_full : bool
        Whether complex-range=full has a formula of its own.
    in_complex : bool
        Whether the complex dialect has the op.
    """

    name: str
    operands: int = 1
    is_real: bool = False
    takes_real: bool = False
    has_full: bool = False
    in_complex: bool = False


FUNCTIONS = (
    Function("mul", operands=2, has_full=True, in_complex=True),
    Function("div", operands=2, has_full=True, in_complex=True),
    Function("reciprocal"),
    Function("square"),
    Function("abs", is_real=True, in_complex=True),
    Function("angle", is_real=True, in_complex=True),
    Function("sign", in_complex=True),
    Function("sqrt", in_complex=True),
    Function("rsqrt", in_complex=True),
    Function("exp", in_complex=True),
    Function("expm1", in_complex=True),
    Function("exp2"),
    Function("log", in_complex=True),
    Function("log1p", in_complex=True),
    Function("log2"),
    Function("log10"),
    Function("pow", operands=2, in_complex=True),
    Function("sin", in_complex=True),
    Function("cos", in_complex=True),
    Function("tan", in_complex=True),
    Function("sinh"),
    Function("cosh"),
    Function("tanh", in_complex=True),
    Function("asin"),
    Function("acos"),
    Function("atan"),
    Function("asinh"),
    Function("acosh"),
    Function("atanh"),
    Function("logistic"),
    Function("atan2", operands=2, in_complex=True),
    Function("polar", takes_real=True),
)
ELEMENT_TYPES = ("f16", "bf16", "f32", "f64")
