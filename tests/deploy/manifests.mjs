import { parseAllDocuments } from "yaml";

/**
 * Every fault of the manifests in a text: what is not YAML, what is no kind of Kubernetes, a wrong type, and a member that no schema knows.
 *
 * The schemas of Kubernetes allow members they do not name, so a misspelt one passes them; the API server would drop it in silence. Here the
 * schemas read the manifest through a view that notes what is read: what no schema ever asked for is unknown.
 */
export async function faultsOf(text) {
  const faults = [];
  for (const document of parseAllDocuments(text, { uniqueKeys: true })) {
    faults.push(...document.errors.map((error) => error.message));
    if (document.errors.length === 0) {
      faults.push(...(await faultsOfManifest(document.toJS())));
    }
  }
  return faults;
}

async function faultsOfManifest(manifest) {
  const Kind = await kindOf(manifest);
  if (Kind === undefined) {
    return [`${manifest?.apiVersion}/${manifest?.kind} is no kind of Kubernetes`];
  }

  const read = new Set(["/apiVersion", "/kind"]);
  try {
    Kind.prototype.validate.call(noting(manifest, "", read));
  } catch (fault) {
    return [fault.message];
  }

  return unread(manifest, "", read);
}

async function kindOf(manifest) {
  try {
    const module = await import(`kubernetes-models/${manifest.apiVersion}/${manifest.kind}`);
    return module[manifest.kind];
  } catch {
    return undefined;
  }
}

function noting(value, path, read) {
  if (value === null || typeof value !== "object") {
    return value;
  }

  return new Proxy(value, {
    get(target, name) {
      if (typeof name === "symbol" || !Object.hasOwn(target, name)) {
        return target[name];
      }

      read.add(`${path}/${name}`);
      return noting(target[name], `${path}/${name}`, read);
    },
  });
}

function unread(value, path, read) {
  if (value === null || typeof value !== "object") {
    return [];
  }

  return Object.entries(value).flatMap(([name, member]) =>
    read.has(`${path}/${name}`) ? unread(member, `${path}/${name}`, read) : [`${path}/${name} is unknown`]);
}
