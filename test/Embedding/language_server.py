#!/usr/bin/env python3
"""Talks to milc-lsp-server as an editor does.

usage: language_server.py MILC_LSP_SERVER
Opens a module with an error, then a correct one; asks for documentation and completion.
Exits 1 where an answer is not as expected.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

URI = "test:///module.mlir"
RIGHT = """func.func @f(%z: complex<f32>) -> f32 {
  %re = milcomplex.real %z : complex<f32>
  return %re : f32
}
"""
WRONG = RIGHT.replace("real %z : complex<f32>", "real %z : f32")
UNFINISHED = RIGHT.replace("  return", "  milcomplex.\n  return")


class Server:
    """A language server on standard input and output."""

    def __init__(self, command: str) -> None:
        self.process = subprocess.Popen(
            [command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.requests = 0

    def send(self, method: str, params: dict[str, Any], **extra: int) -> None:
        """Send a notification, or a request where `id` is given."""
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **extra}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def change(self, text: str, version: int) -> None:
        """Replace the text of the document."""
        document = {"uri": URI, "version": version}
        changes = [{"text": text}]
        self.send("textDocument/didChange", {"textDocument": document, "contentChanges": changes})

    def receive(self) -> dict[str, Any]:
        """Return the next message."""
        assert self.process.stdout
        length = 0
        while header := self.process.stdout.readline().strip():
            name, value = header.split(b":")
            if name == b"Content-Length":
                length = int(value)
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        return message

    def request(self, method: str, params: dict[str, Any]) -> Any:
        """Send a request and return its result."""
        self.requests += 1
        self.send(method, params, id=self.requests)
        while (message := self.receive()).get("id") != self.requests:
            pass
        return message["result"]

    def diagnostics(self) -> list[str]:
        """Return the messages of the next diagnostics."""
        while (message := self.receive()).get("method") != "textDocument/publishDiagnostics":
            pass
        return [diagnostic["message"] for diagnostic in message["params"]["diagnostics"]]


def expect(text: str, found: object) -> None:
    """Exit with 1 where `text` is not in what was found."""
    if text not in str(found):
        print(f"expected {text!r}, but found {found}")
        sys.exit(1)


def main() -> None:
    """Run the exchange."""
    server = Server(sys.argv[1])
    server.request("initialize", {"processId": None, "capabilities": {}})

    document = {"uri": URI, "languageId": "mlir", "version": 1, "text": WRONG}
    server.send("textDocument/didOpen", {"textDocument": document})
    expect("'operand' must be complex<T>", server.diagnostics())

    server.change(RIGHT, 2)
    expect("[]", server.diagnostics())
    place = {"textDocument": {"uri": URI}, "position": {"line": 1, "character": 12}}
    expect("milcomplex.real", server.request("textDocument/hover", place))

    server.change(UNFINISHED, 3)
    place["position"] = {"line": 2, "character": 13}
    expect("conj", server.request("textDocument/completion", place))

    server.request("shutdown", {})
    server.send("exit", {})
    sys.exit(server.process.wait())


main()
