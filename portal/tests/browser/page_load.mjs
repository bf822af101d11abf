// What the first visit of the sign-in page loads, and when it is shown: `node page_load.mjs` prints
// the table of docs/benchmarks.md. `GENKAN` names the program.

import { fileURLToPath } from "node:url";

import { visit } from "./browser.mjs";
import { openDemo } from "./site.mjs";

const VISITS = 9;
// What Lighthouse calls slow 4G, on a telephone with a quarter of the speed of this machine.
const SLOW = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const SLOWDOWN = 4;

/** Opens the sign-in page. Returns the kind and the compressed bytes of each file that was loaded. */
export async function load(page) {
  const files = [];
  const measure = async (request) =>
    files.push({ kind: request.resourceType(), bytes: (await request.sizes()).responseBodySize });
  page.on("requestfinished", measure);
  await page.goto("/signin", { waitUntil: "networkidle" });
  page.off("requestfinished", measure);
  return files;
}

/** When the page was first shown, when its largest part was, and how far its parts moved. */
const paints = (page) => page.evaluate(async () => {
  const entries = (type) => new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries())).observe({ type, buffered: true });
    setTimeout(() => resolve([]), 500);
  });
  const paint = await entries("paint");
  return {
    first: paint.find(({ name }) => name === "first-contentful-paint").startTime,
    largest: (await entries("largest-contentful-paint")).at(-1).startTime,
    shift: (await entries("layout-shift")).reduce((sum, { value }) => sum + value, 0),
  };
});

const median = (numbers) => numbers.toSorted((a, b) => a - b)[(numbers.length - 1) / 2];

async function measure(site, isSlow) {
  const found = [];
  for (let count = 0; count < VISITS; count += 1) {
    const visitor = await visit(site, { locale: "ja-JP", viewport: { width: 360, height: 740 } });
    const { page } = visitor;
    if (isSlow) {
      const chromium = await visitor.context.newCDPSession(page);
      await chromium.send("Network.emulateNetworkConditions", SLOW);
      await chromium.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
    }
    await load(page);
    found.push(await paints(page));
    await visitor.close();
  }
  const middle = (name) => median(found.map((paint) => paint[name]));
  return `${Math.round(middle("first"))} ms | ${Math.round(middle("largest"))} ms | ${middle("shift").toFixed(3)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const site = await openDemo([]);
  const visitor = await visit(site, { locale: "ja-JP" });
  const files = await load(visitor.page);
  await visitor.close();
  const sum = (files) => files.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const kind of new Set(files.map((file) => file.kind))) {
    const same = files.filter((file) => file.kind === kind);
    console.log(`| ${kind} | ${same.length} | ${sum(same)} |`);
  }
  console.log(`| all | ${files.length} | ${sum(files)} |`);
  console.log(`| this machine | ${await measure(site, false)} |`);
  console.log(`| slow 4G | ${await measure(site, true)} |`);
  await site.browser.close();
  await site.portal.stop();
  // What the tests close after themselves is open yet.
  process.exit();
}
