"""The command milc."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from complex_models import SeedModel, draw
from interpreter import run_python

from milcomplex.cli import main

MODULE = """
func.func @main(%x: tensor<3xcomplex<f32>> loc("x")) -> (tensor<3xcomplex<f32>>, tensor<3xf32>) {
  %dead = milcomplex.exp %x : tensor<3xcomplex<f32>>
  %y = milcomplex.mul %x, %x : tensor<3xcomplex<f32>> loc("model.py":4:2)
  %z = milcomplex.real %y : tensor<3xcomplex<f32>>
  return %y, %z : tensor<3xcomplex<f32>>, tensor<3xf32>
}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a module."""
    path = tmp_path / "module.mlir"
    path.write_text(MODULE)
    return path


def test_lower_prints_a_module(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["lower", str(path), "--complex-range=basic"])
    printed = capsys.readouterr().out
    assert "arith.mulf" in printed and "complex" not in printed


def test_lower_accepts_ops_of_other_dialects(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text('"other.op"() : () -> ()')
    with pytest.raises(SystemExit):
        main(["lower", str(path)])
    assert "-allow-unregistered-dialect" in capsys.readouterr().err
    main(["lower", str(path), "--allow-unregistered-dialect"])
    assert "other.op" in capsys.readouterr().out


def test_lower_reads_standard_input_and_writes_a_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(path.read_bytes())))
    output = path.with_suffix(".out")
    main(["lower", "-", "-o", str(output)])
    assert "func.func @main" in output.read_text()


def test_refusal_exits_with_the_place(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path.write_text(MODULE.replace("milcomplex.mul %x, %x", "milcomplex.mul %x, %nothing"))
    with pytest.raises(SystemExit) as raised:
        main(["lower", str(path)])
    assert raised.value.code == 1
    assert f"{path}:4:27: error: " in capsys.readouterr().err


def test_missing_file_exits_with_the_reason() -> None:
    with pytest.raises(SystemExit, match="milc: there is no file nothing.mlir"):
        main(["lower", "nothing.mlir"])


def test_run_prints_and_saves_results(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    x = np.array([1 + 2j, 3j, -1], np.complex64)
    inputs, output = path.with_suffix(".npz"), path.with_suffix(".npy")
    np.savez(inputs, x)
    main(["run", str(path), "--input", str(inputs), "--output", str(output)])
    np.testing.assert_allclose(np.load(output), x * x)
    captured = capsys.readouterr()
    assert captured.out == "result1: float32[3]\n[-3. -9.  1.]\n"
    assert "compiling for native" in captured.err


def test_run_without_an_argument_exits_with_the_reason(path: Path) -> None:
    with pytest.raises(SystemExit, match="accepts 1 arrays, but 0 were given"):
        main(["run", str(path)])


def test_run_with_a_file_of_no_arrays_exits_with_the_reason(path: Path) -> None:
    empty = path.with_suffix(".npy")
    empty.write_bytes(b"")
    with pytest.raises(SystemExit, match="holds no arrays"):
        main(["run", str(path), "--input", str(empty)])


def test_run_exits_with_what_iree_says(path: Path) -> None:
    np.save(path.with_suffix(".npy"), np.zeros(3, np.complex64))
    words = ["run", str(path), "--input", str(path.with_suffix(".npy"))]
    with pytest.raises(SystemExit, match="(?s)milc: IREE: .*no-such-flag"):
        main([*words, "--target=llvm-cpu", "--iree-flag=--no-such-flag"])
    with pytest.raises(SystemExit, match="(?s)milc: milc-compile: .*no-such-flag"):
        main([*words, "--flag=--no-such-flag"])


def test_name_with_a_dash_is_no_option(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    path.rename("-dash.mlir")
    main(["lower", "-o", "lowered.mlir", "--", "-dash.mlir"])
    assert "func.func @main" in Path("lowered.mlir").read_text()


def test_run_with_more_outputs_than_results_exits_with_the_reason(path: Path) -> None:
    np.save(path.with_suffix(".npy"), np.zeros(3, np.complex64))
    words = ["run", str(path), "--input", str(path.with_suffix(".npy"))]
    with pytest.raises(SystemExit, match="has 2 results, but 3 --output were given"):
        main([*words, "--output=a", "--output=b", "--output=c"])


def test_run_into_no_directory_exits_before_it_compiles(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    np.save(path.with_suffix(".npy"), np.zeros(3, np.complex64))
    words = ["run", str(path), "--input", str(path.with_suffix(".npy")), "--output", "no/y.npy"]
    with pytest.raises(SystemExit, match="milc: there is no directory no"):
        main(words)
    assert "compiling" not in capsys.readouterr().err


def test_run_for_an_unknown_target_exits_with_the_reason(path: Path) -> None:
    np.save(path.with_suffix(".npy"), np.zeros(3, np.complex64))
    words = ["run", str(path), "--input", str(path.with_suffix(".npy")), "--target", "abacus"]
    with pytest.raises(SystemExit, match="milc: no device is known for the target 'abacus'"):
        main(words)


def test_package_runs_as_the_command(path: Path) -> None:
    done = run_python("-m", "milcomplex", "lower", str(path))
    assert done.returncode == 0, done.stderr
    assert "func.func @main" in done.stdout and "complex" not in done.stdout


def test_explain_says_what_each_op_becomes(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["explain", str(path), "--complex-range=basic"])
    lines = capsys.readouterr().out.splitlines()
    assert "  tensor<3xcomplex<f32>> (3 values) -> tensor<3xf32>, tensor<3xf32>" in lines
    product = lines.index("  model.py:4:2: milcomplex.mul : tensor<3xcomplex<f32>>")
    assert "arith.mulf" in lines[product + 1]
    dead = lines.index(f"  {path}:3:11: milcomplex.exp : tensor<3xcomplex<f32>>")
    assert lines[dead + 1] == "    -> nothing of its own"


def test_explain_prints_json(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["explain", str(path), "--json"])
    assert json.loads(capsys.readouterr().out)["is_lowered"] is True


def test_explain_says_why_an_op_is_refused(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path.write_text("func.func private @f(complex<f80>)")
    main(["explain", str(path)])
    printed = capsys.readouterr().out
    assert f"{path}:1:1: func.func\n    error: " in printed
    assert "->" not in printed.split("ops")[1]


def test_explain_of_a_real_module_says_so(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path.write_text("func.func private @f(f32)")
    main(["explain", str(path)])
    assert capsys.readouterr().out == "no complex numbers\n"


def test_deploy_writes_a_program_without_complex_values(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = torch.export.export(SeedModel(), (draw(4, 8),))
    torch.export.save(program, tmp_path / "model.pt2")
    output = tmp_path / "real.pt2"
    main(["deploy", str(tmp_path / "model.pt2"), "-o", str(output)])
    assert capsys.readouterr().out == f"{output}: 8 ops, none of complex values\n"
    found = torch.export.load(output).module()(draw(4, 8))
    for x, y in zip(found, SeedModel()(draw(4, 8)), strict=True):
        torch.testing.assert_close(x, y)


def test_explain_says_what_each_call_of_a_program_becomes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "model.pt2"
    torch.export.save(torch.export.export(SeedModel(), (draw(4, 8),)), path)
    main(["explain", str(path)])
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["types", "  complex64 (3 values) -> float32, float32"]
    product = next(i for i, line in enumerate(lines) if "aten.mul.Tensor : " in line)
    assert lines[product].endswith("aten.mul.Tensor : complex64[4, 8]")
    assert "complex_models.py:" in lines[product]
    assert lines[product + 1] == "    -> 2 x aten.mul.Tensor"
    with pytest.raises(SystemExit, match="only --complex-range is an option, not --fft-form"):
        main(["explain", str(path), "--fft-form", "vector"])


def test_deploy_refuses_what_is_missing() -> None:
    with pytest.raises(SystemExit, match="milc: there is no file nothing.pt2"):
        main(["deploy", "nothing.pt2", "-o", "out.pt2"])


@pytest.mark.parametrize("command", [["explain"], ["deploy", "-o", "out.pt2"]])
def test_file_without_a_program_is_refused(command: list[str], tmp_path: Path) -> None:
    path = tmp_path / "model.pt2"
    path.write_text("no archive")
    with pytest.raises(SystemExit, match="milc: .*model.pt2 is not a program of torch.export"):
        main([*command, str(path)])
    torch.save(draw(2, 2), path)
    with pytest.raises(SystemExit, match="milc: .*cannot be read as a program of torch.export"):
        main([*command, str(path)])
