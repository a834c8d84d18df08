"""Runs the tools of milcomplex, each in a fork of a process that has LLVM loaded already."""

from __future__ import annotations

import atexit
import os
import socket
import struct
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from typing import IO

# The start of a server is a dynamic linker's work; a tool that is none never answers.
SECONDS_TO_START = 3
STATUS = struct.Struct("i")


class NotAServer(Exception):
    """A tool that cannot be run as a server, or whose server has ended."""


class Server:
    """A process of a tool, for one run at a time: see tools/serve/Serve.h.

    Attributes
    ----------
    tool : str
        The path of the tool.
    """

    def __init__(self, tool: str) -> None:
        """Start a process, unless the tool is run as one in vain.

        Raises
        ------
        NotAServer
            If it does not say that it is one.
        """
        self.tool = tool
        self.socket, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with its:
            self.process = subprocess.Popen(
                [tool, "--serve"],
                stdin=its.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                # What a run would look up is looked up once.
                env={**os.environ, "LD_BIND_NOW": "1"},
            )
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
            If the process has ended, or there are too many arguments for it.
        """
        words = [os.getcwd(), *arguments]
        request = b"".join(os.fsencode(word) + b"\0" for word in words)
        try:
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
    refused : set of str
        Tools that are none.
    """

    def __init__(self) -> None:
        """Start without any."""
        self.lock = threading.Lock()
        self.waiting: dict[str, list[Server]] = {}
        self.refused: set[str] = set()

    def take(self, tool: str) -> Server:
        """Return a server of a tool that waits, or a new one.

        Raises
        ------
        NotAServer
            If the tool is none.
        """
        with self.lock:
            if tool in self.refused:
                raise NotAServer
            if waiting := self.waiting.get(tool):
                return waiting.pop()
        try:
            return Server(tool)
        except NotAServer:
            self.refused.add(tool)
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


POOL = Pool()
atexit.register(POOL.close)
# A fork of this process must not talk to its servers.
os.register_at_fork(after_in_child=POOL.__init__)  # type: ignore[misc]


def run_tool(command: Sequence[str], content: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run a tool on standard input, as subprocess.run does, in a fork of a server if it is one.

    Raises
    ------
    FileNotFoundError
        If there is no such tool.
    """
    tool, *arguments = command
    try:
        server = POOL.take(tool)
    except NotAServer:
        return subprocess.run(command, input=content, capture_output=True)
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as output,
        tempfile.TemporaryFile() as messages,
    ):
        given.write(content)
        given.seek(0)
        try:
            status = server.run(arguments, (given, output, messages))
        except NotAServer:
            server.close()
            return subprocess.run(command, input=content, capture_output=True)
        except BaseException:
            server.close()
            raise
        POOL.put(server)
        for stream in (output, messages):
            stream.seek(0)
        return subprocess.CompletedProcess(command, status, output.read(), messages.read())
