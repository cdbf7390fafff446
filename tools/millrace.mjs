#!/usr/bin/env node
// `npx millrace` in a clone with nothing installed: sets the clone up, then runs the command.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const setup = spawnSync(process.execPath, [join(root, 'tools', 'setup.mjs')], { stdio: ['ignore', 2, 2] });
if (setup.status !== 0) process.exit(setup.status ?? 1);
const done = spawnSync(process.execPath, [join(root, 'apps', 'cli', 'bin', 'run.js'), ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(done.status ?? 130);
