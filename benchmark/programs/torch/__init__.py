"""The programs in PyTorch."""

from programs.torch import arithmetic, imaging, networks, physics, sequences, signals

PROGRAMS = (
    *networks.PROGRAMS,
    *sequences.PROGRAMS,
    *signals.PROGRAMS,
    *imaging.PROGRAMS,
    *physics.PROGRAMS,
    *arithmetic.PROGRAMS,
)

__all__ = ["PROGRAMS"]
