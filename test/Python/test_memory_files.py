"""Files in memory: how many are open, and what they hold."""

import os
import pickle
import threading
from typing import Any

import numpy as np
import pytest
import torch

import milcomplex.torch
from milcomplex import Module, memory_files
from milcomplex.memory_files import MOST_OPEN, MemoryFile

TEXT = """
func.func @main(%x: tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>> {{
  %c = complex.constant [{0}.0 : f32, 0.0 : f32] : complex<f32>
  %w = tensor.splat %c : tensor<2xcomplex<f32>>
  %y = milcomplex.mul %x, %w : tensor<2xcomplex<f32>>
  return %y : tensor<2xcomplex<f32>>
}}
"""
X = np.array([1 + 2j, 3 - 1j], np.complex64)


def count_descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))


def write(content: bytes) -> MemoryFile:
    return MemoryFile.of(lambda file: file.write(content))


@pytest.fixture
def all_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_files, "LARGE_FILE", 1)


def test_programs_that_are_held_have_no_descriptors() -> None:
    # The servers and their sockets stay.
    Module.from_mlir(TEXT.format(0)).compile().call_arrays([X])
    before = count_descriptors()
    modules = [Module.from_mlir(TEXT.format(i)) for i in range(1, 13)]
    compiled = [module.compile() for module in modules]
    for i, one in enumerate(compiled, 1):
        np.testing.assert_array_equal(one.call_arrays([X])[0], X * i)
        assert not one.module.source.lowered
    assert count_descriptors() == before


class Product(torch.nn.Module):
    """A product with a large complex weight."""

    w: torch.Tensor

    def __init__(self, factor: int) -> None:
        super().__init__()
        self.register_buffer("w", factor * torch.ones(2, 1 << 13, dtype=torch.complex64))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the first column of the product."""
        return (x @ self.w)[:, 0]


def test_models_with_large_weights_have_no_descriptors_either() -> None:
    check_models(limit=0)


@pytest.mark.usefixtures("all_are_large")
def test_large_files_are_open_up_to_a_limit() -> None:
    check_models(limit=MOST_OPEN)


def check_models(limit: int) -> None:
    x = torch.from_numpy(X)[None]
    milcomplex.torch.export(Product(0), x).compile()(x)
    before = count_descriptors()
    modules = [milcomplex.torch.export(Product(i), x) for i in range(1, MOST_OPEN + 4)]
    assert count_descriptors() <= before + limit
    # The first are bytes by now, the last are open.
    for i, module in [*enumerate(modules, 1)][:: MOST_OPEN + 2]:
        found = module.compile()(x)
        np.testing.assert_allclose(found.numpy(), [i * X.sum()], rtol=1e-5)
    assert count_descriptors() <= before + limit


@pytest.mark.parametrize("are_large", [False, True])
def test_content(are_large: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if are_large:
        monkeypatch.setattr(memory_files, "LARGE_FILE", 1)
    before = count_descriptors()
    files = [write(b"%d" % i * 5) for i in range(2 * MOST_OPEN)]
    assert (count_descriptors() > before) == are_large
    for i, file in enumerate(files):
        expected = b"%d" % i * 5
        assert file.read() == pickle.loads(pickle.dumps(file)).read() == expected
        assert len(file) == len(expected)
        with file.lend() as path, open(path, "rb") as lent:
            assert lent.read() == expected
    del file, files
    assert count_descriptors() == before


@pytest.mark.usefixtures("all_are_large")
def test_file_that_is_lent_stays_open() -> None:
    first = write(b"first")
    with first.lend() as path:
        others = [write(b"other") for _ in range(MOST_OPEN)]
        assert first.descriptor is None
        with open(path, "rb") as file:
            assert file.read() == b"first"
    assert all(other.read() == b"other" for other in others)


@pytest.mark.usefixtures("all_are_large")
def test_threads_write_and_read_files() -> None:
    failures: list[Any] = []

    def run(number: int) -> None:
        files = [write(b"%d" % number) for _ in range(50)]
        failures.extend(file for file in files if file.read() != b"%d" % number)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


def test_program_that_is_compiled_twice_at_once() -> None:
    module = Module.from_mlir(TEXT.format(2))
    found: list[Any] = []

    def run() -> None:
        found.extend(module.compile().call_arrays([X]) for _ in range(3))

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 9
    for (one,) in found:
        np.testing.assert_array_equal(one, X * 2)
