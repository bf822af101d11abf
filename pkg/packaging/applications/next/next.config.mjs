/** The folder with the packages is that of all applications. */
const root = new URL('../..', import.meta.url).pathname;

export default { turbopack: { root }, outputFileTracingRoot: root, typescript: { ignoreBuildErrors: true } };
