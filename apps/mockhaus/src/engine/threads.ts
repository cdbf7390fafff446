/**
 * Every running statement holds a thread of Node's pool, which has four: the fifth slow query would stop all others.
 * The pool takes its size from the environment when it is first used, so this must be imported before that: as `#threads`, which stays a file of
 * its own where packages are bundled, since the imports of a bundle run before its code.
 * A command has used the pool before it loads Mockhaus: apps/cli/bin/run.js sets the same size at its very start.
 * A size that the user has set is kept.
 */
process.env['UV_THREADPOOL_SIZE'] ??= '64';
