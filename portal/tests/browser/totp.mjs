// An authenticator app: one-time passwords, made here from RFC 6238 and RFC 4648.

import { createHmac } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEP = 30_000;

/** An app that knows the secret as a page shows it. */
export function authenticatorApp(text) {
  const digits = [...text.replaceAll(" ", "")].map((digit) => ALPHABET.indexOf(digit));
  const bits = digits.map((digit) => digit.toString(2).padStart(5, "0")).join("");
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  let last = 0;
  return {
    /** A code that has not been given yet: of the present time step or the next one. */
    async code() {
      const step = Math.max(last + 1, Math.floor(Date.now() / STEP));
      while (step > Math.floor(Date.now() / STEP) + 1) await sleep(100);
      last = step;
      return codeOf(secret, step);
    },
  };
}

function codeOf(secret, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const number = mac.readUInt32BE(mac.at(-1) & 0xf) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, "0");
}
