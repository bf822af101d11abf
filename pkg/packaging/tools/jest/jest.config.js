/** The conditions of Node, and those of jest-environment-jsdom. */
const project = (displayName, customExportConditions) => ({
  displayName,
  rootDir: __dirname,
  testEnvironmentOptions: { customExportConditions },
});

module.exports = { projects: [project('node', ['node', 'node-addons']), project('jsdom', ['browser'])] };
