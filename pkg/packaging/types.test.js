// The types: what compiles, what must not compile, and that everything is
// documented.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import ts from 'typescript';

import { installed } from './lib/installed.js';

for (const [module, moduleResolution] of [['NodeNext', 'NodeNext'], ['ESNext', 'Bundler']]) {
  test(`types/ compiles as modules of ${module}, but for what it expects not to`, () => {
    const folder = fileURLToPath(new URL('types/', import.meta.url));
    const { config } = ts.readConfigFile(`${folder}tsconfig.json`, ts.sys.readFile);
    // The package's own declarations are checked once.
    const skipLibCheck = module !== 'NodeNext';
    Object.assign(config.compilerOptions, { module, moduleResolution, skipLibCheck });
    const { options, fileNames, errors } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
    assert.deepEqual(errors, []);
    assert.ok(fileNames.length > 1);
    const found = ts.getPreEmitDiagnostics(ts.createProgram(fileNames, options));
    assert.equal(ts.formatDiagnostics(found, HOST), '');
  });
}

const HOST = { getCurrentDirectory: () => '.', getCanonicalFileName: (name) => name, getNewLine: () => '\n' };

test('every export, and every member of a class, has its comment', async () => {
  const { exports } = JSON.parse(await readFile(installed('package.json'), 'utf8'));
  const entries = Object.values(exports).flatMap(({ types }) => types ?? []).map(installed);
  const program = ts.createProgram(entries, { module: ts.ModuleKind.NodeNext, types: [], skipLibCheck: true });
  const checker = program.getTypeChecker();
  const silent = [];
  let count = 0;
  const look = (symbol, name) => {
    count += 1;
    if (symbol.getDocumentationComment(checker).length === 0) silent.push(name);
  };
  for (const entry of entries) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(entry));
    for (const each of module ? checker.getExportsOfModule(module) : []) {
      const symbol = each.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(each) : each;
      const name = `${entry.split('/dist/')[1]} ${each.name}`;
      look(symbol, name);
      if (!(symbol.flags & ts.SymbolFlags.Class)) continue;
      for (const member of [...symbol.members.values(), ...symbol.exports.values()]) {
        const [declaration] = member.declarations ?? [];
        // Private members are not public, and callbacks are called by the
        // browser.
        const isHidden = !declaration || member.name === 'prototype' || member.name.startsWith('__') ||
          (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private) !== 0 ||
          /^(connected|disconnected|attributeChanged|formDisabled|formReset)Callback$|^(observedAttributes|formAssociated)$/.test(member.name) ||
          (declaration.name && ts.isPrivateIdentifier(declaration.name));
        if (!isHidden) look(member, `${name}.${member.name}`);
      }
    }
  }
  assert.deepEqual([...new Set(silent)], []);
  assert.ok(count > 40, `${count} exports`);
});
