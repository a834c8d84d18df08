"""Compiles lowered modules with IREE, working around its faults, and runs them."""

try:
    import iree.compiler  # noqa: F401
except ImportError as error:
    raise ImportError("IREE is not installed: pip install milcomplex[iree]") from error

from milcomplex.backends.iree.compilation import Iree, make

__all__ = ["Iree", "make"]
