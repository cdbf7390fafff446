import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openSqlite } from '@millrace/connectors';
import { connectorConformance, sqlConformance, temporaryFolder } from '@millrace/testkit';

const folder = temporaryFolder();
afterAll(() => folder[Symbol.dispose]());

// SQLite has no 128-bit integers, lists or structs: they are exact text.
const stores = { hugeint: String, 'widest hugeint': String, array: JSON.stringify, struct: JSON.stringify };
connectorConformance('SQLite in memory', { open: () => openSqlite(), object: (name) => [name], stores });
connectorConformance('SQLite in a file', { open: () => openSqlite({ path: join(folder.path, 'a.sqlite') }), object: (name) => [name], stores });
sqlConformance('SQLite in memory', () => openSqlite(), () => '?');
sqlConformance('SQLite in a file', () => openSqlite({ path: join(folder.path, 'b.sqlite') }), () => '?');
