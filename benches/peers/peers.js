// Compares one verdict by this package, in Node and in Chromium, with its peers
// in the same process, and with peers in Python.
//
// They do different work, which each row names: the same rules, a score, an
// estimate of guesses. The passwords differ from one call to the next, as when
// a person types, and meet every rule, so that no peer stops early.

import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';

import { build } from '../../pkg/node_modules/esbuild/lib/main.js';
import { open } from '../../pkg/test/browsers/launch.js';
import { startServer } from '../../pkg/test/support/server.js';
import { EMAIL, LENGTHS, measureAll, passwords } from './measure.js';

const dist = new URL('../../pkg/dist/', import.meta.url);
const document = JSON.parse(await readFile(new URL('policies/support_center.json', dist), 'utf8'));

/** Returns the times of a bundled page. */
async function inChromium() {
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: import.meta.dirname },
    bundle: true,
    format: 'esm',
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
    logLevel: 'error',
  });
  let finish;
  const found = new Promise((resolve) => {
    finish = resolve;
  });
  const server = await startServer(async (path, request) => {
    if (request.method === 'POST') finish(JSON.parse(Buffer.concat(await request.toArray()).toString()));
    return path.endsWith('.js') ? outputFiles[0].text : '<!doctype html><script type="module" src="page.js"></script>';
  });
  try {
    const { error, ...measured } = await open('Chromium', `${server.url}page.html`, found);
    if (error !== undefined) throw new Error(error);
    return measured;
  } finally {
    await server.close();
  }
}

const PAGE = `
  import { measureAll } from './measure.js';
  const found = await measureAll(${JSON.stringify(document)}).catch((error) => ({ error: String(error) }));
  await fetch('done', { method: 'POST', body: JSON.stringify({ ...found, version: navigator.userAgent }) });
`;

/** Adds the rows of the peers in Python. */
function inPython(rows) {
  const python = execFileSync(process.env.PYTHON ?? 'python3', [new URL('peers.py', import.meta.url).pathname], {
    input: JSON.stringify({ email: EMAIL, passwords: LENGTHS.map((length) => passwords(length)) }),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const { version, rows: others } = JSON.parse(python);
  Object.assign(rows, others);
  return version;
}

function shown(time) {
  const [divisor, unit] = time < 1e3 ? [1, 'ns'] : time < 1e6 ? [1e3, 'µs'] : [1e6, 'ms'];
  return `${Number((time / divisor).toPrecision(3))} ${unit}`;
}

function print(title, rows) {
  const [ours] = Object.values(rows);
  console.log(`${title}\n`);
  console.log(`| characters | ${LENGTHS.join(' | ')} |`);
  console.log(`|---|${LENGTHS.map(() => '--:|').join('')}`);
  for (const [name, times] of Object.entries(rows)) {
    const cells = times.map((time, at) => {
      if (time === null) return '–';
      return name === Object.keys(rows)[0] ? shown(time) : `${shown(time)} (${Number((time / ours[at]).toPrecision(2))}x)`;
    });
    console.log(`| ${name} | ${cells.join(' | ')} |`);
  }
  console.log();
}

const { rows } = await measureAll(document);
// Without it, only the peers in JavaScript are measured.
const python = process.argv.includes('--no-python') ? undefined : inPython(rows);
print(`Node ${process.versions.node}${python ? `, Python ${python}` : ''}`, rows);
const { rows: inPage, version } = await inChromium();
print(/Chrome\/[\d.]+/.exec(version)[0], inPage);
