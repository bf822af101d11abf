// The pictures in docs/pictures/ show the pages as they are.

import assert from "node:assert/strict";
import { test } from "node:test";

import { openDemo } from "./site.mjs";
import { recorded, visitPages } from "./page_pictures.mjs";

const site = await openDemo([]);

test("no picture is out of date: otherwise run node page_pictures.mjs", async () => {
  assert.deepEqual(await visitPages(site), await recorded());
});
