import { build } from '@millrace/sql-ir';
import { types, typeText } from '../../types/sql-type.ts';
import { defineFunctions, type FunctionDefinition } from './define.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';

/** A fact of the session as a text, NULL where it is not known. */
const fact = (name: string, read: (context: RewriteContext) => string | undefined, aliases: readonly string[] = []): FunctionDefinition => ({
  name, aliases, args: '', returns: 'text', nulls: 'any', examples: [],
  to: { rewrite: (_, context) => {
    const value = read(context);
    return value === undefined ? build.cast(build.nothing(), build.type('VARCHAR')) : build.string(value);
  } },
});

/** https://docs.snowflake.com/en/sql-reference/functions-context */
export const contexts: readonly FunctionRecord[] = defineFunctions('context', [
  fact('CURRENT_USER', ({ session }) => session.user), fact('CURRENT_ROLE', ({ session }) => session.role), fact('CURRENT_WAREHOUSE', ({ session }) => session.warehouse),
  fact('CURRENT_ACCOUNT', ({ session }) => session.account, ['CURRENT_ACCOUNT_NAME', 'CURRENT_ORGANIZATION_NAME']), fact('CURRENT_REGION', ({ session }) => session.region ?? 'AWS_US_WEST_2'), fact('CURRENT_VERSION', ({ session }) => session.version ?? '9.0.0'),
  fact('CURRENT_SESSION', ({ session }) => session.sessionId), fact('CURRENT_DATABASE', ({ catalog }) => catalog?.currentDatabase), fact('CURRENT_SCHEMA', ({ catalog }) => catalog?.currentSchema),
  fact('CURRENT_CLIENT', () => 'Millrace'), fact('CURRENT_IP_ADDRESS', () => '127.0.0.1'), fact('CURRENT_STATEMENT', ({ source }) => source), fact('CURRENT_TRANSACTION', () => undefined),
  fact('CURRENT_SECONDARY_ROLES', () => '{"roles":"","value":""}'), fact('CURRENT_AVAILABLE_ROLES', ({ session }) => JSON.stringify(session.role === undefined ? [] : [session.role])),
  { name: 'CURRENT_SCHEMAS', args: '', returns: 'text', nulls: 'never', to: { rewrite: (_, { catalog }) => build.string(JSON.stringify([`${catalog?.currentDatabase ?? ''}.${catalog?.currentSchema ?? ''}`])) }, examples: [] },
  { name: 'LAST_QUERY_ID', args: 'int?', returns: 'text', nulls: 'any', to: { rewrite: (_, { session }) => (session.lastQueryId === undefined ? build.cast(build.nothing(), build.type('VARCHAR')) : build.string(session.lastQueryId)) }, examples: [{ sql: 'SELECT LAST_QUERY_ID()', expected: null }] },
  { name: 'IS_ROLE_IN_SESSION', args: 'text', returns: 'boolean', nulls: 'never', to: { rewrite: ([role = build.nothing()], { session }) => build.binary('=', role, build.string(session.role ?? '')) }, examples: [] },
  { name: 'SYSTEM$TYPEOF', args: 'any', returns: 'text', nulls: 'never', to: { rewrite: (_, context) => build.string(systemType(context)) }, examples: [{ sql: "SELECT SYSTEM$TYPEOF('a')", expected: 'VARCHAR(1)[LOB]' }], docs: 'system_typeof' },
]);

/** The type and how Snowflake stores it: small numbers in one byte, texts as LOB. */
function systemType({ types: [type] }: RewriteContext): string {
  const argument = type ?? types.unknown;
  return `${typeText(argument)}[${argument.type === 'number' ? storage(argument.precision) : argument.type === 'varchar' ? 'LOB' : argument.type.startsWith('timestamp') ? 'SB8' : 'SB4'}]`;
}

const storage = (precision: number): string => (precision <= 2 ? 'SB1' : precision <= 4 ? 'SB2' : precision <= 9 ? 'SB4' : precision <= 18 ? 'SB8' : 'SB16');
