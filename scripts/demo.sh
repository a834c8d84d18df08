#!/usr/bin/env bash
# Builds milc-opt and takes the complex numbers out of a model that IREE cannot
# compile as it is; runs the result and compares it with NumPy.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/toolchain.sh
cmake --preset default --log-level=NOTICE
cmake --build --preset default --target milc-opt

model=examples/complex_buffer.mlir
lowered=build/complex_buffer.lowered.mlir

step() { printf '\n== %s\n' "$*"; }

step "$model holds a complex constant and reads its two parts:"
grep --extended-regexp 'dense_resource|complex\.(re|im)' "$model"

step 'IREE on the model as it is:'
if .venv/bin/iree-compile --iree-hal-target-backends=llvm-cpu \
  --iree-llvmcpu-target-cpu=host "$model" -o /dev/null 2>build/iree-errors.txt; then
  echo 'compiled'
else
  grep --max-count=1 'error:' build/iree-errors.txt
fi

step "milc-opt --lower-complex $model, up to where the parts are read:"
build/bin/milc-opt --lower-complex "$model" -o "$lowered"
sed --quiet '/func\.func/,/} ->/p' "$lowered"

step 'IREE on the lowered model, against NumPy:'
.venv/bin/python examples/complex_buffer.py "$model" "$lowered"
