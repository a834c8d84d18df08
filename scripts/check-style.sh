#!/usr/bin/env bash
# Fails if a C or C++ file is not formatted as by clang-format 22, or if ruff or mypy
# reports a Python file.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Prints the tracked and the new files that match the patterns, null-separated.
files() {
  git ls-files -z --cached --others --exclude-standard -- "$@" |
    while IFS= read -r -d '' file; do
      [[ -e $file ]] && printf '%s\0' "$file"
    done || true
}

clang_format=$(command -v clang-format-22 || echo .venv/bin/clang-format)
files '*.h' '*.c' '*.cpp' |
  xargs --null --no-run-if-empty "$clang_format" --dry-run --Werror
files '*.py' |
  xargs --null --no-run-if-empty .venv/bin/ruff format --quiet --diff
files '*.py' | xargs --null --no-run-if-empty .venv/bin/ruff check --quiet
.venv/bin/mypy --no-error-summary python/milcomplex
# Each script by itself: several folders may have scripts of one name.
files '*.py' ':!python' ':!test/lit.cfg.py' |
  xargs --null --no-run-if-empty --max-args=1 .venv/bin/mypy --no-error-summary
