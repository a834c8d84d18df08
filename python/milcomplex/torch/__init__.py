"""Lowers PyTorch models over complex numbers to MLIR over their parts.

`export` traces a model with torch.export, converts it to linalg, tensor, scf and milcomplex with
torch-mlir and the rules in `decompositions`, and lowers that. `realize` returns a PyTorch program
without complex values instead, and `explain` says what each call becomes in it.
"""

from milcomplex.torch.exporting import export
from milcomplex.torch.realization import Boundary, explain, realize

__all__ = ["Boundary", "explain", "export", "realize"]
