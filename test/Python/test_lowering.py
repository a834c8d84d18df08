"""Lowering of text, of bytecode and of files, and the errors of rejected modules."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from interpreter import run_python

import milcomplex
from milcomplex.driver import find_milc_opt

NEGATION = """
func.func @main(%x: complex<f32>) -> complex<f32> {
  %y = complex.neg %x : complex<f32>
  return %y : complex<f32>
}
"""
# An op without a pattern, with a location in a model.
REFUSED = """
func.func private @g(complex<f80>)
func.func @main(%x: tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>> {
  %y = linalg.softmax dimension(0)
    ins(%x : tensor<2xcomplex<f32>>) outs(%x : tensor<2xcomplex<f32>>)
    -> tensor<2xcomplex<f32>> loc("model.py":12:7)
  return %y : tensor<2xcomplex<f32>>
}
"""


def test_text_is_lowered() -> None:
    lowered = milcomplex.lower(NEGATION)
    assert lowered.count("arith.negf") == 2
    assert "complex" not in lowered


def test_real_ops_of_unregistered_dialects_are_allowed_by_an_option() -> None:
    module = NEGATION.replace("  return", '  "acme.log"() : () -> ()\n  return')
    with pytest.raises(milcomplex.LoweringError, match="allow_unregistered_dialects=True"):
        milcomplex.lower(module)
    lowered = milcomplex.lower(module, allow_unregistered_dialects=True)
    assert lowered.count("arith.negf") == 2
    assert '"acme.log"' in lowered


def test_bytecode_is_lowered() -> None:
    command = [find_milc_opt(), "--emit-bytecode"]
    bytecode = subprocess.run(command, input=NEGATION.encode(), capture_output=True, check=True)
    assert milcomplex.lower(bytecode.stdout) == milcomplex.lower(NEGATION)


def test_file_is_lowered(tmp_path: Path) -> None:
    path = tmp_path / "negation.mlir"
    path.write_text(NEGATION)
    assert milcomplex.lower(path) == milcomplex.lower(NEGATION)


def test_name_of_a_file_is_no_module(tmp_path: Path) -> None:
    path = tmp_path / "module.mlir"
    path.write_text("module {}")
    with pytest.raises(ValueError, match="names a file: pass a pathlib.Path"):
        milcomplex.lower(str(path))


def test_what_is_no_module_is_refused() -> None:
    module: Any = 3
    with pytest.raises(TypeError, match="a module must be str, bytes or a Path, but is 3"):
        milcomplex.lower(module)


def test_options_are_passed_on() -> None:
    module = NEGATION.replace("complex<f32>", "tensor<3xcomplex<f32>>").replace(
        "complex.neg", "milcomplex.neg"
    )
    assert "tensor<3x2xf32>" in milcomplex.lower(module, abi="interleaved")


def test_locations_are_printed_on_request() -> None:
    assert "loc(" not in milcomplex.lower(NEGATION)
    assert "loc(" in milcomplex.lower(NEGATION, debug_info=True)


def test_every_refusal_is_reported_at_its_place() -> None:
    with pytest.raises(milcomplex.LoweringError) as raised:
        milcomplex.lower(REFUSED)
    errors = [one for one in raised.value.diagnostics if one.severity == "error"]
    assert [(one.file, one.line, one.column) for one in errors] == [
        ("<stdin>", 2, 1),
        ("model.py", 12, 7),
    ]
    assert "f80" in errors[0].message
    assert "linalg.softmax" in errors[1].message
    assert "model.py:12:7: error: " in str(raised.value)


def test_what_does_not_parse_is_an_error_at_its_place() -> None:
    with pytest.raises(milcomplex.LoweringError, match=r"^<stdin>:1:1: error: "):
        milcomplex.lower("nonsense")


def test_unknown_option_is_an_error() -> None:
    with pytest.raises(milcomplex.LoweringError, match="complex-rage"):
        milcomplex.lower(NEGATION, complex_rage="full")


def test_unknown_value_of_an_option_is_an_error() -> None:
    with pytest.raises(milcomplex.LoweringError, match="--complex-range option: .*'exact'"):
        milcomplex.lower("module {}", complex_range="exact")


def test_missing_milc_opt_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MILC_OPT", raising=False)
    monkeypatch.setattr("milcomplex.driver.PLACES", ())
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FileNotFoundError, match="set MILC_OPT"):
        milcomplex.lower(NEGATION)


def test_importing_imports_no_framework() -> None:
    program = (
        "import sys, milcomplex; "
        "assert not {'jax', 'torch', 'iree.compiler', 'iree.runtime'} & set(sys.modules)"
    )
    done = run_python("-c", program)
    assert done.returncode == 0, done.stderr
