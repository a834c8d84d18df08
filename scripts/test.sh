#!/usr/bin/env bash
# Builds everything with warnings as errors and runs every test.
# usage: scripts/test.sh [--sanitize]
# --sanitize, the default where CI=true, first builds with assertions and the
# address and undefined-behaviour sanitizers, and runs the unit tests and those
# of the passes so.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source scripts/toolchain.sh

if [[ ${1:-} == --sanitize || ${CI:-false} == true ]]; then
  cmake --preset sanitize --log-level=NOTICE
  cmake --build --preset sanitize
  ctest --preset sanitize
fi

cmake --preset ci --log-level=NOTICE
cmake --build --preset ci
ctest --preset ci
