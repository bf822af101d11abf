import { join } from 'node:path';

const { OUT } = process.env;

export default { outDir: OUT, cacheDir: join(OUT, '../astro-cache') };
