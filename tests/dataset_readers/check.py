"""A dataset as other programs read it: Frictionless the data package, pyarrow the Parquet, Python the CSV and the JSON Lines.

    python3 check.py DATASET        with frictionless and pyarrow installed
"""
import csv
import json
import pathlib
import sys

import frictionless
import pyarrow.parquet

root = pathlib.Path(sys.argv[1])
package = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))
report = frictionless.validate(str(root / "datapackage.json"))
faults = [f"{t.name}: {e.message}" for t in report.tasks for e in t.errors] + [str(e) for e in report.errors]

rows_read = 0
for resource in package["resources"]:
    name, fields = resource["name"], resource["schema"]["fields"]
    with open(root / resource["path"], encoding="utf-8-sig", newline="") as file:
        cells = list(csv.DictReader(file))
    lines = [json.loads(line) for line in (root / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    parquet = pyarrow.parquet.read_table(root / f"{name}.parquet").to_pylist()
    rows_read += len(lines)
    if not len(cells) == len(lines) == len(parquet) == resource["rows"]:
        faults.append(f"{name}: {len(cells)} rows in CSV, {len(lines)} in JSON Lines, {len(parquet)} in Parquet")
    for cell, line, row in zip(cells, lines, parquet):
        for field in fields:
            column, kind = field["name"], field["type"]
            text, value, stored = cell[column], line.get(column), row[column]
            if text[:1] in ("=", "+", "-", "@", "\t", "\r"):
                faults.append(f"{name}.{column}: a formula: {text}")
            # The mark before what a spreadsheet would take for a formula.
            if text.startswith("'") and not str(value).startswith("'"):
                text = text[1:]
            if kind == "array":
                text, stored = (json.loads(x) if x else None for x in (text, stored))
            elif kind == "integer":
                text = int(text) if text else None
            elif kind == "boolean":
                text = text == "true" or None
            else:
                text = text or None
            if not text == value == stored:
                faults.append(f"{name}.{column}: {text!r} in CSV, {value!r} in JSON Lines, {stored!r} in Parquet")

for fault in faults[:40]:
    print(fault)
print(f"{len(package['resources'])} tables, {rows_read} rows: {'all read alike' if not faults else f'{len(faults)} faults'}")
sys.exit(bool(faults))
