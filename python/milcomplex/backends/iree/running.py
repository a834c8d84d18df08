"""Runs modules that IREE has compiled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from milcomplex.signature import Array


class Binary(bytes):
    """A module of IREE's virtual machine.

    Attributes
    ----------
    compile_otherwise : callable
        Accepts the error that it failed with, and yields equivalent modules, each compiled when
        it is asked for.
    """

    compile_otherwise: Callable[[Exception], Iterator[bytes]]


class IreeProgram:
    """A function of a module of IREE's virtual machine, which is loaded when it is first called.

    Attributes
    ----------
    binary : bytes
        The module.
    """

    def __init__(self, binary: bytes, function: str, device: str) -> None:
        """Accept a module, the name of a function in it, and a device of IREE's runtime."""
        self.binary = binary
        self.name = function
        self.device = device
        self.others: Iterator[bytes] | None = None

    @cached_property
    def function(self) -> Any:
        """The function of IREE's runtime, on real arrays."""
        import iree.runtime

        config = iree.runtime.Config(self.device)
        context = iree.runtime.SystemContext(config=config)
        loaded = iree.runtime.VmModule.copy_buffer(context.instance, self.binary)
        context.add_vm_module(loaded)
        return context.modules[loaded.name][self.name]

    def call(self, arguments: Sequence[Any]) -> list[Array]:
        """Call it with arrays and numbers; return arrays."""
        # IREE has no bool.
        results = self.call_function([int(x) if isinstance(x, bool) else x for x in arguments])
        if results is None:
            return []
        if not isinstance(results, (tuple, list)):
            results = [results]
        return [to_host(result) for result in results]

    def call_function(self, arguments: Sequence[Any]) -> Any:
        """Call the function, or that of the next program if IREE is at fault with this one."""
        while True:
            try:
                return self.function(*arguments)
            except IndexError as error:
                if self.others is None and isinstance(self.binary, Binary):
                    self.others = self.binary.compile_otherwise(error)
                other = next(self.others or iter(()), None)
                if other is None:
                    raise
                self.binary = other
                del self.function


def to_host(result: Any) -> Array:
    """Return a result as a NumPy array."""
    if not hasattr(result, "to_host"):
        return np.asarray(result)
    try:
        # A view would keep IREE's objects alive, of which its bindings complain when Python ends.
        return np.array(result.to_host())
    except ValueError:
        # Vulkan's driver imports only page-aligned memory, which NumPy's is not.
        return copy_through_staging(result)


def copy_through_staging(result: Any) -> Array:
    """Copy an array to a device, by way of a buffer that both device and host can access."""
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
