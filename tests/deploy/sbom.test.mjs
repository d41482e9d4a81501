import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Validation } from "@cyclonedx/cyclonedx-library";
import { billOfMaterials } from "../../.ci/sbom.mjs";

const hash = Buffer.from("content").toString("base64");

/** A lock file, a folder of packages and a published service, as small as they can be. */
function given(t, { licence = '<license type="expression">MIT</license>', content = hash, shipped = "Package/1.0.0" } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "eligibility-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const packages = join(folder, "packages");
  const one = join(packages, "package", "1.0.0");
  mkdirSync(one, { recursive: true });
  writeFileSync(join(one, ".nupkg.metadata"), JSON.stringify({ contentHash: content }));
  writeFileSync(join(one, "package.1.0.0.nupkg.sha512"), createHash("sha512").update("file").digest("base64"));
  writeFileSync(join(one, "package.nuspec"), `<package><metadata>${licence}</metadata></package>`);

  const lockFile = join(folder, "packages.lock.json");
  writeFileSync(lockFile, JSON.stringify({ dependencies: { "net10.0": {
    Package: { type: "Direct", resolved: "1.0.0", contentHash: hash },
    "eligibility.domain": { type: "Project" },
  } } }));
  writeFileSync(join(folder, "Eligibility.Api.dll"), "assembly");
  writeFileSync(join(folder, "Eligibility.Api.deps.json"), JSON.stringify({ libraries: { [shipped]: { type: "package" } } }));
  writeFileSync(join(folder, "Eligibility.Api.runtimeconfig.json"), JSON.stringify({ runtimeOptions: { framework: { name: "Microsoft.NETCore.App", version: "10.0.0" } } }));
  return { lockFile, packages, published: folder, version: "1.0.0", seconds: 0 };
}

test("The bill of materials is what CycloneDX 1.6 says", async (t) => {
  const bill = billOfMaterials(given(t));
  assert.equal(await new Validation.JsonStrictValidator("1.6").validate(JSON.stringify(bill)), null);
  assert.notEqual(await new Validation.JsonStrictValidator("1.6").validate(JSON.stringify({ ...bill, licences: [] })), null);
});

test("The bill of materials names every package with its version, hash and licence", (t) => {
  const [framework, component] = billOfMaterials(given(t)).components;
  assert.equal(framework.name, "Microsoft.NETCore.App");
  assert.deepEqual([component.name, component.version, component.scope], ["Package", "1.0.0", "required"]);
  assert.deepEqual(component.licenses, [{ license: { id: "MIT" } }]);
  assert.deepEqual(component.hashes, [{ alg: "SHA-512", content: createHash("sha512").update("file").digest("hex") }]);
});

test("A choice of licences holds where one of them is allowed", (t) => {
  const bill = billOfMaterials(given(t, { licence: '<license type="expression">GPL-3.0-only OR MIT</license>' }));
  assert.deepEqual(bill.components[1].licenses, [{ expression: "GPL-3.0-only OR MIT" }]);
});

const refusals = [
  ["A licence that is not on the list", { licence: '<license type="expression">GPL-3.0-only</license>' }, /GPL-3\.0-only, which is not on the list/],
  ["A licence that asks for another beside it", { licence: '<license type="expression">MIT AND GPL-3.0-only</license>' }, /not on the list/],
  ["A licence that is a file", { licence: '<license type="file">LICENSE</license>' }, /does not name its licence/],
  ["A package with other content than locked", { content: "b3RoZXI=" }, /not the package that the lock file names/],
  ["A package that is shipped and not locked", { shipped: "Stray/1.0.0" }, /stray: shipped, and not in the lock file/],
];

for (const [what, how, sentence] of refusals) {
  test(`${what} stops the release`, (t) => {
    const input = given(t, how);
    assert.throws(() => billOfMaterials(input), sentence);
  });
}

test("Every licence of the service's packages is on the list", (t) => {
  const root = new URL("../../", import.meta.url).pathname;
  const packages = process.env.NUGET_PACKAGES ?? join(process.env.HOME, ".nuget", "packages");
  const published = join(root, "artifacts", "bin", "Eligibility.Api", "debug");
  try {
    readFileSync(join(published, "Eligibility.Api.deps.json"));
  } catch {
    return t.skip("Run `dotnet build` first: the packages of the service are read from what it was built from.");
  }
  const lockFile = join(root, "src", "Eligibility.Api", "packages.lock.json");
  const locked = Object.values(JSON.parse(readFileSync(lockFile, "utf8")).dependencies).flatMap((target) => Object.entries(target))
    .filter(([, entry]) => entry.type !== "Project").map(([name]) => name);
  const named = billOfMaterials({ lockFile, packages, published, version: "1.0.0", seconds: 0 }).components
    .filter((component) => component.type === "library").map((component) => component.name);
  assert.deepEqual(named.sort(), locked.sort());
});
