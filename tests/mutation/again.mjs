// Prints a configuration for Stryker that tries again what no test noticed in a report, with tests that take longer too.
//   node again.mjs CONFIGURATION REPORT
import { readFileSync } from "node:fs";

const longer = ["LadderTests", "ScreenerTests", "CaseTests.The_answer", "A_second_judge_agrees_on_every", "ChangesTests.A_difference", "ChangesTests.What_only"];

const [configuration, report] = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, "utf8")));
const places = new Set();
for (const [path, { source, mutants }] of Object.entries(report.files)) {
  const starts = [0];
  for (let at = source.indexOf("\n"); at >= 0; at = source.indexOf("\n", at + 1)) {
    starts.push(at + 1);
  }

  const offset = ({ line, column }) => starts[line - 1] + column - 1;
  const file = path.replaceAll("\\", "/").split("/").slice(-2).join("/");
  for (const { location } of mutants.filter(({ status }) => ["Survived", "NoCoverage", "RuntimeError"].includes(status))) {
    places.add(`**/${file}{${offset(location.start)}..${offset(location.end)}}`);
  }
}

const settings = configuration["stryker-config"];
settings.mutate = [...places];
// Which test reaches what was asked in a process that had worked out most things already.
settings["coverage-analysis"] = "off";
if (settings.project === "Eligibility.Domain.csproj") {
  settings["test-case-filter"] += longer.map((name) => `|FullyQualifiedName~${name}`).join("");
}

console.log(JSON.stringify(configuration, null, 2));
