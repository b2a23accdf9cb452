#!/usr/bin/env bash
# Diagnostics as SARIF against the schema of SARIF 2.1.0: tests/sarif/check.sh EXTRACT. Needs npm.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
extract=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm --silent --prefix "$work" install --no-audit --no-fund '@microsoft/jest-sarif@1.0.0-beta.0' 'ajv@6.15.0' >"$work/npm.log" 2>&1 \
  || { cat "$work/npm.log" >&2; exit 1; }
printf 'no Chinese at all, nothing but Latin letters\n' >"$work/第 1版.txt"
cd "$here/../.."
status=0
"$extract" --verbose --diagnostics sarif tests/pages "$work" "$work/missing.txt" >/dev/null 2>"$work/log.sarif" || status=$?
[ "$status" = 1 ]
NODE_PATH=$work/node_modules node - "$work/log.sarif" <<'JS'
const fs = require("node:fs");
const Ajv = require("ajv");
const schema = require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
const ajv = new Ajv({ schemaId: "auto", unknownFormats: "ignore", meta: false });
ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-07.json"));
const log = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
if (!ajv.validate(schema, log)) {
  console.error(ajv.errors);
  process.exit(1);
}
const [run] = log.runs;
const wrong = run.results.filter((r) => run.tool.driver.rules[r.ruleIndex]?.id !== r.ruleId);
if (wrong.length || !run.results.length) throw new Error(JSON.stringify(wrong));
console.log(`${run.results.length} results of ${run.tool.driver.rules.length} rules hold to the schema of SARIF ${log.version}`);
JS
