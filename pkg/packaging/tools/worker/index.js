// Cloudflare Workers: the package by itself, and with a module that the program
// hands in.

import * as genkan from 'genkan';
import module from 'genkan/extended.wasm';
import basic from 'genkan/basic.wasm';
import document from 'genkan/policies/support_center.json';
import { verdicts } from '../../page/verdicts.js';

/** The same exports, with a module of the caller. */
const withModule = {
  ...genkan,
  Policy: { from: (source) => genkan.Policy.from(source, { module }) },
};

const code = (promise) => promise.then(() => undefined, (error) => error.code);

export default {
  async fetch() {
    const rules = [{ rule: 'repetition', max: 2 }];
    return Response.json({
      alone: await verdicts(genkan, document),
      withModule: await verdicts(withModule, document),
      withBasic: (await genkan.Policy.from(document, { module: basic })).check('Genkan#2026').accepted,
      tooSmall: await code(genkan.Policy.from({ ...document, rules }, { module: basic })),
    });
  },
};
