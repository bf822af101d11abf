// Mail: the server that takes it, and what an email says.

import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import PostalMime from "postal-mime";

import { makeCertificate } from "./certificate.mjs";
import { start } from "./process.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** Starts an SMTP server that takes mail after STARTTLS only. */
export async function startMailServer() {
  const folder = await mkdtemp(join(tmpdir(), "genkan-mail-"));
  const { authority, certificate, key } = await makeCertificate(folder);
  const maildir = join(folder, "mail");
  const server = await start(
    // Debian's Python: apt's aiosmtpd belongs to it.
    "/usr/bin/python3",
    [join(here, "smtp_server.py"), certificate, key, maildir],
    /listening on (\d+)/,
  );

  return {
    authority,
    port: Number(server.match[1]),

    /** Every email so far, in the order of arrival. */
    async emails() {
      const envelopes = join(maildir, "envelopes");
      const keys = (await readdir(envelopes)).filter((name) => /^[^.].*\.json$/.test(name));
      const emails = await Promise.all(keys.map(async (name) => {
        const raw = await readFile(join(maildir, "new", name.replace(/\.json$/, "")));
        const envelope = JSON.parse(await readFile(join(envelopes, name), "utf8"));
        return { arrival: arrival(name), envelope, ...(await read(raw)) };
      }));
      return emails.sort((one, other) => one.arrival - other.arrival);
    },

    /** Waits for the `count`th email to `address`. */
    async emailTo(address, count = 1) {
      const limit = Date.now() + 20_000;
      for (;;) {
        const emails = (await this.emails()).filter((email) => email.envelope.to.includes(address));
        if (emails.length >= count) return emails[count - 1];
        if (Date.now() > limit) throw new Error(`no ${count}. email to ${address} after 20 s`);
        await sleep(50);
      }
    },

    /** Waits for the first email to `address` with a URL of `page`. */
    async emailWith(address, page) {
      for (let count = 1; ; count += 1) {
        const email = await this.emailTo(address, count);
        if (new RegExp(`https?://[^/\\s]+/${page}`).test(email.mail.text)) return email;
      }
    },

    async stop() {
      await server.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Maildir's names start with the time: seconds, then `M` and microseconds. */
function arrival(name) {
  const [, seconds, microseconds] = name.match(/^(\d+)\.M(\d+)/);
  return Number(seconds) * 1e6 + Number(microseconds);
}

/** An email as a mail program reads it, and as it travelled. */
export async function read(raw) {
  const mail = await PostalMime.parse(raw);
  const header = (name) => mail.headers.find((header) => header.key === name.toLowerCase())?.value;
  return { raw: raw.toString("latin1"), mail, header, link: linkIn(mail.text) };
}

/** The one link of an email to `page`. */
export function linkTo({ mail }, page) {
  const links = mail.text.match(/https?:\/\/\S+\/gkn_[\w-]+/g).filter((link) => link.includes(`/${page}/`));
  assert.equal(links.length, 1, `one link to ${page}: ${links}`);
  return links[0];
}

/** The one link that sets a password. */
export function linkIn(text) {
  return text?.match(/https?:\/\/\S+\/reset\/gkn_[\w-]+/)?.[0];
}
