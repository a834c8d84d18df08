"""Runs functions of objects that milc-compile has written."""

from __future__ import annotations

import ctypes
import json
import threading
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from milcomplex.backends.native.library import LoadedObject
from milcomplex.signature import DTYPES, Array, Signature, find_dtype

INTEGERS = {1: ctypes.c_int8, 2: ctypes.c_int16, 4: ctypes.c_int32, 8: ctypes.c_int64}


@dataclass(frozen=True)
class Slot:
    """An argument or a result of a function.

    Attributes
    ----------
    dtype : numpy.dtype
        The type of its elements.
    shape : tuple of int or None, or None
        None for a number; a size of None is dynamic.
    is_passed : bool
        Whether the caller allocates it, which it must not where a size is dynamic.
    """

    dtype: np.dtype[Any]
    shape: tuple[int | None, ...] | None
    is_passed: bool

    @staticmethod
    def read(description: dict[str, Any]) -> Slot:
        """Read what the object says of it."""
        shape = description.get("shape")
        dtype = find_dtype(DTYPES[description["element"]])
        is_passed = description.get("passed", True)
        return Slot(dtype, None if shape is None else tuple(shape), is_passed)

    @cached_property
    def is_static(self) -> bool:
        """Whether it is an array whose sizes are all known."""
        return self.shape is not None and None not in self.shape

    @cached_property
    def number(self) -> Any:
        """The type of ctypes of a number, for one that C lacks that of its bits."""
        if self.dtype.kind == "f" and self.dtype.itemsize in (4, 8):
            return ctypes.c_float if self.dtype.itemsize == 4 else ctypes.c_double
        return INTEGERS[self.dtype.itemsize]

    def pass_number(self, value: Any) -> Any:
        """Return a number as its type of ctypes accepts it."""
        number = np.asarray(value).astype(self.dtype)
        if self.number in (ctypes.c_float, ctypes.c_double):
            return number.item()
        return number.view(f"i{self.dtype.itemsize}").item()


FROM_BUFFER: Any = ctypes.c_char.from_buffer


def find_address(array: Array) -> int:
    """Return where the elements of an array are."""
    try:
        return ctypes.addressof(FROM_BUFFER(array))
    except (BufferError, TypeError, ValueError):
        # It is read-only or empty, or of a type that no buffer has. This is slower.
        return array.ctypes.data


class NativeProgram:
    """A function of an object, which is loaded when it is first called.

    Attributes
    ----------
    binary : bytes
        The object.
    """

    def __init__(self, binary: bytes, function: str) -> None:
        """Accept an object and the name of a function in it."""
        self.binary = binary
        self.name = function
        self.lock = threading.Lock()

    @cached_property
    def loaded(self) -> LoadedObject:
        """The object in this process."""
        return LoadedObject(self.binary)

    @cached_property
    def description(self) -> dict[str, Any]:
        """What the object says of the function."""
        found: dict[str, Any] = json.loads(
            ctypes.string_at(self.loaded.find(f"{self.name}_description"))
        )
        return found

    @cached_property
    def slots(self) -> tuple[list[Slot], list[Slot]]:
        """The arguments and the results."""
        return (
            [Slot.read(one) for one in self.description["arguments"]],
            [Slot.read(one) for one in self.description["results"]],
        )

    @cached_property
    def function(self) -> Any:
        """The function of ctypes."""
        types: list[Any] = []
        arguments, results = self.slots
        for slot in arguments:
            if slot.shape is None:
                types.append(slot.number)
            else:
                types += [ctypes.c_void_p, *[ctypes.c_int64] * slot.shape.count(None)]
        for slot in results:
            types += [ctypes.c_void_p] * (1 if slot.is_passed else 2)
        return ctypes.CFUNCTYPE(ctypes.c_int32, *types)(self.loaded.find(self.name))

    @property
    def messages(self) -> list[str]:
        """Those of its assertions."""
        found: list[str] = self.description["messages"]
        return found

    def accepts_memory(self, signature: Signature) -> bool:
        """Whether its arguments and results are the memory of arrays of known sizes.

        Parameters
        ----------
        signature : Signature
            Of the function.
        """
        slots = (slot for slots in self.slots for slot in slots)
        return signature.has_whole_arrays and all(slot.is_static for slot in slots)

    @property
    def packed(self) -> int:
        """The address of the function that loads its arguments from an array of words."""
        self.load()
        return self.loaded.find(f"{self.name}_packed")

    def load(self) -> Any:
        """Return the function, loaded once, whichever thread is the first."""
        if "function" not in vars(self):
            with self.lock:
                return self.function
        return self.function

    def explain(self, status: int) -> Exception:
        """Return the exception for a status other than 0."""
        if status < 0:
            return MemoryError("the program could not allocate memory")
        return RuntimeError(self.messages[status - 1])

    def call(self, arguments: Sequence[Any]) -> list[Array]:
        """Call it with arrays and numbers; return arrays.

        Raises
        ------
        RuntimeError
            If an assertion of the program fails.
        MemoryError
            If there is not enough memory.
        """
        function = self.load()
        slots, results = self.slots
        # Arrays that are passed must outlive the call.
        kept, words = [], []
        for slot, argument in zip(slots, arguments, strict=True):
            if slot.shape is None:
                words.append(slot.pass_number(argument))
                continue
            array = np.ascontiguousarray(argument, slot.dtype)
            kept.append(array)
            words.append(find_address(array))
            if not slot.is_static:
                words += [
                    size
                    for size, static in zip(np.shape(argument), slot.shape, strict=True)
                    if static is None
                ]
        outputs: list[Any] = []
        for slot in results:
            if slot.is_passed:
                outputs.append(np.empty(slot.shape or (), slot.dtype))
                words.append(find_address(outputs[-1]))
            else:
                pointer = ctypes.c_void_p()
                sizes = (ctypes.c_int64 * len(slot.shape or ()))()
                outputs.append((slot, pointer, sizes))
                words += [ctypes.addressof(pointer), ctypes.addressof(sizes)]
        if status := function(*words):
            raise self.explain(status)
        return [one if isinstance(one, np.ndarray) else adopt(*one) for one in outputs]


FREE = ctypes.CDLL(None).free
FREE.argtypes = [ctypes.c_void_p]
FREE.restype = None


def adopt(slot: Slot, pointer: ctypes.c_void_p, sizes: ctypes.Array[ctypes.c_int64]) -> Array:
    """Return memory that the program has allocated as an array, which frees it."""
    shape = tuple(sizes)
    count = int(np.prod(shape))
    if not pointer.value or count == 0:
        FREE(pointer)
        return np.empty(shape, slot.dtype)
    memory = (ctypes.c_char * (count * slot.dtype.itemsize)).from_address(pointer.value)
    freeing = weakref.finalize(memory, FREE, pointer.value)
    # A library may still read the results when Python ends.
    freeing.atexit = False
    array: Array = np.frombuffer(memoryview(memory), slot.dtype)
    return array.reshape(shape)
