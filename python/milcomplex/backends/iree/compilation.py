"""Compiles modules with IREE."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

import iree.compiler

from milcomplex.backends.backend import Program
from milcomplex.backends.iree.preparation import prepare
from milcomplex.backends.iree.running import Binary, IreeProgram

# The device that runs what is compiled for a target. On local-task, which has threads, IREE 3.13
# gives now and then a wrong result of a loop.
DEVICES = {
    "llvm-cpu": "local-sync",
    "vmvx": "local-sync",
    "vulkan-spirv": "vulkan",
    "cuda": "cuda",
    "rocm": "hip",
    "metal-spirv": "metal",
}
# What keeps IREE 3.13 from errors of its own.
FLAGS: tuple[str, ...] = (
    # It computes f64 as f32.
    "--iree-input-demote-f64-to-f32=false",
    # It fails to propagate them through an op that computes both parts of a complex number.
    "--iree-global-opt-propagate-transposes=false",
    # Such an op fused with several that use it computes one part twice, and the other not.
    "--iree-dispatch-creation-fuse-multi-use=false",
    # It loses buffers of fewer loops.
    "--iree-hal-memoization=false",
)
# Some functions are calls of the C library, of which only the system's linker knows: those of
# f64 for the most part, and a few of f32.
USE_SYSTEM_LINKER = "--iree-llvmcpu-link-embedded=false"
F64_FUNCTION = re.compile(r"\b(?:math\.(?!absf|copysign|fma|sqrt)\w+|arith\.remf) .*: f64\b")
# What it computes of constants of these it does not evaluate as it compiles; where that are two
# results, as the parts of complex numbers, it then takes one for the other.
UNEVALUATED = re.compile(r"arith\.(?:constant dense|bitcast ).*tensor<[^>]*f8E\w+>")
COMPUTE_CONSTANTS_EACH_TIME = "--iree-opt-const-expr-hoisting=false"
# With another of these flags a program is laid out otherwise, so that no buffers are lost.
OTHER_FLAGS = ("--iree-hal-memoization=true", COMPUTE_CONSTANTS_EACH_TIME)


class Iree:
    """The back end: iree-compile for a target, and a device of IREE's runtime."""

    def __init__(self, target: str, device: str, flags: Sequence[str] = ()) -> None:
        """Take what iree-compile and the runtime call them, and more flags of iree-compile."""
        self.target = target
        self.device = device
        self.flags = tuple(flags)

    def prepare(self, mlir: str) -> str:
        """Return the text of a module that IREE computes rightly."""
        return prepare(mlir)

    def compile(self, mlir: str) -> Binary:
        """Compile the text of a module that was prepared.

        Raises
        ------
        iree.compiler.CompilerToolError
            If IREE refuses it.
        """
        flags = [*list_flags(mlir, self.target), *self.flags]
        try:
            binary = self.run_compiler(mlir, flags)
        except iree.compiler.CompilerToolError as error:
            if self.target != "llvm-cpu" or "undefined symbol" not in str(error):
                raise
            # What IREE computes as it compiles is linked with the embedded one whatever the flags
            # say.
            linking = [USE_SYSTEM_LINKER, COMPUTE_CONSTANTS_EACH_TIME]
            binary = self.run_compiler(mlir, [*flags, *linking])
        binary.others = self.compile_otherwise(mlir, flags)
        return binary

    def compile_otherwise(self, mlir: str, flags: list[str]) -> Iterator[bytes]:
        """Yield programs that do the same as one that was compiled with some flags."""
        for flag in OTHER_FLAGS:
            with suppress(iree.compiler.CompilerToolError):
                yield self.run_compiler(mlir, [*flags, flag])

    def run_compiler(self, mlir: str, flags: list[str]) -> Binary:
        """Run iree-compile."""
        return Binary(
            iree.compiler.compile_str(mlir, target_backends=[self.target], extra_args=flags)
        )

    def load(self, binary: bytes, function: str) -> Program:
        """Load a function of what `compile` returned."""
        return IreeProgram(binary, function, self.device)


def list_flags(mlir: str, target: str) -> list[str]:
    """Return the flags of iree-compile that a module for a target takes."""
    flags = [*FLAGS]
    if UNEVALUATED.search(mlir):
        flags.append(COMPUTE_CONSTANTS_EACH_TIME)
    if target == "llvm-cpu":
        flags.append("--iree-llvmcpu-target-cpu=host")
        if F64_FUNCTION.search(mlir):
            flags.append(USE_SYSTEM_LINKER)
    return flags


def make(target: str | None, device: str | None, flags: Sequence[str]) -> Iree:
    """Return the back end for a target of IREE, by default the CPU.

    Raises
    ------
    ValueError
        If no device is known for the target and none is given.
    """
    target = target or "llvm-cpu"
    device = device or DEVICES.get(target)
    if device is None:
        raise ValueError(f"no device is known for the target {target!r}: give device=")
    return Iree(target, device, flags)
