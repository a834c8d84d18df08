"""Takes JAX functions over complex numbers to MLIR over their parts.

`export` traces a function, takes what JAX makes of it to linalg, tensor, scf and milcomplex, and
lowers that.
"""

from milcomplex.jax.exporting import export

__all__ = ["export"]
