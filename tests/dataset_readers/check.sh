#!/bin/sh
# Makes a dataset of the sample pages and reads it with the programs that people use.
# Needs python3 with venv and the package registry; installs into a folder that goes away. $1: the command `extract`.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

python3 -m venv "$work/venv"
"$work/venv/bin/pip" --quiet --disable-pip-version-check install 'frictionless==5.21.0' 'pyarrow==26.0.1'
"$1" dataset "$here/../pages" -o "$work/plain" --parquet --quiet
"$work/venv/bin/python" "$here/check.py" "$work/plain"
"$1" dataset "$here/../pages" -o "$work/facts" --parquet --text none --bom --quiet
"$work/venv/bin/python" "$here/check.py" "$work/facts"
