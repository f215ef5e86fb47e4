// Runs every tests/browser/*.test.mjs in order, each in a process of its own, and sums up.
//
//   node run.mjs                 all
//   node run.mjs offline slip    the files whose names contain one of these
//   CLAIM="two tabs" node run.mjs offline    one claim of a file
//   node run.mjs --list          names only

import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2);
const wanted = args.filter((arg) => !arg.startsWith("--")).map((arg) => path.basename(arg));
const files = fs
  .readdirSync(here)
  .filter((name) => name.endsWith(".test.mjs"))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort();

if (args.includes("--list")) {
  console.log(files.join("\n"));
  process.exit(0);
}
if (files.length === 0) {
  console.error("no browser test has such a name");
  process.exit(1);
}

const LIMIT_MS = 10 * 60_000;
const region = fs.mkdtempSync(path.join(os.tmpdir(), "takar-region-"));
const failed = [];
const started = Date.now();
for (const file of files) {
  console.log(file);
  const { status, signal } = spawnSync(process.execPath, [path.join(here, file)], {
    stdio: "inherit",
    timeout: LIMIT_MS,
    env: { ...process.env, TAKAR_REGION: region },
  });
  if (status !== 0) failed.push(signal ? `${file} (ended by ${signal})` : file);
}

fs.rmSync(region, { recursive: true, force: true });
const seconds = ((Date.now() - started) / 1000).toFixed(0);
console.log(`browser: ${files.length - failed.length} of ${files.length} files passed in ${seconds} s`);
for (const file of failed) console.log(`  failed: ${file}`);
process.exit(failed.length === 0 ? 0 : 1);
