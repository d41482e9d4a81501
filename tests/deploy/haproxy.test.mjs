import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

const file = new URL("../../deploy/haproxy/haproxy.cfg", import.meta.url).pathname;
const text = readFileSync(file, "utf8");

function check(t, environment, path = file) {
  const { ELIGIBILITY_PLAIN, ELIGIBILITY_CERTIFICATE, ...rest } = process.env;
  const path_ = `${rest.PATH}:/usr/sbin`;
  const said = spawnSync("haproxy", ["-c", "-f", path], { encoding: "utf8", env: { ...rest, PATH: path_, ...environment } });
  if (said.error?.code === "ENOENT") {
    t.skip("Install haproxy to check its configuration.");
    return undefined;
  }
  return { status: said.status, text: said.stdout + said.stderr };
}

test("HAProxy accepts the configuration without TLS", (t) => {
  const said = check(t, { ELIGIBILITY_PLAIN: "1" });
  if (said) {
    assert.equal(said.status, 0, said.text);
    assert.doesNotMatch(said.text, /WARNING/);
  }
});

test("HAProxy accepts the configuration with a certificate", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "eligibility-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const [key, certificate, both] = ["key.pem", "certificate.pem", "both.pem"].map((name) => join(folder, name));
  const made = spawnSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1",
    "-subj", "/CN=localhost", "-keyout", key, "-out", certificate], { encoding: "utf8" });
  if (made.error?.code === "ENOENT") {
    return t.skip("Install openssl to make a certificate.");
  }
  writeFileSync(both, readFileSync(certificate, "utf8") + readFileSync(key, "utf8"), { mode: 0o600 });

  const said = check(t, { ELIGIBILITY_CERTIFICATE: both });
  if (said) {
    assert.equal(said.status, 0, said.text);
    assert.doesNotMatch(said.text, /WARNING/);
  }
});

test("HAProxy speaks no plain HTTP by mistake", (t) => {
  const said = check(t, {});
  if (said) {
    assert.notEqual(said.status, 0);
    assert.match(said.text, /Name a certificate in ELIGIBILITY_CERTIFICATE/);
  }
});

test("HAProxy refuses a configuration with a word it does not know", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "eligibility-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const broken = join(folder, "haproxy.cfg");
  writeFileSync(broken, text.replace("option redispatch 1", "option redispach 1"));
  const said = check(t, { ELIGIBILITY_PLAIN: "1" }, broken);
  if (said) {
    assert.notEqual(said.status, 0);
  }
});

test("Neither line of the log holds anything that was sent", () => {
  const formats = text.split("\n").filter((line) => /^\s*(error-)?log-format /.test(line));
  assert.equal(formats.length, 2);
  const named = new Set(formats.flatMap((line) => line.match(/%\[[^\]]*\]|%[A-Za-z]+/g)));
  const known = ["%[date,utime(%Y-%m-%dT%H:%M:%SZ)]", "%[var(txn.id)]", "%[fc_err_str]", "%b", "%s", "%ST", "%ts", "%TR", "%Tw", "%Tc", "%Tr", "%Ta",
    "%B", "%rc", "%ac", "%sc", "%bq"];
  assert.deepEqual([...named].sort(), known.sort());
  assert.doesNotMatch(text, /option (httplog|tcplog|httpslog)|capture /);
});

test("Nothing is sent a second time", () => {
  assert.deepEqual(text.match(/^\s*retry-on .*$/gm).map((line) => line.trim()), ["retry-on conn-failure"]);
});
