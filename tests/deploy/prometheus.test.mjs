import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parse, stringify } from "yaml";

const path = (name) => new URL(name, import.meta.url).pathname;
const read = (name) => readFileSync(path(name), "utf8");
const metrics = JSON.parse(read("metrics.json"));
const dashboard = JSON.parse(read("../../deploy/grafana/eligibility.json"));
const alerts = parse(read("../../deploy/prometheus/alerts.yml")).groups.flatMap((group) => group.rules);
const panels = dashboard.panels.filter((panel) => panel.type !== "row");
const rows = dashboard.panels.filter((panel) => panel.type === "row");
const expressions = panels.flatMap((panel) => panel.targets.map((target) => target.expr));

function promtool(t, ...words) {
  const said = spawnSync("promtool", words, { encoding: "utf8" });
  if (said.error?.code === "ENOENT") {
    t.skip("Install prometheus for its promtool; its server is not needed.");
    return undefined;
  }
  return { status: said.status, text: said.stdout + said.stderr };
}

function accepts(t, ...words) {
  const said = promtool(t, ...words);
  if (said) {
    assert.equal(said.status, 0, said.text);
  }
}

function rulesOf(t, wanted) {
  const folder = mkdtempSync(join(tmpdir(), "eligibility-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "rules.yml");
  writeFileSync(file, stringify({ groups: [{ name: "panels", rules: wanted.map((expr, at) => ({ record: `panel:${at}`, expr })) }] }));
  return file;
}

/** The metrics and the labels that an expression names. */
function namesIn(expr) {
  const bare = expr.replaceAll(/"[^"]*"/g, '""');
  return {
    metrics: bare.match(/\b(up|(?:http|kestrel|eligibility|dotnet|process|aspnetcore)_[a-z0-9_]+)\b(?=\s*[{[])/g) ?? [],
    labels: [...bare.matchAll(/\{([^}]*)\}/g)].flatMap(([, inside]) => inside.match(/[a-z_]+(?=\s*[=!])/g) ?? [])
      .concat([...bare.matchAll(/\b(?:by|ignoring|on)\s*\(([^)]*)\)/g)].flatMap(([, inside]) => inside.split(",").map((label) => label.trim()))),
  };
}

const everyLabel = new Set(["job", "instance", "le", ...Object.values(metrics).flat()]);

test("The alerts are what Prometheus reads", (t) => accepts(t, "check", "rules", path("../../deploy/prometheus/alerts.yml")));
test("The example of a configuration is what Prometheus reads", (t) =>
  accepts(t, "check", "config", "--syntax-only", path("../../deploy/prometheus/scrape.example.yml")));
test("The alerts go off when they should, and not before", (t) => accepts(t, "test", "rules", path("alerts.tests.yml")));

test("Every query of the dashboard is what Prometheus reads", (t) =>
  accepts(t, "check", "rules", rulesOf(t, expressions.map((expr) => expr.replaceAll("$__rate_interval", "5m")))));

test("A query with a fault is refused", (t) => {
  const said = promtool(t, "check", "rules", rulesOf(t, ["sum(rate(x[5m])"]));
  if (said) {
    assert.notEqual(said.status, 0);
  }
});

for (const [what, each] of [["dashboard", expressions], ["alerts", alerts.map((alert) => alert.expr)]]) {
  test(`The ${what} name metrics and labels that the service has`, () => {
    for (const expr of each) {
      const { metrics: used, labels } = namesIn(expr);
      assert.notEqual(used.length, 0, expr);
      assert.deepEqual(used.filter((name) => !Object.hasOwn(metrics, name)), [], expr);
      assert.deepEqual(labels.filter((label) => !everyLabel.has(label)), [], expr);
    }
  });
}

test("The dashboard shows every metric that is the service's own", () => {
  const shown = new Set(expressions.flatMap((expr) => namesIn(expr).metrics));
  assert.deepEqual(Object.keys(metrics).filter((name) => name.startsWith("eligibility_") && !shown.has(name)), []);
});

test("Every panel has a title, a description, a unit and a query of the chosen source", () => {
  assert.notEqual(panels.length, 0);
  for (const panel of panels) {
    assert.ok(panel.title && panel.description && panel.fieldConfig.defaults.unit, panel.title);
    assert.notEqual(panel.targets.length, 0, panel.title);
    for (const source of [panel.datasource, ...panel.targets.map((target) => target.datasource)]) {
      assert.deepEqual(source, { type: "prometheus", uid: "${datasource}" }, panel.title);
    }
  }
});

test("Panels have ids of their own and do not lie on each other", () => {
  assert.equal(new Set(dashboard.panels.map((panel) => panel.id)).size, dashboard.panels.length);
  assert.equal(new Set(dashboard.panels.map((panel) => panel.title)).size, dashboard.panels.length);
  const taken = new Set();
  for (const { title, gridPos: { x, y, w, h } } of dashboard.panels) {
    assert.ok(x >= 0 && x + w <= 24, title);
    for (let place = 0; place < w * h; place++) {
      const at = `${x + (place % w)},${y + Math.floor(place / w)}`;
      assert.ok(!taken.has(at), title);
      taken.add(at);
    }
  }
});

test("The dashboard can be imported into any Grafana from version 10 on", () => {
  assert.equal(dashboard.schemaVersion, 38);
  assert.equal(dashboard.id, undefined);
  assert.deepEqual(rows.map((row) => row.title), ["Traffic", "Latency", "Refused and turned away", "Candidacies", "Memory and processor"]);
  assert.deepEqual(dashboard.templating.list.map((variable) => [variable.name, variable.type]),
    [["datasource", "datasource"], ["job", "query"], ["instance", "query"]]);
});

test("Every alert says how grave it is, what is the matter and what to do", () => {
  for (const { alert, labels, annotations } of alerts) {
    assert.ok(["critical", "warning", "info"].includes(labels.severity), alert);
    assert.ok(annotations.summary && annotations.description.endsWith("."), alert);
  }
});
