"""Tools that run in forks of a server."""

import os
import signal
import stat
import subprocess
import threading
from pathlib import Path

import pytest

from milcomplex import driver, server
from milcomplex.server import Server, run_tool

MODULE = b"func.func @main(%z: complex<f32>) -> complex<f32> { return %z : complex<f32> }"


def find() -> str:
    """Return the path of milc-opt."""
    return driver.find_tool("milc-opt")


def test_a_server_runs_again_and_again() -> None:
    one = Server(find())
    try:
        for text, status in ((MODULE, 0), (b"func.func", 1), (MODULE, 0)):
            with (
                open(os.memfd_create("in"), "w+b") as given,
                open(os.memfd_create("out"), "w+b") as output,
            ):
                given.write(text)
                given.seek(0)
                assert one.run(["--lower-complex"], (given, output, output)) == status
                output.seek(0)
                said = output.read()
                assert (b"f32, f32" if status == 0 else b"error") in said
    finally:
        one.close()


def test_runs_do_as_processes_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.mlir").write_bytes(MODULE)
    for command in (
        [find(), "a.mlir", "--lower-complex"],
        [find(), "none.mlir"],
        [find(), "a.mlir", "-o", "b.mlir"],
        [find(), "--serve", "--more"],
    ):
        mine = run_tool(command)
        other = subprocess.run(command, input=b"", capture_output=True)
        assert (mine.returncode, mine.stdout) == (other.returncode, other.stdout)
        assert mine.stderr == other.stderr
    assert Path("b.mlir").exists()


def test_a_crash_ends_a_run_only() -> None:
    one = Server(driver.find_tool("milc-compile"))
    read, write = os.pipe()
    with open(read, "rb") as given, open(os.devnull, "w+b") as output:
        children: list[int] = []

        def kill() -> None:
            # The run waits for its standard input.
            task = Path(f"/proc/{one.process.pid}/task/{one.process.pid}/children")
            while not children:
                children.extend(map(int, task.read_text().split()))
            os.kill(children[0], signal.SIGSEGV)

        thread = threading.Thread(target=kill)
        thread.start()
        status = one.run(["-", "-o=none.o"], (given, output, output))
        thread.join()
        os.close(write)
        assert status == -signal.SIGSEGV or status == 128 + signal.SIGSEGV
        assert one.run(["--print-vector-width"], (given, output, output)) == 0
    one.close()


def test_a_tool_that_is_no_server_runs_as_it_is(tmp_path: Path) -> None:
    tool = tmp_path / "tool"
    tool.write_text("#!/bin/sh\ncat\necho $1\nexit 3\n")
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    for _ in range(2):
        done = run_tool([str(tool), "word"], b"text\n")
        assert (done.returncode, done.stdout) == (3, b"text\nword\n")
    with pytest.raises(FileNotFoundError):
        run_tool([str(tmp_path / "none")])


def test_a_server_that_has_ended_is_replaced() -> None:
    assert run_tool([find()], MODULE).returncode == 0
    for one in server.POOL.waiting[find()]:
        one.process.kill()
        one.process.wait()
    assert run_tool([find()], MODULE).returncode == 0
    long = ["--lower-complex", "x" * 100_000]
    assert run_tool([find(), *long], MODULE).returncode == 1
    assert run_tool([find()], MODULE).returncode == 0


def test_threads_have_servers_of_their_own() -> None:
    failures: list[int] = []

    def run() -> None:
        for _ in range(5):
            failures.append(run_tool([find(), "--lower-complex"], MODULE).returncode)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == [0] * 20


def test_a_fork_of_the_process_has_none() -> None:
    assert run_tool([find()], MODULE).returncode == 0
    child = os.fork()
    if child == 0:
        os._exit(int(bool(server.POOL.waiting) or run_tool([find()], MODULE).returncode != 0))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_tool_that_is_replaced_is_started_again(tmp_path: Path) -> None:
    tool = tmp_path / "milc-opt"
    tool.symlink_to(find())
    assert run_tool([str(tool)], MODULE).returncode == 0
    tool.unlink()
    tool.write_text("#!/bin/sh\nexit 7\n")
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    assert run_tool([str(tool)], MODULE).returncode == 7
    tool.unlink()
    tool.symlink_to(find())
    assert run_tool([str(tool)], MODULE).returncode == 0


def test_a_working_directory_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    assert run_tool([find()], MODULE).returncode == 0
