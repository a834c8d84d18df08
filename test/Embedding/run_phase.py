#!/usr/bin/env python3
"""Installs milcomplex, builds the embedding project against it and runs its pipeline.

usage: run_phase.py CMAKE BUILD_DIR PROJECT_DIR CXX MLIR_DIR
All output is under BUILD_DIR. Exits 1 where the output is not as expected.
"""

import pathlib
import subprocess
import sys

MODULE = """
!z = tensor<2xcomplex<f32>>
func.func @f(%z: !z, %w: !z) -> !z {
  %0 = phase.reverse %z : !z
  %1 = "phase.repeat"(%0, %w) <{count = 8}> ({
  ^bb0(%a: !z, %b: !z):
    %2 = phase.rotate %a : !z
    "phase.yield"(%b, %2) : (!z, !z) -> ()
  }) : (!z, !z) -> !z
  return %1 : !z
}
"""
FUNCTION = """
    %0 = phase.reverse %arg0 : tensor<2xf32>
    %1 = phase.reverse %arg1 : tensor<2xf32>
    %2:2 = "phase.repeat"(%0, %1, %arg2, %arg3) <{count = 8 : i64}> ({
    ^bb0(%arg4: tensor<2xf32>, %arg5: tensor<2xf32>, %arg6: tensor<2xf32>, %arg7: tensor<2xf32>):
      %3:2 = linalg.generic
"""
FORMULA = """
        %4 = arith.negf %in_0 : f32
        linalg.yield %4, %in : f32, f32
      } -> (tensor<2xf32>, tensor<2xf32>)
      "phase.yield"(%arg6, %arg7, %3#0, %3#1) :
"""


def main() -> None:
    """Install, configure, build, run and compare."""
    cmake, build, project, cxx, mlir = sys.argv[1:]
    prefix = pathlib.Path(build) / "install"
    out = pathlib.Path(build) / "embedding"
    steps = [
        [cmake, "--install", build, "--prefix", str(prefix)],
        [cmake, "-S", project, "-B", str(out), "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release"]
        + [f"-DCMAKE_PREFIX_PATH={prefix}", f"-DCMAKE_CXX_COMPILER={cxx}", f"-DMLIR_DIR={mlir}"],
        [cmake, "--build", str(out)],
    ]
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True)
        if done.returncode != 0:
            print(f"{' '.join(step)} failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
            sys.exit(1)
    driver = [str(out / "phase-opt"), "--phase-pipeline"]
    done = subprocess.run(driver, input=MODULE, capture_output=True, text=True)
    for expected in (FUNCTION.rstrip("\n"), FORMULA.rstrip("\n")):
        if expected not in done.stdout:
            print(f"expected:\n{expected}\nbut found:\n{done.stdout}{done.stderr}")
            sys.exit(1)


main()
