import { z } from 'zod';
import { type ConnectorDefinition, defineConnector } from '../definition.ts';
import { withoutAbsent } from '../present.ts';
import { openSnowflake } from './connector.ts';

const parameters = z.strictObject({
  account: z.string().optional().describe("The account's identifier, such as `acme-eu1`."),
  accessUrl: z.url().optional().describe('The whole address instead of one made from the account; that of Mockhaus, for example.'),
  username: z.string().optional().describe('The user name.'),
  password: z.string().optional().meta({ secret: true }).describe('The password.'),
  database: z.string().optional().describe('The database that unqualified names mean.'),
  schema: z.string().optional().describe('The schema that unqualified names mean.'),
  warehouse: z.string().optional().describe('The warehouse that runs the queries.'),
  role: z.string().optional().describe('The role to work as.'),
  authenticator: z.string().optional().describe('`SNOWFLAKE` for user and password when absent, `SNOWFLAKE_JWT`, `OAUTH` and others.'),
  token: z.string().optional().meta({ secret: true }).describe('The token of OAuth or a programmatic access token.'),
  privateKey: z.string().optional().meta({ secret: true }).describe('The private key in PEM, for `SNOWFLAKE_JWT`.'),
});

export const definition: ConnectorDefinition = defineConnector({
  kind: 'snowflake',
  description: 'A Snowflake account, or Mockhaus in its place.',
  parameters,
  capabilities: { sql: true, transactions: true, files: false },
  open: (given) => openSnowflake(withoutAbsent(given)),
});
