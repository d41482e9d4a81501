// A client as an integrator would write it: typed by the published contract alone, and run against a service.
//
//   node generated/client.js http://127.0.0.1:5080
//
// Where the service asks for keys, the environment variable ELIGIBILITY_KEY holds one with the scopes screen and rules.

import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "./generated/eligibility.js";

type Candidacy = components["schemas"]["Screening"]["candidacy"];
type Profile = components["schemas"]["SymptomProfile"];

const baseUrl = process.argv[2];
assert(baseUrl, "Name the service, such as http://127.0.0.1:5080.");
const key = process.env["ELIGIBILITY_KEY"];
const service = createClient<paths>({ baseUrl, headers: key ? { Authorization: `Bearer ${key}` } : {} });

// A closed list: the compiler refuses a list that lacks a candidacy, and a candidacy that does not exist.
const advice: Record<Candidacy, string> = {
  candidate: "may be treated, if a health professional decides so",
  deferred: "not yet",
  undetermined: "ask what is needed",
  "not-candidate": "a named criterion is not met",
  contraindicated: "must not be treated",
  "refer-urgently": "assess first",
};

async function screen(): Promise<void> {
  const profile: Profile = { headacheDaysPerMonth: 18, painLocations: ["neck"], spasmHistory: "chronic", priorPhysicalTherapy: "none" };
  const { data, error, response } = await service.POST("/v1/screenings", { params: { query: { asOf: "2026-11-23" } }, body: profile });
  assert(data, `The profile of four answers was refused with ${response.status}: ${error?.title}`);
  assert("summary" in data, "Nobody asked for less than a full screening.");
  assert.equal(data.candidacy, "candidate");
  assert.ok(advice[data.candidacy]);
  assert.equal(data.settled, false);
  assert.match(data.ruleBook.digest, /^sha256:/);
  const migraine = data.indications.find((one) => one.indication === "chronic-migraine");
  const criterion = migraine?.authorities[0]?.criteria[0];
  assert.equal(criterion?.observed, 18);
  assert.ok(criterion && data.citations[criterion.citation]?.url.startsWith("https://"));
  assert.ok(data.needs.some((need) => need.fact === "ageYears" && need.question.length > 0));
  assert.ok(data.atMostMoreAnswers > 0);
  assert.match(response.headers.get("x-request-id") ?? "", /^[0-9a-f-]{36}$/);
  console.log(`screened: ${data.candidacy}, ${advice[data.candidacy]}; needed are ${data.needs.map((need) => need.fact).join(", ")}`);
}

async function screenPart(): Promise<void> {
  const { data } = await service.POST("/v1/screenings", { params: { query: { indication: ["neck-pain"], authority: ["fda-label"] } }, body: {} });
  assert.ok(data && data.candidacy in advice, "A repeatable parameter was not understood.");
}

async function screenVerdicts(): Promise<void> {
  const { data } = await service.POST("/v1/screenings", { params: { query: { detail: "verdicts" } }, body: { headacheDaysPerMonth: 18 } });
  assert(data && !("summary" in data));
  assert.equal(data.indications.find((one) => one.indication === "chronic-migraine")?.verdicts["general/chronic-migraine"], "met");
}

async function screenBatch(): Promise<void> {
  const { data } = await service.POST("/v1/screenings/batch", {
    body: '{"reference":"one","headacheDaysPerMonth":18}\n{"ageYears":300}\n',
    bodySerializer: (lines: string) => lines,
    headers: { "Content-Type": "application/x-ndjson" },
    parseAs: "text",
  });
  const lines = (data ?? "").trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.equal(lines[0]?.["reference"], "one");
  assert.equal(lines[1]?.["line"], 2);
  assert.ok(lines[2] && "summary" in lines[2], "The answer was cut.");
}

async function beRefused(): Promise<void> {
  // Faults that types cannot see: a number that is too large, and two that contradict one another.
  const { data, error, response } = await service.POST("/v1/screenings", {
    body: { ageYears: 300, headacheDaysPerMonth: 12, migraineDaysPerMonth: 15 },
  });
  assert.equal(data, undefined);
  assert.equal(response.status, 422);
  assert.equal(error?.type, "urn:eligibility:problem:invalid-profile");
  assert.deepEqual(error.errors?.map((fault) => fault.pointer).sort(), ["#/ageYears", "#/migraineDaysPerMonth"]);
  assert.equal(error.errors?.find((fault) => fault.pointer === "#/ageYears")?.maximum, 120);
  console.log(`refused: ${error.errors?.map((fault) => `${fault.pointer} ${fault.detail}`).join("; ")}`);
}

async function beRefusedAtCompileTime(): Promise<void> {
  // @ts-expect-error: a member that a profile does not have
  const misspelt: Profile = { headacheDayPerMonth: 18 };
  const { error } = await service.POST("/v1/screenings", { body: misspelt });
  assert.equal(error?.errors?.[0]?.suggestion, "headacheDaysPerMonth");
}

async function readRules(): Promise<void> {
  const all = await service.GET("/v1/rules");
  assert.ok(all.data && all.data.rules.length > 0);
  const one = await service.GET("/v1/rules/{authority}/{rule}", { params: { path: { authority: "general", rule: "chronic-migraine" } } });
  assert.equal(one.data?.editions[0]?.criteria[0]?.limits[0]?.name, "headacheDays");
  const none = await service.GET("/v1/rules/{authority}/{rule}", { params: { path: { authority: "general", rule: "nothing" } } });
  assert.equal(none.error && "status" in none.error ? none.error.status : undefined, 404);
  const drawn = await service.GET("/v1/rules/{authority}/{rule}/graph", {
    params: { path: { authority: "general", rule: "chronic-migraine" }, query: { format: "dot" } },
    parseAs: "text",
  });
  assert.match(drawn.data ?? "", /^digraph /);
  console.log(`rules: ${all.data.rules.length}`);
}

async function readFacts(): Promise<void> {
  const { data } = await service.GET("/v1/facts");
  const days = data?.facts.find((fact) => fact.name === "headacheDaysPerMonth");
  assert.deepEqual([days?.minimum, days?.maximum, days?.unit], [0, 31, "days a month"]);
  console.log(`facts: ${data?.facts.length}`);
}

async function readHealth(): Promise<void> {
  const { data } = await service.GET("/health/ready");
  assert.equal(data?.status, "ready");
}

for (const step of [readHealth, screen, screenPart, screenVerdicts, screenBatch, beRefused, beRefusedAtCompileTime, readRules, readFacts]) {
  await step();
}
