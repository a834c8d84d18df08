"""Runs the tools of milcomplex, each in a fork of a process that has LLVM loaded already."""

from __future__ import annotations

import atexit
import os
import socket
import struct
import subprocess
import threading
from collections.abc import Sequence
from typing import IO

from milcomplex.memory_files import MemoryFile

# A server says at once that it is one; on a busy machine its start takes a second.
SECONDS_TO_START = 3
STATUS = struct.Struct("i")


class NotAServer(Exception):
    """A tool that has no server, or whose server has ended."""


def identify(tool: str) -> tuple[int, ...]:
    """Return what changes when the file of a tool does."""
    try:
        state = os.stat(tool)
    except OSError:
        return ()
    return (state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns)


class Server:
    """A process of a tool that runs it in forks, one at a time: see tools/serve/Serve.h.

    Attributes
    ----------
    tool : str
        The path of the tool.
    identity : tuple of int
        Of the file of the tool when the process was started.
    """

    def __init__(self, tool: str) -> None:
        """Start a process.

        Raises
        ------
        NotAServer
            If the process does not say that it is a server.
        FileNotFoundError
            If there is no such tool.
        """
        self.tool = tool
        self.identity = identify(tool)
        try:
            self.socket, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        except OSError as error:
            raise NotAServer from error
        try:
            with other:
                self.process = subprocess.Popen(
                    [tool, "--serve"],
                    stdin=other.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    # What a run would look up is looked up once.
                    env={**os.environ, "LD_BIND_NOW": "1"},
                )
        except OSError:
            self.socket.close()
            raise
        try:
            self.socket.settimeout(SECONDS_TO_START)
            self.receive()
            self.socket.settimeout(None)
        except NotAServer:
            self.close()
            raise

    def receive(self) -> bytes:
        """Return the next packet of the process."""
        try:
            packet = self.socket.recv(STATUS.size)
        except OSError as error:
            raise NotAServer from error
        if not packet:
            raise NotAServer
        return packet

    def run(self, arguments: Sequence[str], streams: Sequence[IO[bytes]]) -> int:
        """Run the tool with standard input, output and error; return its exit status.

        A signal that ends it is a negative number.

        Raises
        ------
        NotAServer
            If the process has ended, or cannot be asked: there are too many arguments, or the
            working directory has no name.
        """
        try:
            words = [os.getcwd(), *arguments]
            request = b"".join(os.fsencode(word) + b"\0" for word in words)
            socket.send_fds(self.socket, [request], [stream.fileno() for stream in streams])
        except OSError as error:
            raise NotAServer from error
        (status,) = STATUS.unpack(self.receive())
        return int(status)

    def close(self) -> None:
        """End the process."""
        self.socket.close()
        self.process.kill()
        self.process.wait()


class Pool:
    """The servers of this process that wait for a run.

    Attributes
    ----------
    waiting : dict
        Lists of servers by the path of their tool.
    without : dict
        Tools that have no server, and the identities of their files.
    """

    def __init__(self) -> None:
        """Start without any."""
        self.lock = threading.Lock()
        self.waiting: dict[str, list[Server]] = {}
        self.without: dict[str, tuple[int, ...]] = {}

    def take(self, tool: str) -> Server:
        """Return a server of a tool that waits, or a new one.

        Raises
        ------
        NotAServer
            If the tool has none.
        FileNotFoundError
            If there is no such tool.
        """
        identity = identify(tool)
        with self.lock:
            if self.without.get(tool) == identity:
                raise NotAServer
            waiting = self.waiting.get(tool, [])
            while waiting:
                server = waiting.pop()
                if server.identity == identity:
                    return server
                server.close()
        try:
            return Server(tool)
        except NotAServer:
            self.without[tool] = identity
            raise

    def put(self, server: Server) -> None:
        """Have a server wait."""
        with self.lock:
            self.waiting.setdefault(server.tool, []).append(server)

    def close(self) -> None:
        """End all that wait."""
        with self.lock:
            for servers in self.waiting.values():
                for server in servers:
                    server.close()
            self.waiting.clear()

    def forget(self) -> None:
        """Start anew in a fork of the process, which must not talk to its servers."""
        for servers in self.waiting.values():
            for server in servers:
                server.socket.close()
                # It is no child of this process.
                server.process.returncode = 0
        self.__init__()  # type: ignore[misc]


POOL = Pool()
atexit.register(POOL.close)
os.register_at_fork(after_in_child=POOL.forget)


def run_tool(command: Sequence[str], content: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run a tool on standard input, as subprocess.run does, in a fork of a server if it is one.

    Raises
    ------
    FileNotFoundError
        If there is no such tool.
    """
    done, output = run_on_file(command, MemoryFile(content))
    done.stdout = output.read()
    return done


def run_on_file(
    command: Sequence[str], given: MemoryFile
) -> tuple[subprocess.CompletedProcess[bytes], MemoryFile]:
    """Run a tool as `run_tool` does; return what it prints beside the result.

    The tool can map its standard input, /dev/stdin, into its memory.
    """
    done: list[subprocess.CompletedProcess[bytes]] = []
    with given.lend() as path:
        output = MemoryFile.of(lambda target: done.append(run_to_file(command, path, target)))
    return done[0], output


def run_to_file(
    command: Sequence[str], path: str, output: IO[bytes]
) -> subprocess.CompletedProcess[bytes]:
    """Run a tool as `run_on_file` does, on the file of a name; it prints to another."""
    tool, *arguments = command
    try:
        server = POOL.take(tool)
    except NotAServer:
        return run_once(command, path, output)
    with open(path, "rb") as source, open(os.memfd_create("messages"), "r+b") as messages:
        try:
            status = server.run(arguments, (source, output, messages))
        except NotAServer:
            server.close()
            return run_once(command, path, output)
        except BaseException:
            server.close()
            raise
        POOL.put(server)
        messages.seek(0)
        return subprocess.CompletedProcess(command, status, b"", messages.read())


def run_once(
    command: Sequence[str], path: str, output: IO[bytes]
) -> subprocess.CompletedProcess[bytes]:
    """Run a tool as `run_to_file` does, in a process of its own."""
    # A server that has ended may have read and written already.
    with open(path, "rb") as source, open(f"/proc/self/fd/{output.fileno()}", "wb") as target:
        return subprocess.run(command, stdin=source, stdout=target, stderr=subprocess.PIPE)
