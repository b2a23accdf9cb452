#!/usr/bin/env bash
# The review page in a real browser: tests/review/check.sh EXTRACT [FOLDER]. Needs npm, and Chromium, which is installed as root on
# Debian where it is missing. With a folder, screenshots are left there.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
extract=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

chromium=$(command -v chromium || command -v chromium-browser || true)
if [ -z "$chromium" ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >"$work/apt.log" 2>&1 \
    || { cat "$work/apt.log" >&2; exit 1; }
  chromium=$(command -v chromium)
fi
npm --silent --prefix "$work" install --no-audit --no-fund 'playwright-core@1.65.1' 'axe-core@4.14.1' >"$work/npm.log" 2>&1 \
  || { cat "$work/npm.log" >&2; exit 1; }
NODE_PATH=$work/node_modules EXTRACT=$extract CHROMIUM=$chromium WORK=$work SHOTS=${2:-} node "$here/check.cjs"
