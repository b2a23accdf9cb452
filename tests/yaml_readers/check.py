"""PyYAML and ruamel.yaml (as 1.1 and as 1.2) must read what the JSON says."""
import json
import pathlib
import sys

import ruamel.yaml
import yaml

work = pathlib.Path(sys.argv[1])


def ruamel_as(version):
    def read(text):
        reader = ruamel.yaml.YAML(typ="safe", pure=True)
        reader.version = version
        return reader.load(text)
    return read


READERS = {
    "PyYAML": yaml.safe_load,
    "ruamel.yaml 1.1": ruamel_as((1, 1)),
    "ruamel.yaml 1.2": ruamel_as((1, 2)),
}


def differences(path, ours, theirs):
    if type(ours) is not type(theirs):
        yield path, ours, theirs
    elif isinstance(ours, dict):
        for key in ours.keys() | theirs.keys():
            yield from differences(f"{path}.{key}", ours.get(key), theirs.get(key))
    elif isinstance(ours, list) and len(ours) == len(theirs):
        for n, pair in enumerate(zip(ours, theirs)):
            yield from differences(f"{path}[{n}]", *pair)
    elif ours != theirs:
        yield path, ours, theirs


bad = 0
for name in ("sample", "tricky"):
    text = (work / f"{name}.yaml").read_bytes().decode("utf-8")
    expected = json.loads((work / f"{name}.json").read_bytes())
    for reader, read in READERS.items():
        try:
            found = list(differences("", expected, read(text)))
        except Exception as error:  # whatever the reader raises is a finding
            found = [("", "readable", repr(error))]
        for path, ours, theirs in found[:20]:
            print(f"{reader}: {name}{path}: wrote {ours!r}, read {theirs!r}")
        print(f"{reader}: {name}: {len(found)} differences")
        bad += len(found)
sys.exit(bad > 0)
