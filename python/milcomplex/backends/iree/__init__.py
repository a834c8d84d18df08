"""Compiles lowered modules with IREE, around what IREE does wrong, and runs them."""

from milcomplex.backends.iree.execution import Compiled, compile_module

__all__ = ["Compiled", "compile_module"]
