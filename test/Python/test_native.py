"""Machine code: what passes the boundary, and what is said where there is none."""

import ctypes
import os
import pickle
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import ml_dtypes
import numpy as np
import pytest

import milcomplex.backends.native.compilation as compilation
from milcomplex import Module
from milcomplex.backends.native import CompilationError, Native

SQUARE = """
func.func @main(%x: tensor<{shape}xcomplex<{element}>>) -> tensor<{shape}xcomplex<{element}>> {{
  %y = milcomplex.mul %x, %x : tensor<{shape}xcomplex<{element}>>
  return %y : tensor<{shape}xcomplex<{element}>>
}}
"""


@pytest.mark.parametrize("size", [0, 1, 5, 1000])
@pytest.mark.parametrize("element", ["f16", "bf16", "f32", "f64"])
@pytest.mark.parametrize("shape", ["?", "{size}", "2x?"])
def test_shapes_and_types(shape: str, element: str, size: int) -> None:
    shape = shape.format(size=size)
    compiled = Module.from_mlir(SQUARE.format(shape=shape, element=element)).compile()
    sizes = (2, size) if shape.startswith("2x") else (size,)
    x = np.arange(np.prod(sizes)).reshape(sizes) % 7 - 3 + 1j
    found = compiled(x.astype(np.complex128 if element == "f64" else np.complex64))
    assert found.shape == sizes
    np.testing.assert_array_equal(found, x * x)


def test_numbers_of_every_type() -> None:
    types = ["f16", "bf16", "f32", "f64", "i1", "i8", "i16", "i32", "i64", "index"]
    parameters = ", ".join(f"%{i}: {type}" for i, type in enumerate(types))
    values = ", ".join(f"%{i}" for i in range(len(types)))
    names = ", ".join(types)
    module = f"func.func @main({parameters}) -> ({names}) {{ return {values} : {names} }}"
    numbers = [0.5, -2.0, 1.5, -1e-300, True, -7, -300, 70000, -(2**40), 2**40]
    found = Module.from_mlir(module).compile()(*numbers)
    assert [value.item() for value in found] == numbers
    assert found[1].dtype == ml_dtypes.bfloat16


@pytest.mark.parametrize("element", ["f32", "f64"])
@pytest.mark.parametrize("shape", [(4, 6), (3, 6), (1, 2), (2, 5)])
def test_transforms_of_few_elements(shape: tuple[int, int], element: str) -> None:
    rows, columns = shape
    half = columns // 2 + 1
    compiled = Module.from_mlir(f"""
      func.func @main(%x: tensor<{rows}x{columns}x{element}>)
          -> tensor<{rows}x{half}xcomplex<{element}>> {{
        %y = milcomplex.rfft %x axes [0, 1]
          : tensor<{rows}x{columns}x{element}>
        return %y : tensor<{rows}x{half}xcomplex<{element}>>
      }}""").compile()
    x = np.cos(np.arange(rows * columns).reshape(shape))
    found = compiled(x.astype(np.float64 if element == "f64" else np.float32))
    np.testing.assert_allclose(found, np.fft.rfft2(x), atol=1e-5)


