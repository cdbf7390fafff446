import { z } from 'zod';
import { type ConnectorDefinition, defineConnector } from '../definition.ts';
import { withoutAbsent } from '../present.ts';
import { openPostgres } from './connector.ts';

const parameters = z.strictObject({
  url: z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgres://').optional().meta({ secret: true }).describe('`postgres://user:password@host:port/database?sslmode=require`.'),
  host: z.string().optional().describe('Host name, or the folder of a Unix socket; `localhost` when absent.'),
  port: z.int().min(1).max(65_535).optional().describe('5432 when absent.'),
  user: z.string().optional().describe('The user name; that of the operating system when absent.'),
  password: z.string().optional().meta({ secret: true }).describe('The password.'),
  database: z.string().optional().describe('The database; the one named like the user when absent.'),
  schema: z.string().optional().describe('The schema that unqualified names mean.'),
  ssl: z.union([z.boolean(), z.enum(['require', 'allow', 'prefer', 'verify-full'])]).optional().describe('Encryption: `true` checks the certificate, `require` does not.'),
  connectTimeout: z.number().positive().optional().describe('Seconds until an attempt to connect is given up; 10 when absent.'),
  maxConnections: z.int().positive().optional().describe('Connections at once; 10 when absent.'),
  applicationName: z.string().optional().describe('Shown in pg_stat_activity; `millrace` when absent.'),
});

export const definition: ConnectorDefinition = defineConnector({
  kind: 'postgres',
  description: 'A PostgreSQL server.',
  parameters,
  capabilities: { sql: true, transactions: true, files: false },
  open: (given) => openPostgres(withoutAbsent(given)),
});
