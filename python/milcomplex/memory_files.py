"""Files in memory, which tools read and write where they are."""

from __future__ import annotations

import os
import weakref
from collections.abc import Callable
from typing import IO, Any


class MemoryFile:
    """A file in memory, which is freed with this: a module of any size, in one copy.

    Attributes
    ----------
    descriptor : int
        Of the file, open for reading and writing.
    constants : MemoryFile or None
        The data of resources of a module that is not in its own file, as
        milcomplex.large_constants writes it.
    """

    def __init__(self, content: bytes = b"", constants: MemoryFile | None = None) -> None:
        """Write a file."""
        self.constants = constants
        self.descriptor = os.memfd_create("milcomplex")
        weakref.finalize(self, os.close, self.descriptor)
        if content:
            with self.open() as file:
                file.write(content)

    @staticmethod
    def of(write: Callable[[Any], object]) -> MemoryFile:
        """Return a file that a function writes, which accepts a file object."""
        made = MemoryFile()
        with made.open() as file:
            write(file)
        return made

    def open(self) -> IO[bytes]:
        """Return the file, opened anew, for reading and writing from its beginning."""
        return open(self.path, "r+b")

    @property
    def path(self) -> str:
        """The name of the file, for other processes too, as long as this one has it."""
        return f"/proc/{os.getpid()}/fd/{self.descriptor}"

    def read(self) -> bytes:
        """Return a copy of the content."""
        with self.open() as file:
            return file.read()

    def __len__(self) -> int:
        """Return the number of bytes."""
        return os.fstat(self.descriptor).st_size

    def __reduce__(self) -> tuple[type[MemoryFile], tuple[bytes, MemoryFile | None]]:
        """Return how it is pickled: as its content."""
        return MemoryFile, (self.read(), self.constants)
