"""Lowers PyTorch models over complex numbers to MLIR over their parts.

`export` traces a model with torch.export, converts it to linalg, tensor, scf and milcomplex with
torch-mlir and the rules in `decompositions`, and lowers that. `realize` returns a PyTorch program
without complex values instead.
"""

from milcomplex.torch.exporting import export
from milcomplex.torch.realization import Boundary, realize

__all__ = ["Boundary", "export", "realize"]
