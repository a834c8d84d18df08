"""The description of a way around a fault of IREE."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from milcomplex.signature import Array


@dataclass(frozen=True)
class Example:
    """The smallest module that is known to go wrong without a workaround.

    Attributes
    ----------
    mlir : str
        Its text; its function is `main`.
    arguments : sequence of arrays and numbers
        The arguments that it is called with.
    results : sequence of arrays
        What it must return, up to rounding.
    target : str
        The target where it goes wrong.
    """

    mlir: str
    arguments: Sequence[Any]
    results: Sequence[Array]
    target: str = "llvm-cpu"


@dataclass(frozen=True)
class Workaround:
    """A way around one fault of IREE, which may act in several places.

    Attributes
    ----------
    example : Example or None
        None where no small module is known; the file of the workaround says what shows the fault.
    concerns : str
        A regular expression that matches in the text of every module that needs `step` or
        `flags`.
    targets : tuple of str
        The targets that it is for; all if empty.
    rewrite : callable, optional
        Changes the text of a module, before any step.
    step : callable, optional
        Changes a module that IREE's bindings have parsed.
    kernel_step : callable, optional
        Changes a module that IREE has compiled up to where its kernels are serialized.
    flags : tuple of str
        Flags of iree-compile.
    symptom : str
        If an error of IREE, of a program or of the compiler, contains this, the module is compiled
        again.
    alternatives : tuple of tuple of str
        More flags for that: sets that are tried in turn until one works.
    devices : mapping of str to str
        Devices of IREE's runtime, and those that replace them by default.
    """

    example: Example | None
    concerns: str = ""
    targets: tuple[str, ...] = ()
    rewrite: Callable[[str], str] | None = None
    step: Callable[[Any], None] | None = None
    kernel_step: Callable[[Any], None] | None = None
    flags: tuple[str, ...] = ()
    symptom: str = ""
    alternatives: tuple[tuple[str, ...], ...] = ()
    devices: Mapping[str, str] = field(default_factory=dict)

    def is_for(self, target: str) -> bool:
        """Whether it is for a target."""
        return not self.targets or target in self.targets

    def is_concerned(self, mlir: str) -> bool:
        """Whether a module may need its step or its flags."""
        return re.search(self.concerns, mlir) is not None
