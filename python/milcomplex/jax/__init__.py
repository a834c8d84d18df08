"""Lowers JAX functions over complex numbers to MLIR over their parts.

`export` traces a function, converts the StableHLO of JAX to linalg, tensor, scf and milcomplex, and
lowers that; `convert_stablehlo` converts a module of StableHLO. `realize` returns a JAX function
without complex numbers instead.
"""

from milcomplex.jax.exporting import convert_stablehlo, export
from milcomplex.jax.realization import Complex, realize

__all__ = ["Complex", "convert_stablehlo", "export", "realize"]
