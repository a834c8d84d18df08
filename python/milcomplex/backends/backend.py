"""The interface of a back end, and how one is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from milcomplex.signature import Array

# The module of each back end by name. It has a function `make(target, device, flags)`, of a str
# or None each and a sequence of str, which returns a Backend.
MODULES = {"iree": "milcomplex.backends.iree", "native": "milcomplex.backends.native"}
DEFAULT_BACKEND = "native"


class Program(Protocol):
    """A program that is loaded on a device.

    Attributes
    ----------
    binary : bytes
        What runs: what the program was loaded from, or what the back end has replaced it with.
    """

    binary: bytes

    def call(self, arguments: Sequence[Any]) -> list[Array]:
        """Call it with real arrays and Python numbers; return its results as arrays."""


class Backend(Protocol):
    """Compiles modules for one target, and loads them on one device.

    Attributes
    ----------
    lowering : Mapping
        Options of `milcomplex.lower` that serve the target best; those that the user has chosen
        have precedence.
    reads_bytecode : bool
        Whether `prepare` and `compile` accept bytecode, a milcomplex.memory_files.MemoryFile, of
        which `constants` has the data of large constants; False if it is left out.
    """

    @property
    def lowering(self) -> Mapping[str, Any]:
        """Options of `milcomplex.lower`, as above."""

    def prepare(self, mlir: Any) -> Any:
        """Return a lowered module, its text unless `reads_bytecode`, as `compile` accepts it."""

    def compile(self, mlir: Any) -> bytes:
        """Compile a module that `prepare` returned."""

    def load(self, binary: bytes, function: str) -> Program:
        """Load a function from what `compile` returned."""

    def save(self, binary: bytes, path: Path) -> None:
        """Write what `compile` returned to a file, in the format that its name asks for."""


def register(name: str, module: str) -> None:
    """Register a back end under a name.

    Parameters
    ----------
    name : str
        The name that `Module.compile` accepts.
    module : str
        The name of the module with its `make`, which MODULES describes.
    """
    MODULES[name] = module


def find(name: str, target: str | None, device: str | None, flags: Sequence[str]) -> Backend:
    """Return the back end of this name for a target and a device.

    Raises
    ------
    ValueError
        If there is no back end of this name.
    ImportError
        If a package that it needs is not installed.
    """
    if name not in MODULES:
        raise ValueError(f"the back end must be one of {', '.join(MODULES)}, but is {name!r}")
    backend: Backend = import_module(MODULES[name]).make(target, device, flags)
    return backend
