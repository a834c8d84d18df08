"""Prepares modules for IREE 3.13."""

import re

from iree.compiler import ir

from milcomplex.backends.iree.constants import read_resources_as_integers
from milcomplex.backends.iree.fills import fill_inits
from milcomplex.backends.iree.in_place import read_before_writing, write_apart
from milcomplex.backends.iree.slices import compute_slices
from milcomplex.backends.iree.trigonometry import replace_functions

CONCERNED = re.compile(
    r"\b(?:linalg\.generic|tensor\.(?:extract|insert)_slice|math\.(?:atan2|cos|sin))\b"
)
# Attributes by which --lower-complex keeps the CSE of stock MLIR from merging undefined tensors.
# IREE and what follows here must find these equal.
PARTS = re.compile(r" \{(?:imaginary|real)_part\}(?= : tensor<)")
# In this order; test/Conformance runs its cases without one of them.
STEPS = {
    "fills": fill_inits,
    "slices": compute_slices,
    "copies": write_apart,
    "barriers": read_before_writing,
    "functions": replace_functions,
}


def prepare(mlir: str) -> str:
    """Return the text of a module that IREE computes rightly.

    One that its bindings cannot read is returned as it is.
    """
    mlir = PARTS.sub("", read_resources_as_integers(mlir))
    if not CONCERNED.search(mlir):
        return mlir
    with ir.Context(), ir.Location.unknown():
        try:
            module = ir.Module.parse(mlir)
        except ir.MLIRError:
            return mlir
        for step in STEPS.values():
            step(module)
        return str(module.operation.get_asm(enable_debug_info=True))
