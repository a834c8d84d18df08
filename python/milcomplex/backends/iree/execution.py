"""Compiles and runs lowered modules with IREE."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from milcomplex.signature import Array, find_dtype

if TYPE_CHECKING:
    from milcomplex.module import Module

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
UNEVALUATED = re.compile(r"arith\.constant dense.*: tensor<[^>]*f8E\w+>")
COMPUTE_CONSTANTS_EACH_TIME = "--iree-opt-const-expr-hoisting=false"
# IREE's virtual machine loses buffers of some loops that carry many. With another of these flags a
# program is laid out otherwise.
LOST_BUFFER = "indirect buffer reference"
OTHER_FLAGS = ("--iree-hal-memoization=true", COMPUTE_CONSTANTS_EACH_TIME)


class Compiled:
    """A compiled program, called as the model is.

    Attributes
    ----------
    binary : bytes
        The module of IREE's virtual machine.
    module : Module
        What was compiled.
    """

    def __init__(self, module: Module, binary: bytes, device: str, others: Iterator[bytes]) -> None:
        """Hold a program, which is loaded when it is first called, and others that do the same."""
        self.module = module
        self.binary = binary
        self.device = device
        self.others = others

    @cached_property
    def function(self) -> Any:
        """The function of IREE's runtime, of real arrays."""
        import iree.runtime

        config = iree.runtime.Config(self.device)
        context = iree.runtime.SystemContext(config=config)
        loaded = iree.runtime.VmModule.copy_buffer(context.instance, self.binary)
        context.add_vm_module(loaded)
        return context.modules[loaded.name][self.module.function]

    def call_parts(self, parts: Sequence[Any]) -> list[Array]:
        """Call it with the arguments of the lowered function and return its results."""
        results = self.call_function(parts)
        if results is None:
            return []
        if not isinstance(results, (tuple, list)):
            results = [results]
        return [to_host(result) for result in results]

    def call_function(self, parts: Sequence[Any]) -> Any:
        """Call the function, or that of the next program if IREE loses a buffer of this one."""
        while True:
            try:
                return self.function(*parts)
            except IndexError as error:
                other = next(self.others, None) if LOST_BUFFER in str(error) else None
                if other is None:
                    raise
                self.binary = other
                del self.function

    def call_arrays(self, arrays: Sequence[Any]) -> list[Array]:
        """Call it with arrays in the order of the signature and return arrays."""
        signature = self.module.signature
        parts = self.call_parts(signature.split(arrays))
        typed = [
            part.astype(find_dtype(expected.dtype), copy=False)
            for part, expected in zip(parts, signature.results, strict=True)
        ]
        return signature.join(typed)

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """Call it with the arguments of the model and return what the model does."""
        arrays = self.module.flatten(arguments, keywords)
        return self.module.unflatten(self.call_arrays(arrays))


def to_host(result: Any) -> Array:
    """Return a result as an array of NumPy."""
    if not hasattr(result, "to_host"):
        return np.asarray(result)
    try:
        return np.asarray(result.to_host())
    except ValueError:
        # Vulkan's driver imports only memory that begins on a page, which NumPy's does not.
        return copy_through_staging(result)


def copy_through_staging(result: Any) -> Array:
    """Return an array on a device by way of a buffer that both it and the host can see."""
    from iree.runtime import BufferUsage, HalElementType, HalFence, MemoryType

    device, view = result._device, result._buffer_view
    source = view.get_buffer()
    staging = device.allocator.allocate_buffer(
        memory_type=int(MemoryType.HOST_LOCAL | MemoryType.DEVICE_VISIBLE),
        allowed_usage=int(BufferUsage.TRANSFER_TARGET | BufferUsage.MAPPING_SCOPED),
        allocation_size=source.byte_length(),
    )
    semaphore = device.create_semaphore(0)
    done = HalFence.create_at(semaphore, 1)
    device.queue_copy(source, staging, HalFence.create_at(semaphore, 0), done)
    done.wait()
    dtype = HalElementType.map_to_dtype(view.element_type)
    return np.array(staging.map().asarray(view.shape, dtype)).astype(result.dtype)


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


def compile_module(
    module: Module, target: str, device: str | None, flags: Sequence[str]
) -> Compiled:
    """Compile a module for a target of IREE.

    Raises
    ------
    ImportError
        If IREE is not installed.
    ValueError
        If no device is known for the target and none is given.
    iree.compiler.CompilerToolError
        If IREE refuses the module.
    """
    try:
        import iree.compiler
    except ImportError as error:
        raise ImportError("IREE is not installed: pip install milcomplex[iree]") from error
    from milcomplex.backends.iree.preparation import prepare

    if device is None:
        if target not in DEVICES:
            raise ValueError(f"no device is known for the target {target!r}: give device=")
        device = DEVICES[target]

    mlir = prepare(module.mlir)

    def run_compiler(flags: list[str]) -> bytes:
        binary: bytes = iree.compiler.compile_str(mlir, target_backends=[target], extra_args=flags)
        return binary

    all_flags = [*list_flags(module.mlir, target), *flags]
    try:
        binary = run_compiler(all_flags)
    except iree.compiler.CompilerToolError as error:
        if target != "llvm-cpu" or "undefined symbol" not in str(error):
            raise
        # What IREE computes as it compiles is linked with the embedded one whatever the flags say.
        binary = run_compiler([*all_flags, USE_SYSTEM_LINKER, COMPUTE_CONSTANTS_EACH_TIME])

    def compile_otherwise() -> Iterator[bytes]:
        for flag in OTHER_FLAGS:
            with suppress(iree.compiler.CompilerToolError):
                yield run_compiler([*all_flags, flag])

    return Compiled(module, binary, device, compile_otherwise())
