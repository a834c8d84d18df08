"""Each way around a fault of IREE is needed: its example goes wrong without it.

If one of these fails, IREE has fixed the fault, and the file of the workaround can be removed.
"""

import pkgutil
import sys
from importlib import import_module

import iree.compiler
import numpy as np
import pytest
from devices import has_vulkan
from interpreter import run_python

from milcomplex.backends.iree import Iree, workarounds
from milcomplex.backends.iree.workarounds import WORKAROUNDS

EXAMPLES = [name for name, workaround in WORKAROUNDS.items() if workaround.example is not None]

# Is rejected, and no way around it is known.
NESTED_LOOPS = """
func.func @main(%size: tensor<i32>) -> tensor<?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %k = tensor.extract %size[] : tensor<i32>
  %n = arith.index_cast %k : i32 to index
  %x = tensor.empty(%n) : tensor<?xf32>
  %y = scf.for %i = %c0 to %n step %c1 iter_args(%a = %x) -> tensor<?xf32> {
    %b = scf.for %j = %c0 to %i step %c1 iter_args(%c = %a) -> tensor<?xf32> {
      %d = tensor.extract_slice %c[%j] [1] [1] : tensor<?xf32> to tensor<1xf32>
      %e = arith.addf %d, %d : tensor<1xf32>
      %f = tensor.insert_slice %e into %c[%j] [1] [1] : tensor<1xf32> into tensor<?xf32>
      scf.yield %f : tensor<?xf32>
    }
    scf.yield %b : tensor<?xf32>
  }
  return %y : tensor<?xf32>
}
"""


def is_right(name: str, *without: str) -> bool:
    """Whether the example of a workaround compiles, runs and returns what it must."""
    example = WORKAROUNDS[name].example
    assert example is not None
    used = [one for other, one in WORKAROUNDS.items() if other not in without]
    device = "vulkan" if example.target == "vulkan-spirv" else "local-sync"
    backend = Iree(example.target, device, workarounds=used)
    try:
        binary = backend.compile(backend.prepare(example.mlir))
        results = backend.load(binary, "main").call(example.arguments)
    except (IndexError, RuntimeError, ValueError, iree.compiler.CompilerToolError):
        return False
    return len(results) == len(example.results) and all(
        found.dtype == expected.dtype and np.allclose(found, expected, 1e-5, 1e-6)
        for found, expected in zip(results, example.results, strict=True)
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_workaround_is_needed(name: str) -> None:
    example = WORKAROUNDS[name].example
    if example and example.target == "vulkan-spirv" and not has_vulkan():
        pytest.skip("no Vulkan")
    assert is_right(name)
    # IREE may end the process.
    done = run_python(__file__, name)
    assert done.returncode != 0, f"IREE has fixed what {name}.py works around"
    assert done.returncode < 0 or "the example is wrong" in done.stderr, done.stderr


def test_nested_loops_with_dynamic_sizes_are_rejected() -> None:
    backend = Iree("llvm-cpu", "local-sync")
    prepared = backend.prepare(NESTED_LOOPS)
    with pytest.raises(iree.compiler.CompilerToolError, match="tensor.dim") as caught:
        backend.compile(prepared)
    assert caught.value.mlir == prepared


def test_files_say_what_goes_wrong() -> None:
    names = [module.name for module in pkgutil.iter_modules(workarounds.__path__)]
    assert sorted(names) == sorted(WORKAROUNDS)
    for name in names:
        text = import_module(f"{workarounds.__name__}.{name}").__doc__ or ""
        for line in ("What goes wrong: ", "Way around: ", "Seen in: iree-base-compiler "):
            assert f"\n{line}" in text, name
        assert "\nReport: not reported" in text or "\nReport: https://" in text, name
        assert name in EXAMPLES or "\n\nNo " in text, f"{name}.py must have an example"


if __name__ == "__main__":
    (_, chosen) = sys.argv
    if not is_right(chosen, chosen):
        sys.exit("the example is wrong")
