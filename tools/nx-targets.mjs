// The Nx plug-in of this workspace: a package's targets follow from the files it has, so no package repeats them.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Builds one package's project entry from its package.json's path. */
function inferProject(manifest, workspaceRoot) {
  const root = dirname(manifest);
  const has = (file) => existsSync(join(workspaceRoot, root, file));
  const upstream = ['default', '^source'];
  const command = (line, more = {}) => ({ command: line, options: { cwd: root }, cache: true, inputs: upstream, ...more });
  return {
    root,
    name: root.split('/').at(-1),
    targets: {
      ...(has('tsconfig.json') && { build: command(`tsc -b && node ../../tools/bundle/bundle.ts .${has('bin/run.js') ? ' && node ../../tools/write-manifest.mjs' : ''}`, { dependsOn: ['^build'], outputs: ['{projectRoot}/dist', '{projectRoot}/oclif.manifest.json'] }) }),
      ...(has('test/tsconfig.json') && { typecheck: command('tsc -p test', { dependsOn: ['^build'] }) }),
      ...(has('vitest.config.ts') && { test: command('vitest run --passWithNoTests=false', { inputs: [...upstream, { env: 'MILLRACE_PROPERTY_RUNS' }] }) }),
      lint: command('oxlint --type-aware --deny-warnings .', { inputs: [...upstream, '{workspaceRoot}/.oxlintrc.json'] }),
    },
  };
}

export const createNodesV2 = [
  '{libs/*,apps/*,tools}/package.json',
  (manifests, _options, context) =>
    manifests.map((manifest) => {
      const project = inferProject(manifest, context.workspaceRoot);
      return [manifest, { projects: { [project.root]: project } }];
    }),
];
