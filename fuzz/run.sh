#!/usr/bin/env bash
# Runs every target for so many seconds: fuzz/run.sh SECONDS [TARGET…]. What is found is kept under fuzz/artifacts/.
#
# libFuzzer by the stable compiler: its counters are a pass of the compiler, only the sanitizers need another one. `cargo fuzz` runs the
# same targets where it is installed.
set -euo pipefail
cd "$(dirname "$0")"
seconds=$1
shift
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(bytes words damaged encodings lexicon corrections readback)
host=$(rustc -vV | sed -n 's/^host: //p')
export RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1"
# a target of its own, so that the flags are not those of build scripts
cargo build --release --quiet --target "$host"
built=${CARGO_TARGET_DIR:-target}/$host/release
for target in "${targets[@]}"; do
  mkdir -p "corpus/$target" "artifacts/$target"
  echo "$target: $seconds s"
  "$built/$target" "corpus/$target" -max_total_time="$seconds" -max_len=4096 -rss_limit_mb=1024 -timeout=20 -print_final_stats=1 \
    -artifact_prefix="artifacts/$target/" 2>&1 | grep -E 'ERROR|panicked|SUMMARY|number_of_executed|crash|timeout' || true
  if [ -n "$(ls -A "artifacts/$target")" ]; then
    echo "$target: found something; the input is in fuzz/artifacts/$target"
    exit 1
  fi
done
