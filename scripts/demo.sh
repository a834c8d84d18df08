#!/usr/bin/env bash
# Builds milc-opt and milc-compile, takes the complex numbers out of a model,
# compiles what remains for this processor, runs it and compares with NumPy.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/toolchain.sh --build-only
cmake --preset default --log-level=NOTICE
cmake --build --preset default --target milc-opt milc-compile MilcomplexC

model=examples/complex_buffer.mlir
lowered=build/complex_buffer.lowered.mlir

step() { printf '\n== %s\n' "$*"; }

step "$model holds a complex constant and reads its two parts:"
grep --extended-regexp 'dense_resource|complex\.(re|im)' "$model"

step "milc-opt --lower-complex $model, up to where the parts are read:"
build/bin/milc-opt --lower-complex "$model" -o "$lowered"
sed --quiet '/func\.func/,/} ->/p' "$lowered"

step 'milcomplex.Module.from_mlir(model).compile(), against NumPy:'
PYTHONPATH=python .venv/bin/python examples/complex_buffer.py "$model"
