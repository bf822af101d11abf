// A certificate for the mail server, and the authority that vouches for it.

import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const openssl = (...args) => promisify(execFile)("openssl", args);
const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

/**
 * Writes the files into `folder` and returns their paths.
 *
 * Two certificates, because rustls refuses, rightly, an authority's own
 * certificate as a server's.
 */
export async function makeCertificate(folder) {
  const path = (name) => join(folder, name);
  const authority = { key: path("ca.key"), certificate: path("ca.pem") };
  const server = { key: path("server.key"), certificate: path("server.pem") };

  await openssl("req", "-x509", ...newKey, "-days", "2", "-subj", "/CN=genkan test authority",
    "-keyout", authority.key, "-out", authority.certificate);
  await openssl("req", ...newKey, "-subj", "/CN=localhost",
    "-keyout", server.key, "-out", path("server.csr"));
  await writeFile(path("server.ext"), [
    "basicConstraints=critical,CA:FALSE",
    "subjectAltName=DNS:localhost,IP:127.0.0.1",
    "extendedKeyUsage=serverAuth",
  ].join("\n"));
  await openssl("x509", "-req", "-in", path("server.csr"), "-days", "2", "-CAcreateserial",
    "-CA", authority.certificate, "-CAkey", authority.key,
    "-extfile", path("server.ext"), "-out", server.certificate);

  return { authority: authority.certificate, ...server };
}