def convert_f64(element: str, x: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    compiled = Module.from_mlir(f"""
      func.func @main(%x: tensor<?xf64>) -> tensor<?x{element}> {{
        %0 = arith.truncf %x : tensor<?xf64> to tensor<?x{element}>
        return %0 : tensor<?x{element}>
      }}""").compile()
    found: np.ndarray[Any, Any] = compiled(x)
    return found


@pytest.mark.parametrize("element", ["f16", "bf16"])
def test_f64_is_rounded_once(element: str) -> None:
    dtype = np.dtype(np.float16 if element == "f16" else ml_dtypes.bfloat16)
    # All finite ones that are not negative.
    infinity = int(np.array(np.inf, dtype).view(np.uint16))
    words = np.arange(infinity, dtype=np.uint16)
    # Halfway between two numbers, and next to that on either side.
    exact = words.view(dtype).astype(np.float64)
    halves = (exact[1:] + exact[:-1]) / 2
    lower, upper = words[:-1], words[1:]
    even = np.where(lower % 2 == 0, lower, upper)
    for sign in (0, 0x8000):
        factor = -1.0 if sign else 1.0
        for x, expected in [
            (exact, words),
            (halves, even),
            (np.nextafter(halves, 0), lower),
            (np.nextafter(halves, np.inf), upper),
        ]:
            found = convert_f64(element, factor * x).view(np.uint16)
            np.testing.assert_array_equal(found, expected | sign)
    special = convert_f64(element, np.array([np.inf, -np.inf, np.nan, 1e300, 5e-324]))
    np.testing.assert_array_equal(special.astype(float), [np.inf, -np.inf, np.nan, np.inf, 0])


def test_fma_of_f16() -> None:
    compiled = Module.from_mlir("""
      func.func @main(%x: tensor<?xf16>, %y: tensor<?xf16>, %z: tensor<?xf16>) -> tensor<?xf16> {
        %0 = math.fma %x, %y, %z : tensor<?xf16>
        return %0 : tensor<?xf16>
      }""").compile()
    generator = np.random.default_rng(0)
    x, y, z = generator.normal(size=(3, 10000)).astype(np.float16)
    expected = (x.astype(np.float64) * y + z).astype(np.float16)
    np.testing.assert_array_equal(compiled(x, y, z), expected)


def test_unknown_function_is_named() -> None:
    compiled = Module.from_mlir("""
      func.func private @nowhere(f32) -> f32
      func.func @main(%x: f32) -> f32 {
        %0 = call @nowhere(%x) : (f32) -> f32
        return %0 : f32
      }""").compile()
    with pytest.raises(RuntimeError, match="Symbols not found:.*nowhere"):
        compiled(1.0)


@pytest.mark.parametrize("element", ["f32", "f64"])
def test_extrema_of_zeros_and_nan(element: str) -> None:
    compiled = Module.from_mlir(f"""
      func.func @main(%x: tensor<5x{element}>, %y: tensor<5x{element}>)
          -> (tensor<5x{element}>, tensor<5x{element}>) {{
        %0 = arith.maximumf %x, %y : tensor<5x{element}>
        %1 = arith.minimumf %x, %y : tensor<5x{element}>
        return %0, %1 : tensor<5x{element}>, tensor<5x{element}>
      }}""").compile()
    dtype = np.float64 if element == "f64" else np.float32
    x = np.array([0.0, -0.0, np.nan, 1.0, np.inf], dtype)
    y = np.array([-0.0, 0.0, 2.0, np.nan, 1.0], dtype)
    largest, smallest = compiled(x, y)
    np.testing.assert_array_equal(largest, [0.0, 0.0, np.nan, np.nan, np.inf])
    np.testing.assert_array_equal(smallest, [-0.0, -0.0, np.nan, np.nan, 1.0])
    assert not np.signbit(largest[:2]).any()
    assert np.signbit(smallest[:2]).all()


@pytest.mark.parametrize("element", ["f32", "f64"])
@pytest.mark.parametrize(("rows", "columns"), [(13, 70), (24, 300), (37, 39)])
@pytest.mark.parametrize("left", ["(d0, d2)", "(d2, d0)"])
@pytest.mark.parametrize("right", ["(d2, d1)", "(d1, d2)"])
def test_products_of_matrices(right: str, left: str, rows: int, columns: int, element: str) -> None:
    depth = 401
    sizes = {"d0": rows, "d1": columns, "d2": depth}
    shapes = [tuple(sizes[name] for name in map.strip("()").split(", ")) for map in (left, right)]
    types = [
        f"tensor<{'x'.join(map(str, shape))}xcomplex<{element}>>"
        for shape in [*shapes, (rows, columns)]
    ]
    compiled = Module.from_mlir(f"""
      func.func @main(%a: {types[0]}, %b: {types[1]}, %c: {types[2]}) -> {types[2]} {{
        %0 = linalg.generic {{
          indexing_maps = [affine_map<(d0, d1, d2) -> {left}>,
                           affine_map<(d0, d1, d2) -> {right}>,
                           affine_map<(d0, d1, d2) -> (d0, d1)>],
          iterator_types = ["parallel", "parallel", "reduction"]
        }} ins(%a, %b : {types[0]}, {types[1]}) outs(%c : {types[2]}) {{
        ^bb0(%x: complex<{element}>, %y: complex<{element}>, %z: complex<{element}>):
          %1 = complex.mul %x, %y : complex<{element}>
          %2 = complex.sub %z, %1 : complex<{element}>
          linalg.yield %2 : complex<{element}>
        }} -> {types[2]}
        return %0 : {types[2]}
      }}""").compile()
    generator = np.random.default_rng(rows)
    dtype = np.complex128 if element == "f64" else np.complex64
    a, b, c = (
        (generator.normal(size=shape) + 1j * generator.normal(size=shape)).astype(dtype)
        for shape in [*shapes, (rows, columns)]
    )
    matrices = (a if left == "(d0, d2)" else a.T, b if right == "(d2, d1)" else b.T)
    expected = c.astype(np.complex128) - np.matmul(*matrices, dtype=np.complex128)
    np.testing.assert_allclose(
        compiled(a, b, c), expected, atol=1e-12 if element == "f64" else 1e-3
    )


def test_noncontiguous_and_read_only_arrays() -> None:
    compiled = Module.from_mlir(SQUARE.format(shape="2x3", element="f32")).compile()
    x = np.asfortranarray(np.arange(12).reshape(4, 3)[::2] + 1j).astype(np.complex64)
    x.flags.writeable = False
    np.testing.assert_array_equal(compiled(x), x * x)


def test_results_outlive_the_program() -> None:
    compiled = Module.from_mlir(SQUARE.format(shape="?", element="f32")).compile()
    x = np.array([1 + 2j, 3], np.complex64)
    found = compiled(x)
    del compiled
    found += 1
    np.testing.assert_array_equal(found, x * x + 1)


def test_several_functions_and_recursion() -> None:
    module = """
func.func private @power(%x: complex<f64>, %n: index) -> complex<f64> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %one = complex.constant [1.0, 0.0] : complex<f64>
  %ends = arith.cmpi eq, %n, %c0 : index
  cf.cond_br %ends, ^end(%one : complex<f64>), ^again
^again:
  %m = arith.subi %n, %c1 : index
  %y = func.call @power(%x, %m) : (complex<f64>, index) -> complex<f64>
  %z = complex.mul %x, %y : complex<f64>
  cf.br ^end(%z : complex<f64>)
^end(%r: complex<f64>):
  return %r : complex<f64>
}
func.func @main(%x: complex<f64>, %n: index) -> complex<f64> {
  %y = func.call @power(%x, %n) : (complex<f64>, index) -> complex<f64>
  return %y : complex<f64>
}
"""
    assert Module.from_mlir(module).compile()(1 + 1j, 4) == -4


def test_save_writes_libraries_that_c_can_link(tmp_path: Path) -> None:
    path, other = tmp_path / "libsquare.so", tmp_path / "libother.so"
    module = Module.from_mlir(SQUARE.format(shape="2", element="f32"))
    module.compile().save(path)
    assert ctypes.CDLL(str(path)).milc_main
    assert (
        "int32_t milc_main(const float *argument0, float *result0);"
        in (tmp_path / "libsquare.h").read_text()
    )
    renamed = module.compile(flags=["--prefix=other_"])
    np.testing.assert_array_equal(renamed(np.array([2j, 1], np.complex64)), [-4, 1])
    renamed.save(other)
    compiler = os.environ.get("CC") or shutil.which("cc") or shutil.which("clang-22")
    if compiler is None:
        pytest.skip("no C compiler")
    program = tmp_path / "program.c"
    program.write_text("""
#include "libother.h"
#include "libsquare.h"
int main(void) {
  float x[4] = {1, 2, 0, 3}, y[4], z[4];
  return milc_main(x, y) || y[0] != -3 || y[1] != 4 || y[2] != -9 || y[3] != 0 ||
         other_main(x, z) || z[0] != -3 || z[3] != 0;
}
""")
    output = tmp_path / "program"
    subprocess.run([compiler, program, path, other, "-o", output, "-lm"], check=True)
    subprocess.run([output], env={"LD_LIBRARY_PATH": str(tmp_path)}, check=True)


def test_flags_reach_the_compiler() -> None:
    module = Module.from_mlir(SQUARE.format(shape="2", element="f32"))
    x = np.array([1 + 2j, 3], np.complex64)
    np.testing.assert_array_equal(module.compile(flags=["--cpu=x86-64"])(x), x * x)
    with pytest.raises(CompilationError, match="the processor must be one of .*, but is 'none'"):
        module.compile(flags=["--cpu=none"])


def test_rejection_is_an_exception() -> None:
    with pytest.raises(CompilationError, match="(?s)error: .*async"):
        Module.from_mlir("""
func.func @main(%x: f32) -> f32 {
  %token, %y = async.execute -> !async.value<f32> { async.yield %x : f32 }
  %z = async.await %y : !async.value<f32>
  return %z : f32
}
""").compile()


def test_crash_is_an_exception(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "milc-compile"
    script.write_text("#!/bin/sh\necho last words >&2\nkill -SEGV $$\n")
    script.chmod(0o755)
    module = Module.from_mlir(SQUARE.format(shape="2", element="f32"))

    def find(_: Any) -> str:
        return str(script)

    monkeypatch.setattr(compilation, "find_vector_width", lambda _: 256)
    monkeypatch.setattr(compilation, "find_tool", find)
    with pytest.raises(CompilationError, match=r"crashed \(SIGSEGV\)\nlast words"):
        module.compile()


def test_devices_and_other_targets_are_rejected() -> None:
    module = Module.from_mlir(SQUARE.format(shape="2", element="f32"))
    with pytest.raises(ValueError, match="has no devices, but 'cuda' was given"):
        module.compile(device="cuda")
    with pytest.raises(ValueError, match="the target must be 'native', but is 'vmvx'"):
        module.compile("vmvx", backend="native")


def test_compiled_programs_are_pickled() -> None:
    compiled = Module.from_mlir(SQUARE.format(shape="2", element="f32")).compile()
    x = np.array([1 + 2j, 3], np.complex64)
    np.testing.assert_array_equal(compiled(x), x * x)
    again = pickle.loads(pickle.dumps(compiled))
    np.testing.assert_array_equal(again(x), x * x)


def test_first_calls_in_several_threads() -> None:
    compiled = Module.from_mlir(SQUARE.format(shape="?", element="f32")).compile()

    def call(n: int) -> bool:
        x = np.full(n, n + 1j, np.complex64)
        return all(np.array_equal(compiled(x), x * x) for _ in range(50))

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(call, range(40)))


def test_a_cache_keeps_what_was_compiled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "some" / "cache"
    monkeypatch.setenv("MILCOMPLEX_CACHE", str(folder))
    text = SQUARE.format(shape="?", element="f32")
    module = Module.from_mlir(text)
    first = module.compile()
    (entry,) = folder.iterdir()
    with monkeypatch.context() as patch:
        patch.setattr(Native, "compile_anew", lambda *_: pytest.fail("compiled again"))
        again = Module.from_mlir(text).compile()
        again.save(tmp_path / "again.so")
    z = np.array([1 + 2j, 3j], np.complex64)
    np.testing.assert_array_equal(again(z), first(z))
    assert "milc_main" in (tmp_path / "again.h").read_text()
    # Another processor, another program and what is no entry are compiled.
    module.compile(flags=["--cpu=x86-64"])
    Module.from_mlir(text.replace("f32", "f64")).compile()
    assert len(list(folder.iterdir())) == 3
    whole = entry.read_bytes()
    for content in (b"none", whole[:-1], b""):
        entry.write_bytes(content)
        np.testing.assert_array_equal(module.compile()(z), first(z))
        assert entry.read_bytes() == whole
    # A folder that cannot be written to is none.
    monkeypatch.setenv("MILCOMPLEX_CACHE", str(entry))
    np.testing.assert_array_equal(module.compile()(z), first(z))


def test_objects_are_saved(tmp_path: Path) -> None:
    path = tmp_path / "square.o"
    compiled = Module.from_mlir(SQUARE.format(shape="2", element="f32")).compile()
    compiled.save(path)
    header = path.with_suffix(".h").read_text()
    assert path.read_bytes() == compiled.binary and "milc_main" in header
    assert header.count("SQUARE_H") == 3
    with pytest.raises(CompilationError, match="an object can only become a shared library"):
        compilation.run_compiler([str(path), f"-o={tmp_path / 'square.s'}"])


FAILING = """
func.func private @power(%x: tensor<?xf32>, %n: index) -> (tensor<?xf32>, index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %size = tensor.dim %x, %c0 : tensor<?xf32>
  %fits = arith.cmpi ule, %n, %size : index
  cf.assert %fits, "n must be \\"small\\""
  %ends = arith.cmpi eq, %n, %c0 : index
  %r:2 = scf.if %ends -> (tensor<?xf32>, index) {
    scf.yield %x, %n : tensor<?xf32>, index
  } else {
    %m = arith.subi %n, %c1 : index
    %y = arith.mulf %x, %x : tensor<?xf32>
    %z:2 = func.call @power(%y, %m) : (tensor<?xf32>, index) -> (tensor<?xf32>, index)
    scf.yield %z#0, %z#1 : tensor<?xf32>, index
  }
  return %r#0, %r#1 : tensor<?xf32>, index
}
func.func @main(%x: tensor<?xf32>, %n: index) -> (tensor<?xf32>, index) {
  %z:2 = func.call @power(%x, %n) : (tensor<?xf32>, index) -> (tensor<?xf32>, index)
  return %z#0, %z#1 : tensor<?xf32>, index
}
"""


def test_failed_assertions_are_exceptions() -> None:
    compiled = Module.from_mlir(FAILING).compile()
    x = np.array([2, 3], np.float32)
    found, _ = compiled(x, 1)
    np.testing.assert_array_equal(found, x * x)
    for _ in range(3):
        with pytest.raises(RuntimeError, match='^n must be "small"$'):
            compiled(x, 3)
    header: Any = compiled.compiled
    assert '/// Returns 0, -1 without memory, 1 for "n must be \\"small\\"".' in header.header


def test_only_public_functions_are_exported(tmp_path: Path) -> None:
    Module.from_mlir(FAILING).compile().save(tmp_path / "power.so")
    library = ctypes.CDLL(str(tmp_path / "power.so"))
    assert hasattr(library, "milc_main") and not hasattr(library, "power")


@pytest.mark.parametrize("element", ["f32", "f64"])
def test_bits_do_not_depend_on_what_is_computed_beside(element: str) -> None:
    """Infinities, NaNs and overflow, for which a loop runs again, are here and there."""
    program = Module.from_mlir(f"""
func.func @main(%x: tensor<?xcomplex<{element}>>, %y: tensor<?xcomplex<{element}>>)
    -> tensor<?xcomplex<{element}>> {{
  %product = milcomplex.mul %x, %y : tensor<?xcomplex<{element}>>
  %sum = milcomplex.add %product, %y : tensor<?xcomplex<{element}>>
  %square = milcomplex.mul %sum, %sum : tensor<?xcomplex<{element}>>
  %quotient = milcomplex.div %square, %product : tensor<?xcomplex<{element}>>
  return %quotient : tensor<?xcomplex<{element}>>
}}""").compile()
    dtype = np.float32 if element == "f32" else np.float64
    limits = np.finfo(dtype)
    largest, smallest = float(limits.max), float(limits.smallest_subnormal)
    special = np.array([0, -0.0, np.inf, -np.inf, np.nan, largest, -largest / 2, smallest], dtype)
    rng = np.random.default_rng(0)
    # Of three times 512 elements, the middle third has none.
    parts = rng.standard_normal((4, 1500)).astype(dtype)
    for part in parts:
        places = rng.choice(np.r_[:512, 1024:1500], 60, replace=False)
        part[places] = rng.choice(special, places.size)
    x, y = ((parts[i] + 0j) for i in (0, 2))
    x.imag, y.imag = parts[1], parts[3]
    together = program(x, y)
    for i in range(x.size):
        alone = program(x[i : i + 1], y[i : i + 1])
        np.testing.assert_array_equal(together[i : i + 1], alone)
        finite = np.isfinite(alone)
        assert together[i : i + 1][finite].tobytes() == alone[finite].tobytes()


def test_too_large_results_are_memory_errors() -> None:
    compiled = Module.from_mlir("""
func.func @main(%n: index) -> tensor<?xf32> {
  %one = arith.constant 1.0 : f32
  %empty = tensor.empty(%n) : tensor<?xf32>
  %ones = linalg.fill ins(%one : f32) outs(%empty : tensor<?xf32>) -> tensor<?xf32>
  return %ones : tensor<?xf32>
}
""").compile()
    assert compiled(3).sum() == 3
    with pytest.raises(MemoryError, match="could not allocate memory"):
        compiled(2**55)


SHARED = """
func.func @main(%x: tensor<{rows}x96xcomplex<f32>>, %y: tensor<96x80xcomplex<f32>>)
    -> (tensor<{rows}x96xcomplex<f32>>, tensor<{rows}x80xcomplex<f32>>, tensor<{rows}xcomplex<f32>>,
        tensor<{rows}x96xcomplex<f32>>) {{
  %f = milcomplex.fft %x axes [1] : tensor<{rows}x96xcomplex<f32>>
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<{rows}x96xcomplex<f32>>
  %zero = complex.constant [0.0 : f32, 0.0 : f32] : complex<f32>
  %e = tensor.empty({size}) : tensor<{rows}x80xcomplex<f32>>
  %z = linalg.fill ins(%zero : complex<f32>) outs(%e : tensor<{rows}x80xcomplex<f32>>)
    -> tensor<{rows}x80xcomplex<f32>>
  %p = linalg.matmul ins(%f, %y : tensor<{rows}x96xcomplex<f32>>, tensor<96x80xcomplex<f32>>)
    outs(%z : tensor<{rows}x80xcomplex<f32>>) -> tensor<{rows}x80xcomplex<f32>>
  %se = tensor.empty({size}) : tensor<{rows}xcomplex<f32>>
  %s0 = linalg.fill ins(%zero : complex<f32>) outs(%se : tensor<{rows}xcomplex<f32>>)
    -> tensor<{rows}xcomplex<f32>>
  %s = linalg.reduce {{ complex.add }} ins(%x : tensor<{rows}x96xcomplex<f32>>)
    outs(%s0 : tensor<{rows}xcomplex<f32>>) dimensions = [1]
  %m = milcomplex.mul %x, %x : tensor<{rows}x96xcomplex<f32>>
  return %f, %p, %s, %m : tensor<{rows}x96xcomplex<f32>>, tensor<{rows}x80xcomplex<f32>>,
    tensor<{rows}xcomplex<f32>>, tensor<{rows}x96xcomplex<f32>>
}}
"""


@pytest.mark.parametrize("rows", ["512", "?"])
def test_threads_share_large_loops(rows: str) -> None:
    module = Module.from_mlir(SHARED.format(rows=rows, size="%n" if rows == "?" else ""))
    rng = np.random.default_rng(0)
    x, y = (
        rng.standard_normal((*shape, 2)).astype(np.float32).view(np.complex64)[..., 0]
        for shape in ((512, 96), (96, 80))
    )
    found = {threads: module.compile(flags=[f"--threads={threads}"])(x, y) for threads in (2, 3, 7)}
    transform = np.fft.fft(x)
    for result, expected in zip(found[2], (transform, transform @ y, x.sum(1), x * x), strict=True):
        np.testing.assert_allclose(result, expected, 0, 1e-5 * np.abs(expected).max())
    for threads in (3, 7):
        for one, other in zip(found[2], found[threads], strict=True):
            np.testing.assert_array_equal(one, other)


def test_threads_of_python_call_programs_with_threads() -> None:
    module = Module.from_mlir(SQUARE.format(shape="1000000", element="f32"))
    compiled = module.compile(flags=["--threads=4"])
    x = np.full(1000000, 2 + 1j, np.complex64)
    with ThreadPoolExecutor(4) as threads:
        for result in threads.map(lambda _: compiled(x), range(8)):
            np.testing.assert_array_equal(result, x * x)


def test_sums_of_diagonals_in_a_batch_of_two_dimensions() -> None:
    text = """
    func.func @main(%x: tensor<2x3x4x4xf64>) -> tensor<2x3xf64> {
      %zero = arith.constant 0.0 : f64
      %empty = tensor.empty() : tensor<2x3xf64>
      %zeros = linalg.fill ins(%zero : f64) outs(%empty : tensor<2x3xf64>) -> tensor<2x3xf64>
      %sums = linalg.generic {
        indexing_maps = [affine_map<(i, j, k) -> (i, j, k, k)>, affine_map<(i, j, k) -> (i, j)>],
        iterator_types = ["parallel", "parallel", "reduction"]
      } ins(%x : tensor<2x3x4x4xf64>) outs(%zeros : tensor<2x3xf64>) {
      ^bb0(%in: f64, %out: f64):
        %sum = arith.addf %out, %in : f64
        linalg.yield %sum : f64
      } -> tensor<2x3xf64>
      return %sums : tensor<2x3xf64>
    }"""
    x = np.arange(96.0).reshape(2, 3, 4, 4)
    found = Module.from_mlir(text).compile()(x)
    np.testing.assert_array_equal(found, np.trace(x, axis1=-2, axis2=-1))


def test_two_sums_that_start_from_one_number() -> None:
    text = """
    func.func @main(%x: tensor<4xf64>) -> (tensor<f64>, tensor<f64>) {
      %one = arith.constant 1.0 : f64
      %empty = tensor.empty() : tensor<f64>
      %start = linalg.fill ins(%one : f64) outs(%empty : tensor<f64>) -> tensor<f64>
      %sum = linalg.reduce {arith.addf} ins(%x : tensor<4xf64>)
          outs(%start : tensor<f64>) dimensions = [0]
      %product = linalg.reduce {arith.mulf} ins(%x : tensor<4xf64>)
          outs(%start : tensor<f64>) dimensions = [0]
      return %sum, %product : tensor<f64>, tensor<f64>
    }"""
    assert list(Module.from_mlir(text).compile()(np.arange(1.0, 5))) == [11, 24]
