"""Runs functions of shared libraries that milc-compile has written."""

from __future__ import annotations

import ctypes
import json
import os
import tempfile
import weakref
from _ctypes import dlclose
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from milcomplex.signature import DTYPES, Array, find_dtype

INTEGERS = {1: ctypes.c_int8, 2: ctypes.c_int16, 4: ctypes.c_int32, 8: ctypes.c_int64}


@dataclass(frozen=True)
class Slot:
    """An argument or a result of a function of the library.

    Attributes
    ----------
    dtype : numpy.dtype
        The type of its elements.
    shape : tuple of int or None, or None
        None for a number; a size of None is dynamic.
    """

    dtype: np.dtype[Any]
    shape: tuple[int | None, ...] | None

    @staticmethod
    def read(description: dict[str, Any]) -> Slot:
        """Read what the library says of it."""
        shape = description.get("shape")
        dtype = find_dtype(DTYPES[description["element"]])
        return Slot(dtype, None if shape is None else tuple(shape))

    @property
    def is_static(self) -> bool:
        """Whether it is an array whose sizes are all known."""
        return self.shape is not None and None not in self.shape

    @property
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


def load_library(binary: bytes) -> ctypes.CDLL:
    """Load a library, which is unloaded with the object."""
    with tempfile.NamedTemporaryFile(suffix=".so", delete=False) as file:
        file.write(binary)
    try:
        library = ctypes.CDLL(file.name)
    finally:
        os.unlink(file.name)
    weakref.finalize(library, dlclose, library._handle)
    return library


class NativeProgram:
    """A function of a shared library, which is loaded when it is first called.

    Attributes
    ----------
    binary : bytes
        The library.
    """

    def __init__(self, binary: bytes, function: str) -> None:
        """Accept a library and the name of a function in it."""
        self.binary = binary
        self.name = function

    @cached_property
    def library(self) -> ctypes.CDLL:
        """The library."""
        return load_library(self.binary)

    @cached_property
    def slots(self) -> tuple[list[Slot], list[Slot]]:
        """The arguments and the results."""
        start = ctypes.addressof(ctypes.c_char.in_dll(self.library, f"{self.name}_description"))
        description = json.loads(ctypes.string_at(start))
        return (
            [Slot.read(one) for one in description["arguments"]],
            [Slot.read(one) for one in description["results"]],
        )

    @cached_property
    def function(self) -> Any:
        """The function of ctypes."""
        function = getattr(self.library, self.name)
        types: list[Any] = []
        arguments, results = self.slots
        for slot in arguments:
            if slot.shape is None:
                types.append(slot.number)
            else:
                types += [ctypes.c_void_p, *[ctypes.c_int64] * slot.shape.count(None)]
        for slot in results:
            types += [ctypes.c_void_p] * (1 if slot.is_static else 2)
        function.argtypes = types
        function.restype = ctypes.c_int32
        return function

    def call(self, arguments: Sequence[Any]) -> list[Array]:
        """Call it with arrays and numbers; return arrays.

        Raises
        ------
        RuntimeError
            If it returns anything but 0.
        """
        slots, results = self.slots
        # Arrays that are passed must outlive the call.
        kept, words = [], []
        for slot, argument in zip(slots, arguments, strict=True):
            if slot.shape is None:
                words.append(slot.pass_number(argument))
                continue
            array = np.ascontiguousarray(argument, slot.dtype)
            kept.append(array)
            words.append(array.ctypes.data)
            words += [
                size
                for size, static in zip(np.shape(argument), slot.shape, strict=True)
                if static is None
            ]
        outputs: list[Any] = []
        for slot in results:
            if slot.is_static:
                outputs.append(np.empty(slot.shape or (), slot.dtype))
                words.append(outputs[-1].ctypes.data)
            else:
                pointer = ctypes.c_void_p()
                sizes = (ctypes.c_int64 * len(slot.shape or ()))()
                outputs.append((slot, pointer, sizes))
                words += [ctypes.addressof(pointer), ctypes.addressof(sizes)]
        if status := self.function(*words):
            raise RuntimeError(f"the program failed with status {status}")
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
    weakref.finalize(memory, FREE, pointer.value)
    array: Array = np.frombuffer(memoryview(memory), slot.dtype)
    return array.reshape(shape)
