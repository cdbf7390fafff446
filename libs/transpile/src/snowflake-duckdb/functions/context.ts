import { build, type Expression } from '@millrace/sql-ir';
import { defineFunctions, type FunctionDefinition } from './define.ts';
import type { FunctionExample, FunctionRecord, RewriteContext } from './record.ts';
import { activeDatabaseRoles, activeRoles, contextProperty, searchPath, variableText } from './session-facts.ts';
import { refused } from './unsupported.ts';

const unknown: Expression = build.cast(build.nothing(), build.type('VARCHAR'));
const textOr = (value: string | undefined): Expression => (value === undefined ? unknown : build.string(value));

/** A fact of the session as a text, NULL where it is not known. */
const fact = (name: string, read: (context: RewriteContext) => string | undefined, expected: string | null, sql = `SELECT ${name}()`): FunctionDefinition => ({
  name, args: '', returns: 'text', nulls: 'any', to: { rewrite: (_, context) => textOr(read(context)) }, examples: [{ sql, expected }],
});

/** Whether a name is among some, compared as it is written. */
const among = (names: (context: RewriteContext) => readonly string[]) => ([name = unknown]: readonly Expression[], context: RewriteContext): Expression => {
  const known = names(context);
  return { kind: 'In', operand: name, values: known.length === 0 ? [build.string('')] : known.map((each) => build.string(each)), negated: false, pos: -1, end: -1 };
};
const role = (name: string, names: (context: RewriteContext) => readonly string[], examples: readonly FunctionExample[]): FunctionDefinition => ({ name, args: 'text', returns: 'boolean', to: { rewrite: among(names) }, examples });

/** A session variable by its upper-case name. */
const variable = ([name = unknown]: readonly Expression[], { session }: RewriteContext): Expression => {
  const branches = Object.entries(session.variables ?? {}).map(([known, value]) => ({ when: build.string(known), then: textOr(variableText(value)) }));
  return branches.length === 0 ? unknown : { kind: 'Case', operand: name, branches, pos: -1, end: -1 };
};

/** LAST_QUERY_ID(n): from the first query with a positive number, from the last with a negative one. */
const lastQuery = ([position]: readonly Expression[], { session }: RewriteContext): Expression => {
  const at = position === undefined ? -1 : constantOf(position);
  if (at === -1) return textOr(session.lastQueryId);
  return textOr(at === undefined || at === 0 ? undefined : session.queryIds?.at(at > 0 ? at - 1 : at));
};
const constantOf = (node: Expression): number | undefined => (node.kind === 'Literal' && node.type === 'number' ? Number(node.value) : node.kind === 'Cast' ? constantOf(node.operand) : node.kind === 'Unary' && node.op === '-' ? -(constantOf(node.operand) ?? 0) : undefined);

const sysContext = ([namespace, property, ...rest]: readonly Expression[], context: RewriteContext): Expression => {
  const words = [namespace, property, ...rest].map((node) => (node?.kind === 'Literal' && node.type === 'string' ? node.value : undefined));
  return textOr(contextProperty(words, context));
};

