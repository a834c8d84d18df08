#!/usr/bin/env bash
# Fails where a C++ file is not as clang-format 22 leaves it, or where ruff or
# mypy has something to say of a Python file.
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
files '*.h' '*.cpp' |
  xargs --null --no-run-if-empty "$clang_format" --dry-run --Werror
files '*.py' |
  xargs --null --no-run-if-empty .venv/bin/ruff format --quiet --diff
files '*.py' | xargs --null --no-run-if-empty .venv/bin/ruff check --quiet
.venv/bin/mypy --no-error-summary python/milcomplex
# Scripts each by itself: some of one name may live in several folders.
files '*.py' ':!python' ':!test/lit.cfg.py' |
  xargs --null --no-run-if-empty --max-args=1 .venv/bin/mypy --no-error-summary
