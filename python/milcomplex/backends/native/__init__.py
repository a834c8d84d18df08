"""Compiles lowered modules to machine code of this processor with LLVM, and runs them."""

from milcomplex.backends.native.compilation import CompilationError, Native, make

__all__ = ["CompilationError", "Native", "make"]
