import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { validate, ValidationSeverity } from "dockerfile-utils";

const root = new URL("../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");
const dockerfile = read("deploy/docker/Dockerfile");
const instructions = dockerfile.replaceAll(/\\\n/g, " ").split("\n").filter((line) => /^[A-Z]+ /.test(line));
const lastStage = instructions.slice(instructions.findLastIndex((line) => line.startsWith("FROM ")));

const pedantic = { deprecatedMaintainer: ValidationSeverity.ERROR, directiveCasing: ValidationSeverity.ERROR, emptyContinuationLine: ValidationSeverity.ERROR,
  instructionCasing: ValidationSeverity.ERROR, instructionCmdMultiple: ValidationSeverity.ERROR, instructionEntrypointMultiple: ValidationSeverity.ERROR,
  instructionHealthcheckMultiple: ValidationSeverity.ERROR, instructionJSONInSingleQuotes: ValidationSeverity.ERROR, instructionWorkdirRelative: ValidationSeverity.ERROR };
const faults = (text) => validate(text, pedantic).map((fault) => `line ${fault.range.start.line + 1}: ${fault.message}`);

/** The projects that a project refers to, itself among them. */
function projects(name, known = new Set()) {
  known.add(name);
  for (const [, other] of read(`src/${name}/${name}.csproj`).matchAll(/ProjectReference Include="[^"]*\/([^/"]+)\.csproj"/g)) {
    if (!known.has(other)) {
      projects(other, known);
    }
  }
  return known;
}

test("The Dockerfile has no fault", () => assert.deepEqual(faults(dockerfile), []));

test("A Dockerfile with a fault is refused", () => {
  assert.notDeepEqual(faults(dockerfile.replace("WORKDIR /app", "WORKDIR app")), []);
  assert.notDeepEqual(faults(dockerfile.replace("EXPOSE 8080", "EXPOS 8080")), []);
  assert.notDeepEqual(faults(dockerfile.replace('["dotnet", "Eligibility.Api.dll"]', "['dotnet', 'Eligibility.Api.dll']")), []);
});

test("The image restores every project that the service is made of, as locked", () => {
  for (const project of projects("Eligibility.Api")) {
    assert.ok(instructions.includes(`COPY src/${project}/${project}.csproj src/${project}/packages.lock.json src/${project}/`), project);
  }
  assert.ok(instructions.some((line) => line.startsWith("RUN dotnet restore ") && line.endsWith(" --locked-mode")));
});

test("What the image copies is let through by .dockerignore", () => {
  const through = read(".dockerignore").split("\n").filter((line) => line.startsWith("!")).map((line) => line.slice(1));
  const copied = instructions.filter((line) => line.startsWith("COPY ") && !line.includes("--from")).flatMap((line) => line.split(" ").slice(1, -1));
  for (const path of copied) {
    assert.ok(through.includes(path.split("/")[0]), path);
  }
});

test("The image has no shell and no root, and holds no secret", () => {
  assert.match(lastStage[0], /^FROM mcr\.microsoft\.com\/dotnet\/aspnet:10\.0-noble-chiseled$/);
  assert.equal(lastStage.filter((line) => line.startsWith("USER ")).at(-1), "USER $APP_UID");
  assert.ok(lastStage.every((line) => !line.startsWith("RUN ")));
  assert.ok(lastStage.at(-1).startsWith('ENTRYPOINT ["'));
  assert.ok(instructions.every((line) => !/^(ARG|ENV) .*(Access|secret|key|token|password)/i.test(line)));
});
