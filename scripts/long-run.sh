#!/usr/bin/env bash
# Runs 50,000 random functions and every function of test/Integration on 100 draws,
# and lists the cells of docs/Coverage.md that occurred less than 100 times.
# usage: scripts/long-run.sh [FIRST SEED]
# Two hours on two cores.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
first=${1:-10000}
source scripts/toolchain.sh
cmake --preset default --log-level=NOTICE
cmake --build --preset default
export PATH=$PWD/build/bin:$PATH

.venv/bin/python tools/milc-smith/milc_smith.py --seeds "$first" 1000 --coverage \
  >build/smith-coverage.txt || { grep --invert-match '^[a-z_]*\.' build/smith-coverage.txt && exit 1; }
grep functions, build/smith-coverage.txt
for file in test/Integration/*.mlir test/Integration/models/*.mlir; do
  for element in f32 $(grep --only-matching --perl-regexp '^// RUN:.*--element=\K\w+' "$file" | sort -u); do
    echo "$file $element"
    .venv/bin/python test/Integration/run_numeric.py "$file" --element="$element" --draws=100
  done
done
.venv/bin/python tools/milc-smith/coverage.py --counts --draws=100 --least=100 \
  --add build/smith-coverage.txt