/** https://docs.snowflake.com/en/sql-reference/functions-context */
export const contexts: readonly FunctionRecord[] = [
  ...refused('context', [
    { reason: 'it asks for all users of an account', names: 'ALL_USER_NAMES CURRENT_ORGANIZATION_USER' },
    { reason: 'it belongs to the Native App Framework', names: 'IS_APPLICATION_ROLE_IN_SESSION' },
    { reason: 'there are no instances of classes', names: 'IS_INSTANCE_ROLE_IN_SESSION' },
    { reason: 'it simulates the context of a policy, which only Snowflake enforces', names: 'POLICY_CONTEXT' },
    { reason: 'it changes the session, which a translated query cannot', names: 'SET_SYS_CONTEXT' },
    { reason: 'it belongs to a running alert', names: 'GET_CONDITION_QUERY_UUID' },
  ]),
  ...defineFunctions('context', [
  fact('CURRENT_USER', ({ session }) => session.user, 'MY_USER_NAME'), fact('CURRENT_ROLE', ({ session }) => session.role, 'MY_ROLE'), fact('CURRENT_WAREHOUSE', ({ session }) => session.warehouse, 'MY_WAREHOUSE'),
  fact('CURRENT_ACCOUNT', ({ session }) => session.account, 'XY12345'), fact('CURRENT_ACCOUNT_NAME', ({ session }) => session.accountName ?? session.account, 'MY_ACCOUNT1'), fact('CURRENT_ORGANIZATION_NAME', ({ session }) => session.organization ?? session.account, 'MYORG'),
  fact('CURRENT_REGION', ({ session }) => session.region ?? 'AWS_US_WEST_2', 'AWS_US_WEST_2'), fact('CURRENT_VERSION', ({ session }) => session.version ?? '9.0.0', '9.0.0'), fact('CURRENT_SESSION', ({ session }) => session.sessionId, '34359992326'),
  fact('CURRENT_DATABASE', ({ catalog }) => catalog?.currentDatabase, 'MY_DB'), fact('CURRENT_SCHEMA', ({ catalog }) => catalog?.currentSchema, 'PUBLIC'), fact('CURRENT_SCHEMAS', searchPath, '["MY_DB.PUBLIC"]'),
  fact('CURRENT_CLIENT', ({ session }) => session.client ?? 'Millrace', 'Millrace'), fact('CURRENT_IP_ADDRESS', ({ session }) => session.ipAddress ?? '127.0.0.1', '192.0.2.255'), fact('CURRENT_STATEMENT', ({ source }) => source, 'SELECT current_statement()', 'SELECT current_statement()'),
  fact('CURRENT_TRANSACTION', ({ session }) => session.transactionId, null), fact('LAST_TRANSACTION', ({ session }) => session.lastTransactionId, '1661899308790000000'),
  fact('CURRENT_ROLE_TYPE', ({ session }) => (session.role === undefined ? undefined : 'ROLE'), 'ROLE'), fact('INVOKER_ROLE', ({ session }) => session.role, 'MY_ROLE'), fact('INVOKER_SHARE', () => undefined, null),
  fact('CURRENT_SECONDARY_ROLES', () => '{"roles":"","value":""}', '{"roles":"","value":""}'), fact('CURRENT_AVAILABLE_ROLES', (context) => JSON.stringify(activeRoles(context)), '["MY_ROLE","ANALYST"]'),
  role('IS_ROLE_IN_SESSION', activeRoles, [{ sql: "SELECT IS_ROLE_IN_SESSION('ANALYST')", expected: 'true' }, { sql: "SELECT IS_ROLE_IN_SESSION('ACCOUNTADMIN')", expected: 'false' }]),
  role('IS_GRANTED_TO_INVOKER_ROLE', activeRoles, [{ sql: "SELECT IS_GRANTED_TO_INVOKER_ROLE('ANALYST')", expected: 'true' }]),
  role('IS_DATABASE_ROLE_IN_SESSION', activeDatabaseRoles, [{ sql: "SELECT IS_DATABASE_ROLE_IN_SESSION('R1')", expected: 'true' }, { sql: "SELECT IS_DATABASE_ROLE_IN_SESSION('R2')", expected: 'false' }]),
  { name: 'GETVARIABLE', aliases: ['SESSION_CONTEXT'], args: 'text', returns: 'text', nulls: 'any', to: { rewrite: variable }, examples: [{ sql: "SELECT GETVARIABLE('VAR_2')", expected: 'value_2' }, { sql: "SELECT GETVARIABLE('var_2')", expected: null }, { sql: "SELECT SESSION_CONTEXT('VAR_2')", expected: 'value_2' }] },
  { name: 'LAST_QUERY_ID', args: 'int?', returns: 'text', nulls: 'any', to: { rewrite: lastQuery }, examples: [{ sql: 'SELECT LAST_QUERY_ID(1)', expected: '01a9bac2-0001-8c03-0000-000000000001' }, { sql: 'SELECT LAST_QUERY_ID() = LAST_QUERY_ID(-1)', expected: 'true' }] },
  { name: 'SYS_CONTEXT', args: 'constant constant any...', returns: 'text', nulls: 'any', to: { rewrite: sysContext }, examples: [
    { sql: "SELECT SYS_CONTEXT('SNOWFLAKE$SESSION', 'PRINCIPAL_NAME')", expected: 'MY_USER_NAME' }, { sql: "SELECT SYS_CONTEXT('SNOWFLAKE$SESSION', 'ROLE_TYPE')", expected: 'ROLE' }, { sql: "SELECT SYS_CONTEXT('SNOWFLAKE$SESSION', 'WAREHOUSE')", expected: 'MY_WAREHOUSE' },
    { sql: "SELECT SYS_CONTEXT('SNOWFLAKE$SESSION', 'IS_ROLE_ACTIVATED', 'ANALYST')", expected: 'TRUE' }, { sql: "SELECT SYS_CONTEXT('SNOWFLAKE$APPLICATION', 'CURRENT_PATCH')", expected: null }] },
  ]),
];
