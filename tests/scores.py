"""Runs a scorer, prints what it prints, and fails where a figure is below its bound.

    python3 tests/scores.py [--kind N] [--overall N] -- COMMAND…

The last line that COMMAND prints is its figures as JSON: {"meetings": {"score": 0.99, …}, …, "overall": {"score": 0.99}}.
"""
import argparse
import json
import subprocess
import sys

parser = argparse.ArgumentParser(usage=__doc__)
parser.add_argument("--kind", type=float, default=0.0, help="the least for each kind of records")
parser.add_argument("--overall", type=float, default=0.0, help="the least over all")
parser.add_argument("command", nargs="+")
args = parser.parse_args()

run = subprocess.run(args.command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
if run.returncode:
    sys.exit(f"the scorer failed: exit code {run.returncode}")
*report, figures = run.stdout.rstrip("\n").split("\n")
print("\n".join(report))
figures = json.loads(figures)
if "overall" not in figures:
    sys.exit("no figures: nothing was scored")
low = [
    f"{kind}: {figure['score']} is below {least}"
    for kind, figure in figures.items()
    for least in [args.overall if kind == "overall" else args.kind]
    if figure["score"] < least
]
sys.exit("\n".join(low) or 0)
