#!/usr/bin/env python3
"""Installs milcomplex, builds the embedding project against it and runs its pipeline.

usage: run_phase.py CMAKE BUILD_DIR PROJECT_DIR CXX MLIR_DIR
Everything it makes lies under BUILD_DIR. Exits 1 where the output is not as expected.
"""

import pathlib
import subprocess
import sys

MODULE = """
!z = tensor<2xcomplex<f32>>
func.func @f(%z: !z, %w: !z) -> !z {
  %0 = phase.rotate %z : !z
  %1 = milcomplex.add %0, %w : !z
  return %1 : !z
}
"""
FUNCTION = """
    %0 = arith.negf %arg1 : tensor<2xf32>
    %1 = arith.addf %0, %arg2 : tensor<2xf32>
    %2 = arith.addf %arg0, %arg3 : tensor<2xf32>
    return %1, %2 : tensor<2xf32>, tensor<2xf32>
  }
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
    if FUNCTION not in done.stdout:
        print(f"expected:\n{FUNCTION}but found:\n{done.stdout}{done.stderr}")
        sys.exit(1)


main()
