"""A back end that prints what it is given: the least that one is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class Printing:
    """Compiles a module to its own text, and prints that at each call."""

    # Options of `milcomplex.lower` that are best for it: none.
    lowering: Mapping[str, Any] = {}

    def prepare(self, mlir: str) -> str:
        """Return what `compile` accepts: here any module."""
        return mlir

    def compile(self, mlir: str) -> bytes:
        """Return the program."""
        return mlir.encode()

    def load(self, binary: bytes, function: str) -> PrintingProgram:
        """Return a program that can be called."""
        return PrintingProgram(binary, function)


class PrintingProgram:
    """A program; its arguments are its results."""

    def __init__(self, binary: bytes, function: str) -> None:
        """Hold a program and the name of what is called."""
        self.binary = binary
        self.function = function

    def call(self, arguments: Sequence[Any]) -> list[Any]:
        """Print the function and the program, and return the real arrays that were passed."""
        print(self.function, self.binary.decode())
        return list(arguments)


def make(target: str | None, device: str | None, flags: Sequence[str]) -> Printing:
    """Return the back end. It has one target, no device and no flags."""
    return Printing()
