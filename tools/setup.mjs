#!/usr/bin/env node
// Makes a clone ready to work: installs what the lockfile names, once, and builds what changed since.
// Plain JavaScript without dependencies, for it runs before anything is installed, on Node 20 or newer.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'node_modules', '.millrace-setup');

/** Runs a command in the root and ends the process with its exit code when it fails. */
function run(command, args, quiet) {
  const done = spawnSync(command, args, { cwd: root, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'], encoding: 'utf8', shell: process.platform === 'win32' });
  if (done.error) {
    console.error(`setup: cannot run ${command}: ${done.error.message}`);
    process.exit(1);
  }
  if (done.status !== 0) {
    if (quiet) process.stderr.write(done.stdout + done.stderr);
    console.error(`setup: ${command} ${args.join(' ')} failed`);
    process.exit(done.status ?? 1);
  }
}

const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
if (installed !== `${lock} ${process.platform}-${process.arch}`) {
  console.error('setup: installing packages (once; about a minute)');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], false);
  writeFileSync(stamp, `${lock} ${process.platform}-${process.arch}`);
}
const bin = (name) => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
run(bin('tsc'), ['-b'], true);
run(bin('node'), [join(root, 'tools', 'bundle', 'bundle.ts')], true);
run(bin('node'), [join(root, 'tools', 'write-manifest.mjs')], true);
