#!/usr/bin/env node
// The one entry point. Its work is to refuse a Node that is too old, in words, before anything is loaded.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  const { existsSync } = await import('node:fs');
  const { spawnSync } = await import('node:child_process');
  const { fileURLToPath } = await import('node:url');
  // A checkout carries its own Node; an installed package relies on the user's.
  const own = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));
  if (!existsSync(own)) {
    console.error(`millrace needs Node 22.18 or newer; this is ${process.versions.node}.`);
    process.exit(4);
  }
  const done = spawnSync(own, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exit(done.status ?? 130);
}
// These run many statements at once, each on a thread of Node's pool. Its size counts when the pool is first used, which oclif does; more than
// the four of Node's own take their time to start, so that other commands keep those. A size that the user has set stays.
if (/^(demo|mockhaus[ :]serve|sqlflow[ :]run)\b/.test(process.argv.slice(2, 4).join(' '))) process.env.UV_THREADPOOL_SIZE ??= '64';
// Compiled code is kept between starts: half of a start is compiling what has not changed.
const { enableCompileCache } = await import('node:module');
enableCompileCache();
// A reader that leaves (`| head`) ends what only prints. A command that changes data takes this over, to finish first.
process.stdout.on('error', (error) => { if (error.code === 'EPIPE') process.exit(); });
process.stderr.on('error', (error) => { if (error.code !== 'EPIPE') throw error; });
const { execute } = await import('@oclif/core/execute');
await execute({ dir: import.meta.url });
