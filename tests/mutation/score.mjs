// Prints what came of a report of Stryker's, folder by folder, and every change that no test noticed.
//   node score.mjs REPORT [REPORT...]     a later report overrides an earlier one, place by place
import { readFileSync } from "node:fs";

const statuses = ["Killed", "Timeout", "Survived", "NoCoverage"];
const places = new Map();
for (const path of process.argv.slice(2)) {
  const report = JSON.parse(readFileSync(path, "utf8"));
  for (const [file, { source, mutants }] of Object.entries(report.files)) {
    const lines = source.split(/\r?\n/);
    for (const mutant of mutants.filter(({ status }) => statuses.includes(status))) {
      const { start, end } = mutant.location;
      const original = start.line === end.line ? lines[start.line - 1].slice(start.column - 1, end.column - 1) : `${lines[start.line - 1].slice(start.column - 1)} …`;
      const name = file.replace(/^.*?(Eligibility\.\w+\/)/, "$1").replaceAll("\\", "/");
      places.set(`${name} ${start.line}:${start.column} ${end.line}:${end.column} ${mutant.mutatorName} ${mutant.replacement}`, { name, original, mutant });
    }
  }
}

const folders = new Map();
for (const { name, mutant } of places.values()) {
  const folder = name.replace(/\/[^/]*$/, "");
  for (const key of [folder, "together"]) {
    const counts = folders.get(key) ?? Object.fromEntries(statuses.map((status) => [status, 0]));
    counts[mutant.status]++;
    folders.set(key, counts);
  }
}

for (const { name, original, mutant } of places.values()) {
  if (mutant.status === "Survived" || mutant.status === "NoCoverage") {
    const replacement = (mutant.replacement ?? "").replace(/\s+/g, " ");
    console.log(`${mutant.status === "Survived" ? "not noticed" : "not reached"}: ${name}:${mutant.location.start.line}: ${original.trim()} -> ${replacement}`);
  }
}

for (const [folder, { Killed, Timeout, Survived, NoCoverage }] of [...folders].sort(([a], [b]) => (a === "together") - (b === "together") || a.localeCompare(b))) {
  const noticed = Killed + Timeout;
  const all = noticed + Survived + NoCoverage;
  console.log(`${folder}: ${((100 * noticed) / all).toFixed(1)} % of ${all} changes noticed (${Timeout} by never ending), ${Survived} not, ${NoCoverage} not reached`);
}
