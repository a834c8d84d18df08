"""Links objects into this process, by the library of milcomplex for C."""

from __future__ import annotations

import ctypes
import weakref
from functools import cache
from typing import Any

from milcomplex.driver import find_library

HANDLER = ctypes.CFUNCTYPE(None, ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p)


class Options(ctypes.Structure):
    """MilcOptions of milcomplex.h."""

    _fields_ = [
        ("lowering", ctypes.c_char_p),
        ("processor", ctypes.c_char_p),
        ("prefix", ctypes.c_char_p),
        ("threads", ctypes.c_int),
        ("handler", HANDLER),
        ("data", ctypes.c_void_p),
    ]


@cache
def open_library() -> Any:
    """Return the library for C.

    Raises
    ------
    FileNotFoundError
        If there is none.
    """
    library = ctypes.CDLL(find_library())
    library.milcLoad.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.POINTER(Options)]
    library.milcLoad.restype = ctypes.c_void_p
    library.milcFind.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    library.milcFind.restype = ctypes.c_void_p
    library.milcUnload.argtypes = [ctypes.c_void_p]
    library.milcUnload.restype = None
    return library


class LoadedObject:
    """An object that is linked into this process, and freed with this."""

    def __init__(self, content: bytes) -> None:
        """Link the content of an object.

        Raises
        ------
        RuntimeError
            If it cannot be linked.
        """
        library = open_library()
        messages: list[str] = []

        def tell(_: int, text: bytes, __: int | None) -> None:
            messages.append(text.decode(errors="replace"))

        options = Options(handler=HANDLER(tell))
        self.handle = library.milcLoad(content, len(content), ctypes.byref(options))
        if not self.handle:
            raise RuntimeError("\n".join(messages))
        unloading = weakref.finalize(self, library.milcUnload, self.handle)
        # XLA may still run a call when Python ends.
        unloading.atexit = False

    def find(self, name: str) -> int:
        """Return the address of a function or a constant.

        Raises
        ------
        KeyError
            If there is none of this name.
        """
        address: int | None = open_library().milcFind(self.handle, name.encode())
        if address is None:
            raise KeyError(name)
        return address
