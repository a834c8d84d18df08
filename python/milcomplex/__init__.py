"""Removes complex numbers from MLIR modules, and from JAX and PyTorch models.

`lower` lowers a module over complex numbers to one over their parts. `milcomplex.jax.export` and
`milcomplex.torch.export` do so for a function or a model and return a `Module`, which is compiled
to machine code, or by IREE, and run.
"""

from milcomplex.explanation import Explanation, explain
from milcomplex.lowering import Diagnostic, LoweringError, lower
from milcomplex.module import Module
from milcomplex.signature import Part, Signature, Value

__all__ = [
    "Diagnostic",
    "Explanation",
    "LoweringError",
    "Module",
    "Part",
    "Signature",
    "Value",
    "explain",
    "lower",
]
