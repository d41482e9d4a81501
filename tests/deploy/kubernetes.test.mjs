import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { faultsOf } from "./manifests.mjs";

const folder = new URL("../../deploy/kubernetes/", import.meta.url);
const kustomization = "kustomization.yaml";
const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
const manifests = files.filter((file) => file !== kustomization);
const read = (file) => readFileSync(new URL(file, folder), "utf8");
const deployment = read("deployment.yaml");

for (const file of manifests) {
  test(`${file} is what its schema says`, async () => assert.deepEqual(await faultsOf(read(file)), []));
}

test("Every manifest but the example of a secret is applied", () => {
  const applied = parse(read(kustomization)).resources;
  assert.deepEqual([...applied].sort(), manifests.filter((file) => file !== "secret.example.yaml").sort());
});

test("kubectl can put the manifests together", (t) => {
  const put = spawnSync("kubectl", ["kustomize", folder.pathname], { encoding: "utf8" });
  if (put.error?.code === "ENOENT") {
    return t.skip("Install kubectl to put the manifests together.");
  }
  assert.equal(put.status, 0, put.stderr);
  assert.match(put.stdout, /image: registry\.example\.org\/eligibility:1\.0\.0/);
});

const breaks = [
  ["an unknown member", "livenessProbe:", "livenessProb:", "/spec/template/spec/containers/0/livenessProb is unknown"],
  ["an unknown member deep down", "periodSeconds: 10", "periodSecond: 10", "/spec/template/spec/containers/0/livenessProbe/periodSecond is unknown"],
  ["a text for a number", "failureThreshold: 60", 'failureThreshold: "sixty"', "must be integer"],
  ["a text for a boolean", "readOnlyRootFilesystem: true", 'readOnlyRootFilesystem: "yes"', "must be boolean"],
  ["no name of a container", "- name: eligibility\n          image", "- image", "must have required property name"],
  ["a member given twice", "      containers:\n", "      enableServiceLinks: true\n      containers:\n", "Map keys must be unique"],
  ["no such kind", "kind: Deployment", "kind: Deploymnt", "is no kind of Kubernetes"],
  ["an older version of the interface", "apiVersion: apps/v1", "apiVersion: apps/v1beta9", "is no kind of Kubernetes"],
];

for (const [what, right, wrong, fault] of breaks) {
  test(`A manifest with ${what} is refused`, async () => {
    assert.ok(deployment.includes(right), "the manifest no longer has what this test breaks");
    const faults = await faultsOf(deployment.replace(right, wrong));
    assert.ok(faults.some((each) => each.includes(fault)), `found ${JSON.stringify(faults)}`);
  });
}

test("A pod has time for all of the draining, and to spare", () => {
  const { terminationGracePeriodSeconds } = parse(deployment).spec.template.spec;
  assert.ok(terminationGracePeriodSeconds > 5 + 25);
});

test("A pod can do no more than the service needs", () => {
  const { spec } = parse(deployment).spec.template;
  const [container] = spec.containers;
  assert.equal(spec.automountServiceAccountToken, false);
  assert.equal(spec.securityContext.runAsNonRoot, true);
  assert.equal(spec.securityContext.seccompProfile.type, "RuntimeDefault");
  assert.deepEqual(container.securityContext.capabilities.drop, ["ALL"]);
  assert.equal(container.securityContext.readOnlyRootFilesystem, true);
  assert.equal(container.securityContext.allowPrivilegeEscalation, false);
  assert.ok(spec.volumes.every((volume) => volume.secret !== undefined), "only secrets are mounted");
});

test("A pod reaches nobody", () => {
  const { spec } = parse(read("network-policy.yaml"));
  assert.deepEqual(spec.egress, []);
  assert.ok(spec.policyTypes.includes("Egress"));
});

test("What selects pods selects those of the deployment", () => {
  const { labels } = parse(deployment).spec.template.metadata;
  const selectors = [
    parse(deployment).spec.selector.matchLabels,
    parse(read("service.yaml")).spec.selector,
    parse(read("pod-disruption-budget.yaml")).spec.selector.matchLabels,
    parse(read("network-policy.yaml")).spec.podSelector.matchLabels,
  ];
  for (const selector of selectors) {
    assert.deepEqual(selector, labels);
  }
});

test("Ports that are named exist", () => {
  const [container] = parse(deployment).spec.template.spec.containers;
  const names = container.ports.map((port) => port.name);
  const used = [
    ...parse(read("service.yaml")).spec.ports.map((port) => port.targetPort),
    ...parse(read("network-policy.yaml")).spec.ingress.flatMap((rule) => rule.ports.map((port) => port.port)),
    ...["startupProbe", "livenessProbe", "readinessProbe"].map((probe) => container[probe].httpGet.port),
  ];
  for (const port of used) {
    assert.ok(names.includes(port), `${port} is no port of the container`);
  }
});
