"""Compiles modules with IREE."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import iree.compiler

from milcomplex.backends.backend import Program
from milcomplex.backends.iree.preparation import change, prepare
from milcomplex.backends.iree.running import Binary, IreeProgram
from milcomplex.backends.iree.workaround import Workaround
from milcomplex.backends.iree.workarounds import WORKAROUNDS

# The device that runs programs compiled for a target.
DEVICES = {
    "llvm-cpu": "local-task",
    "vmvx": "local-task",
    "vulkan-spirv": "vulkan",
    "cuda": "cuda",
    "rocm": "hip",
    "metal-spirv": "metal",
}
# The phase of iree-compile after which kernels are serialized.
KERNELS = "executable-targets"


class Iree:
    """The back end: iree-compile for a target, and a device of IREE's runtime."""

    # What it compiles is lowered as the user says.
    lowering: Mapping[str, Any] = {}

    def __init__(
        self,
        target: str,
        device: str,
        flags: Sequence[str] = (),
        workarounds: Collection[Workaround] | None = None,
    ) -> None:
        """Accept the names of iree-compile and the runtime for them, and more flags.

        By default all known workarounds are used.
        """
        self.target = target
        self.device = device
        self.flags = tuple(flags)
        known = WORKAROUNDS.values() if workarounds is None else workarounds
        self.workarounds = tuple(one for one in known if one.is_for(target))

    def prepare(self, mlir: str) -> str:
        """Return the text of a module that IREE compiles correctly."""
        return prepare(mlir, self.workarounds)

    def compile(self, mlir: str) -> Binary:
        """Compile the text of a module that was prepared.

        Raises
        ------
        iree.compiler.CompilerToolError
            If IREE rejects it. Its attribute `mlir` is the text.
        """
        try:
            return self.run_compiler(mlir)
        except iree.compiler.CompilerToolError as error:
            other = next(self.compile_otherwise(mlir, error), None)
            if other is None:
                error.mlir = mlir
                raise
            return other

    def compile_otherwise(self, mlir: str, error: Exception) -> Iterator[Binary]:
        """Yield programs equivalent to one that shows a fault of IREE."""
        for workaround in self.workarounds:
            if not workaround.symptom or workaround.symptom not in str(error):
                continue
            for flags in workaround.alternatives:
                with suppress(iree.compiler.CompilerToolError):
                    yield self.run_compiler(mlir, flags)

    def run_compiler(self, mlir: str, flags: Sequence[str] = ()) -> Binary:
        """Run iree-compile with flags besides those that are always used."""
        all_flags = [*self.list_flags(mlir), *self.flags, *flags]
        steps = [
            workaround.kernel_step
            for workaround in self.workarounds
            if workaround.kernel_step is not None
        ]
        text = mlir
        if steps:
            kernels = self.call_compiler(text, [*all_flags, f"--compile-to={KERNELS}"])
            text = change(kernels.decode(), steps)
            all_flags.append(f"--compile-from={KERNELS}")
        binary = Binary(self.call_compiler(text, all_flags))
        binary.compile_otherwise = lambda error: self.compile_otherwise(mlir, error)
        return binary

    def call_compiler(self, mlir: str, flags: Sequence[str]) -> bytes:
        """Run iree-compile for the target with these flags."""
        output: bytes = iree.compiler.compile_str(
            mlir, target_backends=[self.target], extra_args=flags
        )
        return output

    def list_flags(self, mlir: str) -> list[str]:
        """Return the flags of iree-compile for a module."""
        flags = [
            flag
            for workaround in self.workarounds
            if workaround.flags and workaround.is_concerned(mlir)
            for flag in workaround.flags
        ]
        return [*flags, "--iree-llvmcpu-target-cpu=host"] if self.target == "llvm-cpu" else flags

    def load(self, binary: bytes, function: str) -> Program:
        """Load a function of what `compile` returned."""
        return IreeProgram(binary, function, self.device)

    def save(self, binary: bytes, path: Path) -> None:
        """Write a module of IREE's virtual machine."""
        path.write_bytes(binary)


def make(target: str | None, device: str | None, flags: Sequence[str]) -> Iree:
    """Return the back end for a target of IREE, by default the CPU.

    Raises
    ------
    ValueError
        If no device is known for the target and none is given.
    """
    target = target or "llvm-cpu"
    if device is None:
        if target not in DEVICES:
            raise ValueError(f"no device is known for the target {target!r}: pass device=")
        device = DEVICES[target]
        for workaround in WORKAROUNDS.values():
            device = workaround.devices.get(device, device)
    return Iree(target, device, flags)
