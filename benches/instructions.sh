#!/usr/bin/env bash
# How many instructions reading five pages takes, held against benches/instructions.txt: a count that no busy machine changes.
#
#   benches/instructions.sh target/release/extract            fails where a count differs by more than 5 %
#   benches/instructions.sh target/release/extract --move     writes the counts of now; say in the commit why they moved
#
# Needs valgrind, and `cargo build --release` by the compiler that the file names.
set -euo pipefail
cd "$(dirname "$0")/.."
extract=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
compiler=$(rustc --version | cut -d' ' -f2)
printf '# instructions of `extract --format json` on a page of tests/pages, built by rustc %s\n' "$compiler" >"$work/now"
for page in cut.txt wrapped.txt treaty.txt web.html gb18030.txt; do
  valgrind --tool=callgrind --callgrind-out-file="$work/out" "$extract" --quiet --format json "tests/pages/$page" >/dev/null 2>"$work/log"
  printf '%s %s\n' "$page" "$(sed -n 's/^.*Collected : //p' "$work/log")" >>"$work/now"
done
if [ "${2:-}" = --move ]; then
  cp "$work/now" benches/instructions.txt
  cat benches/instructions.txt
  exit
fi
if [ ! -f benches/instructions.txt ]; then
  echo 'no counts to hold these against: --move writes them'
  cat "$work/now"
  exit
fi
if ! head -1 benches/instructions.txt | grep -q "rustc $compiler\$"; then
  echo "counted by another compiler than rustc $compiler; nothing to hold it against"
  cat "$work/now"
  exit
fi
awk '
  /^#/ { next }
  NR == FNR { was[$1] = $2; next }
  {
    change = was[$1] ? ($2 - was[$1]) * 100 / was[$1] : 100
    printf "%-12s %11d  %+.1f %%\n", $1, $2, change
    if (change > 5 || change < -5) wrong = 1
  }
  END {
    if (wrong) print "more than 5 % away: where that is meant, run `benches/instructions.sh target/release/extract --move` and say in the commit why"
    exit wrong
  }' benches/instructions.txt "$work/now"
