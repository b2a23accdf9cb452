#!/usr/bin/env bash
# Runs every target for so many seconds: fuzz/run.sh SECONDS [TARGET…]. What is found is kept under fuzz/artifacts/.
#
# libFuzzer by the stable compiler: its counters are a pass of the compiler, only the sanitizers need another one.
set -euo pipefail
cd "$(dirname "$0")"
seconds=$1
shift
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(bytes words damaged encodings lexicon corrections readback explained)
host=$(rustc -vV | sed -n 's/^host: //p')
export RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares"
# a target of its own, so that the flags are not those of build scripts
cargo build --release --quiet --target "$host"
built=${CARGO_TARGET_DIR:-target}/$host/release
for target in "${targets[@]}"; do
  mkdir -p "corpus/$target" "artifacts/$target"
  # Lengths from the start: grown step by step, a minute of words never gets to ten of them.
  given=("corpus/$target")
  length=128
  if [ "$target" = bytes ]; then
    given+=(../tests/pages)
    length=3000
  fi
  echo "$target: $seconds s"
  "$built/$target" "${given[@]}" -max_total_time="$seconds" -len_control=0 -max_len="$length" -rss_limit_mb=1024 -timeout=20 \
    -print_final_stats=1 -artifact_prefix="artifacts/$target/" 2>&1 | grep -E 'ERROR|panicked|SUMMARY|DONE|number_of_executed' || true
  if [ -n "$(ls -A "artifacts/$target")" ]; then
    echo "$target: found something; the input is in fuzz/artifacts/$target"
    exit 1
  fi
done
