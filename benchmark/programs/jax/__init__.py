"""The programs in JAX."""

from programs.jax import arithmetic, imaging, matmul, networks, physics, sequences, signals

PROGRAMS = (
    *networks.PROGRAMS,
    *sequences.PROGRAMS,
    *signals.PROGRAMS,
    *imaging.PROGRAMS,
    *physics.PROGRAMS,
    *arithmetic.PROGRAMS,
)

MATMULS = matmul.PROGRAMS

__all__ = ["MATMULS", "PROGRAMS"]
