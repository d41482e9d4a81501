#!/usr/bin/env node
// Writes the bill of materials of the published service, as CycloneDX 1.6 JSON: every package of its lock file with version, hash and licence.
//
//   node .ci/sbom.mjs LOCK_FILE PACKAGES_FOLDER PUBLISHED_FOLDER VERSION SECONDS_SINCE_1970
//
// It stops with a sentence where a package is not what the lock file says, or its licence is not on the list below. It needs no package itself.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Licences that ask for no more than to be named. Another one is a decision, to be made before it is listed here. */
const allowed = new Set(["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "0BSD", "PostgreSQL", "Unicode-3.0"]);

const service = "Eligibility.Api";
const json = (path) => JSON.parse(readFileSync(path, "utf8"));
const hex = (algorithm, bytes) => createHash(algorithm).update(bytes).digest("hex");
const packageReference = (name, version) => `pkg:nuget/${name}@${version}`;

/** The licence expression of a package, from the description inside it. */
function licenceOf(name, folder) {
  const description = readFileSync(join(folder, `${name.toLowerCase()}.nuspec`), "utf8");
  const licence = description.match(/<license type="expression">([^<]+)<\/license>/)?.[1].trim();
  if (licence === undefined) {
    throw new Error(`${name} does not name its licence by an expression. Look at it, and use another package or ask its authors.`);
  }
  if (!licence.split(" OR ").some((way) => way.split(" AND ").every((each) => allowed.has(each.replaceAll(/[()]/g, "").trim())))) {
    throw new Error(`${name} is under ${licence}, which is not on the list in .ci/sbom.mjs.`);
  }
  return licence;
}

function componentOf(name, { resolved, contentHash }, packages, shipped) {
  const folder = join(packages, name.toLowerCase(), resolved.toLowerCase());
  if (!existsSync(join(folder, ".nupkg.metadata"))) {
    throw new Error(`${name} ${resolved} is in the lock file and not in ${packages}. Restore first.`);
  }
  if (json(join(folder, ".nupkg.metadata")).contentHash !== contentHash) {
    throw new Error(`${name} ${resolved} is not the package that the lock file names: its content has another hash.`);
  }

  const file = readFileSync(join(folder, `${name.toLowerCase()}.${resolved.toLowerCase()}.nupkg.sha512`), "utf8").trim();
  const licence = licenceOf(name, folder);
  return {
    type: "library",
    "bom-ref": packageReference(name, resolved),
    name,
    version: resolved,
    // What only helps to build is not shipped.
    scope: shipped.has(name.toLowerCase()) ? "required" : "excluded",
    hashes: [{ alg: "SHA-512", content: Buffer.from(file, "base64").toString("hex") }],
    licenses: licence.includes(" ") ? [{ expression: licence }] : [{ license: { id: licence } }],
    purl: packageReference(name, resolved),
  };
}

/** The service's own assemblies, each with its hash. */
const assembliesIn = (published, version) => readdirSync(published)
  .filter((file) => /^Eligibility\..*\.dll$/.test(file))
  .sort()
  .map((file) => ({
    type: "library",
    "bom-ref": `assembly:${file}`,
    name: file.slice(0, -".dll".length),
    version,
    hashes: [{ alg: "SHA-256", content: hex("sha256", readFileSync(join(published, file))) }],
    licenses: [{ license: { id: "Apache-2.0" } }],
  }));

/** The framework that has to be installed where the service runs. */
const frameworksOf = (published) => {
  const { framework, frameworks } = json(join(published, `${service}.runtimeconfig.json`)).runtimeOptions;
  return (frameworks ?? [framework]).map(({ name, version }) => ({
    type: "framework", "bom-ref": `framework:${name}`, name, version, scope: "required", licenses: [{ license: { id: "MIT" } }],
  }));
};

/** Who needs whom: packages by the lock file, and the service everything that is named in its own projects. */
function dependenciesOf(entries, components, root) {
  const references = new Map(components.map((component) => [component.name.toLowerCase(), component["bom-ref"]]));
  const named = (names) => [...new Set(names.map((name) => references.get(name.toLowerCase())).filter((reference) => reference !== undefined))].sort();
  const own = entries.filter(([, entry]) => entry.type === "Project").flatMap(([, entry]) => Object.keys(entry.dependencies ?? {}));
  const direct = entries.filter(([, entry]) => entry.type === "Direct").map(([name]) => name);
  const frameworks = components.filter((component) => component.type === "framework").map((component) => component.name);
  return [
    { ref: root, dependsOn: named([...direct, ...own, ...frameworks]) },
    ...entries.filter(([, entry]) => entry.type !== "Project").map(([name, entry]) => ({
      ref: references.get(name.toLowerCase()), dependsOn: named(Object.keys(entry.dependencies ?? {})),
    })),
  ];
}

/** The bill of materials of a published service. The same inputs give the same bytes. */
export function billOfMaterials({ lockFile, packages, published, version, seconds }) {
  const entries = Object.values(json(lockFile).dependencies).flatMap((target) => Object.entries(target));
  const libraries = Object.entries(json(join(published, `${service}.deps.json`)).libraries).filter(([, library]) => library.type === "package");
  const shipped = new Set(libraries.map(([name]) => name.split("/")[0].toLowerCase()));
  const locked = new Set(entries.map(([name]) => name.toLowerCase()));
  const stray = [...shipped].filter((name) => !locked.has(name));
  if (stray.length > 0) {
    throw new Error(`${stray.join(", ")}: shipped, and not in the lock file.`);
  }

  const root = `pkg:generic/eligibility-api@${version}`;
  const components = [
    ...frameworksOf(published),
    ...entries.filter(([, entry]) => entry.type !== "Project").map(([name, entry]) => componentOf(name, entry, packages, shipped)),
  ];
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      timestamp: new Date(seconds * 1000).toISOString(),
      component: {
        type: "application", "bom-ref": root, name: "eligibility-api", version, purl: root,
        licenses: [{ license: { id: "Apache-2.0" } }], components: assembliesIn(published, version),
      },
    },
    components,
    dependencies: dependenciesOf(entries, components, root),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [lockFile, packages, published, version, seconds] = process.argv.slice(2);
  try {
    console.log(JSON.stringify(billOfMaterials({ lockFile, packages, published, version, seconds: Number(seconds) }), null, 2));
  } catch (fault) {
    console.error(fault.message);
    process.exitCode = 1;
  }
}
