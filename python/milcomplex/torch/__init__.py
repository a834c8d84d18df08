"""Takes PyTorch models over complex numbers to MLIR over their parts.

`export` traces a model with torch.export, takes what torch-mlir and the rules in `decompositions`
make of it to linalg, tensor, scf and milcomplex, and lowers that.
"""

from milcomplex.torch.exporting import export

__all__ = ["export"]
