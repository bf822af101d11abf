// The portal under test, as an operator runs it.

import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { start } from "./process.mjs";

/** The program: xtask says which one it has just built. */
const genkan = process.env.GENKAN ?? "genkan";

export const SUPPORT = { name: "サポートセンター", address: "support@provider.example" };

/** Runs `genkan` once and returns what it prints. */
export async function run(...args) {
  return (await promisify(execFile)(genkan, args)).stdout;
}

/**
 * What the server would say of a password: the codes of its violations. `person` is an address, or
 * all that is known of somebody; `config` is the portal's configuration, without which it is the
 * documented policy.
 */
export async function verdict(password, person, config) {
  const child = promisify(execFile)(
    genkan, ["check", "--jsonl", ...(config ? ["--config", config] : [])]);
  const known = typeof person === "string" ? { email: person } : person;
  child.child.stdin.end(JSON.stringify({ password, ...known }) + "\n");
  // Exit status 1 says that a password was rejected: an answer, not a failure.
  const { stdout } = await child.catch((error) => {
    if (error.code === 1) return error;
    throw error;
  });
  return JSON.parse(stdout).violations.map((violation) => violation.code);
}

/**
 * `genkan serve`, sending to `mailServer`, with `contacts` registered beforehand, and with `more` in its
 * configuration. `host` is what its address names, and `clock` a file with how late it believes it
 * is, as `+11m`.
 */
export async function serve(mailServer, contacts, more = "", { host = "127.0.0.1", clock } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "genkan-portal-"));
  const port = await freePort();
  const config = join(folder, "genkan.toml");
  const write = (more) => writeFile(config, `
base_url = "http://${host}:${port}"
listen = "127.0.0.1:${port}"
data = "${folder}/data"
[mail]
from = "${SUPPORT.name} <${SUPPORT.address}>"
[mail.smtp]
host = "localhost"
port = ${mailServer.port}
tls = "starttls"
ca_file = "${mailServer.authority}"
${more}
`);
  await write(more);
  const add = ({ name, address, language = "ja", company }) =>
    run("contacts", "add", "--config", config, "--name", name, "--email", address,
      "--language", language, ...(company ? ["--company", company] : []));
  for (const contact of contacts) await add(contact);

  const open = () =>
    start(genkan, ["serve", "--config", config], /listening on (http:\/\/\S+)/, clockOf(clock));
  let server = await open();
  return {
    url: `http://${host}:${port}`,
    folder: join(folder, "data"),
    config,
    said: () => server.said(),
    add,
    /** The same portal with something else in its configuration. */
    async restart(more) {
      await server.stop();
      await write(more);
      server = await open();
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** `genkan demo`, as one tries it out. */
export async function demo(contacts) {
  const folder = await mkdtemp(join(tmpdir(), "genkan-demo-"));
  const names = contacts.flatMap(({ name, address }) => ["--contact", `${name}:${address}`]);
  const server = await start(
    genkan,
    ["demo", "--listen", "127.0.0.1:0", "--data", folder, ...names],
    /listening on (http:\/\/\S+)/,
  );
  return {
    url: server.match[1].replace(/\/$/, ""),
    folder,
    said: server.said,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** The environment of a program whose clock the file `clock` moves. */
const clockOf = (clock) => clock && {
  LD_PRELOAD: "/usr/$LIB/faketime/libfaketimeMT.so.1",
  FAKETIME_TIMESTAMP_FILE: clock,
  FAKETIME_NO_CACHE: "1",
  DONT_FAKE_MONOTONIC: "1",
};

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
