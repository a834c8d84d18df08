"""Lowers JAX functions over complex numbers to MLIR over their parts.

`export` traces a function, converts the StableHLO of JAX to linalg, tensor, scf and milcomplex, and
lowers that.
"""

from milcomplex.jax.exporting import export

__all__ = ["export"]
