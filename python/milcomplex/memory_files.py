"""Files in memory, which tools read and write where they are."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO, Any

# In bytes: a smaller file is copied for each run.
LARGE_FILE = 1 << 24
# How many large ones are open at a time.
MOST_OPEN = 8


class MemoryFile:
    """A file in memory, which is freed with this: a module of any size.

    One that a function has written, and that is large, stays open, so that there is one copy. Any
    other is bytes, and a file during each run: as many may be held as there is memory for.

    Attributes
    ----------
    content : bytes
        Of the file, unless it is open.
    descriptor : int or None
        Of the file, if it is open.
    constants : MemoryFile or None
        The data of resources of a module that is not in its own file, as
        milcomplex.large_constants writes it.
    """

    def __init__(self, content: bytes = b"", constants: MemoryFile | None = None) -> None:
        """Hold the content of a file."""
        self.content = content
        self.descriptor: int | None = None
        self.constants = constants

    @staticmethod
    def of(write: Callable[[Any], object]) -> MemoryFile:
        """Return a file that a function writes, which accepts a file object."""
        made = MemoryFile()
        with made.lend() as path:
            with open(path, "r+b") as file:
                write(file)
            if os.stat(path).st_size >= LARGE_FILE:
                OPEN.add(made, os.open(path, os.O_RDONLY))
            else:
                with open(path, "rb") as file:
                    made.content = file.read()
        return made

    @contextmanager
    def lend(self) -> Iterator[str]:
        """Lend the name of the file, for other processes too."""
        held = OPEN.copy_descriptor(self)
        descriptor = os.memfd_create("milcomplex") if held is None else held
        path = f"/proc/{os.getpid()}/fd/{descriptor}"
        try:
            if held is None and self.content:
                with open(path, "r+b") as file:
                    file.write(self.content)
            yield path
        finally:
            os.close(descriptor)

    def open(self) -> IO[bytes]:
        """Return the file, opened anew, for reading."""
        descriptor = OPEN.copy_descriptor(self)
        if descriptor is None:
            return BytesIO(self.content)
        try:
            return open(f"/proc/self/fd/{descriptor}", "rb")
        finally:
            os.close(descriptor)

    def read(self) -> bytes:
        """Return the content."""
        with self.open() as file:
            return file.read()

    def __len__(self) -> int:
        """Return the number of bytes."""
        with self.open() as file:
            return file.seek(0, os.SEEK_END)

    def __reduce__(self) -> tuple[type[MemoryFile], tuple[bytes, MemoryFile | None]]:
        """Return how it is pickled: as its content."""
        return MemoryFile, (self.read(), self.constants)


@contextmanager
def lend(file: MemoryFile | None) -> Iterator[str | None]:
    """Lend the name of a file, or nothing if there is none."""
    if file is None:
        yield None
    else:
        with file.lend() as path:
            yield path


class OpenFiles:
    """The files that are open, at most MOST_OPEN.

    Attributes
    ----------
    closings : list of weakref.finalize
        What closes each, the oldest first.
    """

    def __init__(self) -> None:
        """Start without any."""
        self.closings: list[weakref.finalize[Any, MemoryFile]] = []
        self.unlock()

    def unlock(self) -> None:
        """Have a new lock; in a fork of the process, a thread that is not there may have it."""
        self.lock = threading.RLock()

    def add(self, file: MemoryFile, descriptor: int) -> None:
        """Have a file stay open; if there are too many, the oldest becomes bytes."""
        with self.lock:
            file.descriptor = descriptor
            self.closings = [one for one in self.closings if one.alive]
            self.closings.append(weakref.finalize(file, os.close, descriptor))
            if len(self.closings) > MOST_OPEN:
                self.close(self.closings.pop(0))

    def close(self, closing: weakref.finalize[Any, MemoryFile]) -> None:
        """Close a file, which becomes bytes, unless it has been freed."""
        if known := closing.peek():
            file = known[0]
            file.content, file.descriptor = file.read(), None
            closing()

    def copy_descriptor(self, file: MemoryFile) -> int | None:
        """Return a new descriptor of a file if it is open."""
        with self.lock:
            return None if file.descriptor is None else os.dup(file.descriptor)


OPEN = OpenFiles()
os.register_at_fork(after_in_child=OPEN.unlock)
