// A program that runs beside a test and ends with it.

import { spawn } from "node:child_process";

import { onEnd } from "../../../pkg/test/support/guard.js";

/**
 * Starts `program` and waits until it prints what `ready` matches. `environment` is added to this
 * process's.
 *
 * Returns the match, what it has said so far, and how to stop it.
 */
export async function start(program, args, ready, environment = {}) {
  const env = { ...process.env, ...environment };
  const child = spawn(program, args, { env, stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  const ended = new Promise((resolve) => child.once("close", resolve));

  const match = await new Promise((resolve, reject) => {
    const complain = (why) => reject(new Error(`${program} ${args.join(" ")}: ${why}\n${said}`));
    const limit = setTimeout(() => complain("not ready after 30 s"), 30_000);
    const listen = (data) => {
      said += data;
      const found = said.match(ready);
      if (found) {
        clearTimeout(limit);
        resolve(found);
      }
    };
    child.stdout.setEncoding("utf8").on("data", listen);
    child.stderr.setEncoding("utf8").on("data", listen);
    child.once("error", (error) => complain(error.message));
    ended.then((status) => complain(`ended with status ${status}`));
  }).catch((error) => {
    child.kill("SIGKILL");
    throw error;
  });

  const stop = onEnd(program, async () => {
    child.stdin.end();
    child.kill("SIGTERM");
    const patience = setTimeout(() => child.kill("SIGKILL"), 5_000);
    await ended;
    clearTimeout(patience);
  });
  return { match, said: () => said, stop };
}
