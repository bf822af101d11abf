// From a server of static files, without npm: its `genkan/` is the package's
// `dist/`.
import { verdicts } from '../page/verdicts.js';

const [site] = Deno.args;
const genkan = await import(`${site}genkan/index.js`);

console.log(JSON.stringify(await verdicts(genkan, new URL('policy.json', site))));
