// Writes the command's oclif manifest from its built commands: with it, a start loads one command instead of all.
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Config } from '@oclif/core/config';

const root = join(dirname(fileURLToPath(import.meta.url)), '../apps/cli');
const file = join(root, 'oclif.manifest.json');
rmSync(file, { force: true });
const config = await Config.load(root);
const own = config.getPluginsList().find((plugin) => plugin.root === config.root);
if (own === undefined) throw new Error(`no oclif plug-in at ${root}`);
writeFileSync(file, `${JSON.stringify(own.manifest)}\n`);
