"""Functions without complex numbers, of JAX functions.

`realize` evaluates the jaxpr of a function on pairs of real arrays: what is complex by the formulas
that milc-opt writes and by products with constant matrices, everything else as it is.
"""

from milcomplex.jax.realization.interpreter import realize
from milcomplex.jax.realization.pairs import Complex

__all__ = ["Complex", "realize"]
