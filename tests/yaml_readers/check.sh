#!/bin/sh
# Reads our YAML with the readers that people use and compares it with the JSON of the same value.
# Needs python3 with venv, npm, and the package registries; installs into a folder that goes away.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

YAML_READERS_DIR=$work cargo test --quiet --locked --manifest-path "$root/Cargo.toml" --lib -- --ignored --exact \
    emit::yaml::tests::write_for_other_readers >"$work/cargo.log" 2>&1 || { cat "$work/cargo.log" >&2; exit 1; }

python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install 'PyYAML==6.0.3' 'ruamel.yaml==0.18.16'
npm --silent --prefix "$work" install --no-audit --no-fund 'yaml@2.8.1' 'js-yaml@4.1.0'

status=0
"$work/venv/bin/python" "$here/check.py" "$work" || status=1
NODE_PATH=$work/node_modules node "$here/check.cjs" "$work" || status=1
exit $status
