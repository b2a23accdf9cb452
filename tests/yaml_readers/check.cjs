// The npm packages `yaml` (as 1.1 and as 1.2) and `js-yaml` must read what the JSON says.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { isDeepStrictEqual, inspect } = require("node:util");
const yaml = require("yaml");
const jsYaml = require("js-yaml");

const readers = {
  "yaml 1.1": (text) => yaml.parse(text, { version: "1.1" }),
  "yaml 1.2": (text) => yaml.parse(text),
  "js-yaml": (text) => jsYaml.load(text),
};

function* differences(at, ours, theirs) {
  if (ours !== null && theirs !== null && typeof ours === "object" && typeof theirs === "object") {
    for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
      yield* differences(`${at}.${key}`, ours[key], theirs[key]);
    }
  } else if (!isDeepStrictEqual(ours, theirs)) {
    yield `${at}: wrote ${inspect(ours)}, read ${inspect(theirs)}`;
  }
}

let bad = 0;
for (const name of ["sample", "tricky"]) {
  const read = (extension) => fs.readFileSync(path.join(process.argv[2], `${name}.${extension}`), "utf8");
  const expected = JSON.parse(read("json"));
  for (const [reader, parse] of Object.entries(readers)) {
    let found;
    try {
      found = [...differences("", expected, parse(read("yaml")))];
    } catch (error) {
      found = [`: ${error.message}`];
    }
    for (const line of found.slice(0, 20)) console.log(`${reader}: ${name}${line}`);
    console.log(`${reader}: ${name}: ${found.length} differences`);
    bad += found.length;
  }
}
process.exit(bad > 0 ? 1 : 0);
