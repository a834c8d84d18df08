#!/usr/bin/env bash
# Fuzzes --lower-complex with libFuzzer, and says whose fault each crash is.
# usage: scripts/fuzz.sh [SECONDS]
# SECONDS, 600 by default, is how long; 0 replays the artifacts only.
# build-fuzz/corpus keeps the inputs found from one call to the next,
# build-fuzz/artifacts the inputs that crash, hang or break the contract.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=${1:-600}
source scripts/toolchain.sh

cmake --preset fuzz --log-level=NOTICE
cmake --build --preset fuzz
build=$PWD/build-fuzz
corpus=$build/corpus artifacts=$build/artifacts
mlir_opt=$(command -v mlir-opt-22 || command -v mlir-opt)
# The shared MLIR is not instrumented.
export ASAN_OPTIONS=detect_leaks=0:detect_container_overflow=0:fast_unwind_on_fatal=0
fuzzer=$build/bin/lower-complex-fuzzer
mkdir -p "$corpus" "$artifacts"

# Every module of the tests: as text, in the generic form and as bytecode, each
# under another choice of options, which is the first byte.
make_seeds() {
  local work=$build/seeds number=0 file part seed
  rm -rf "$work" && mkdir -p "$work"
  while IFS= read -r -d '' file; do
    csplit --quiet --elide-empty-files --prefix="$work/$((number++))-" \
      --suffix-format=%03d.mlir "$file" '/^\/\/ -----/' '{*}'
  done < <(find test -name '*.mlir' -print0 | sort --zero-terminated)
  number=0
  for part in "$work"/*.mlir; do
    [[ $(stat --format=%s "$part") -lt 20000 ]] || continue
    for form in --emit-bytecode --mlir-print-op-generic; do
      "$build/bin/milc-opt" "$form" "$part" -o "$part.$form" 2>/dev/null || true
    done
    for seed in "$part" "$part".--*; do
      [[ -s $seed ]] || continue
      printf -v option '%03o' $((number++ % 32 + 48))
      { printf "\\$option" && cat "$seed"; } >"$corpus/seed-$(basename "$seed")"
    done
  done
}

# Whether the stack in log $1 has no function of ours, except for op parsers.
is_within_mlir() {
  grep --text --quiet '^ *#0 0x' "$1" &&
    ! grep --text --quiet '^contract:' "$1" &&
    ! grep --text --invert-match '::parse(' "$1" |
    grep --text --quiet --extended-regexp '^ +#[0-9]+ 0x.* milcomplex::'
}

# Prints whose fault the crash on input $1 is.
classify() {
  local source=$build/replayed status=0 whose
  if "$fuzzer" -timeout=10 -rss_limit_mb=4096 "$1" >"$source.log" 2>&1; then
    echo "gone      $1"
    return
  fi
  tail --bytes=+2 "$1" >"$source"
  timeout 10 "$mlir_opt" --allow-unregistered-dialect "$source" \
    >/dev/null 2>&1 || status=$?
  # Ended by a signal or by the clock: the input is too much for MLIR itself.
  whose=ours
  if ((status >= 124)) || is_within_mlir "$source.log"; then whose=upstream; fi
  printf '%-9s %s: %s\n' "$whose" "$1" "$(grep --text --max-count=1 \
    --extended-regexp 'contract:|Assertion|runtime error|ERROR:|LLVM ERROR' \
    "$source.log" || echo "see its output")"
}

if ((seconds > 0)); then
  [[ -d $build/seeds ]] || make_seeds
  "$fuzzer" -fork=1 -ignore_crashes=1 -ignore_timeouts=1 -ignore_ooms=1 \
    -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 -max_len=20000 \
    -artifact_prefix="$artifacts/" "$corpus"
fi

report=$(for artifact in "$artifacts"/*; do
  [[ -e $artifact ]] && classify "$artifact"
done || true)
[[ -z $report ]] || echo "$report"
! grep --quiet '^ours' <<<"$report"
