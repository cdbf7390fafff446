import { defineFunctions, type FunctionDefinition } from './define.ts';
import type { FunctionRecord } from './record.ts';

const prefix = 'SNOWFLAKE.NOTIFICATION.';
/** A message under its media type. */
const message = (name: string, media: string, sql: string, expected: string): FunctionDefinition =>
  ({ name: prefix + name, args: 'text', returns: 'text', docs: name.toLowerCase(), to: { template: `'{"${media}":' || to_json($1) || '}'` }, examples: [{ sql: `SELECT ${prefix}${name}(${sql})`, expected }] });
const addresses = (key: string, index: number): string => `CASE WHEN $${index} IS NULL THEN '' ELSE ',"${key}":' || $${index} END`;
const configuration = (count: number): string =>
  `'{' || to_json($1) || ':{"subject":' || to_json($2) || ${[addresses('toAddress', 3), ...(count > 3 ? [addresses('ccAddress', 4), addresses('bccAddress', 5)] : [])].join(' || ')} || '}}'`;

/** https://docs.snowflake.com/en/sql-reference/functions-notification */
export const notifications: readonly FunctionRecord[] = defineFunctions('notification', [
  message('APPLICATION_JSON', 'application/json', `'{"data": "hello world"}'`, String.raw`{"application/json":"{\"data\": \"hello world\"}"}`),
  message('TEXT_PLAIN', 'text/plain', "'A message'", '{"text/plain":"A message"}'),
  message('TEXT_HTML', 'text/html', "'<p>A message</p>'", '{"text/html":"<p>A message</p>"}'),
  { name: `${prefix}INTEGRATION`, args: 'text', returns: 'text', docs: 'integration', to: { template: `'{' || to_json($1) || ':{}}'` }, examples: [{ sql: `SELECT ${prefix}INTEGRATION('my_queue_int')`, expected: '{"my_queue_int":{}}' }] },
  { name: `${prefix}EMAIL_INTEGRATION_CONFIG`, args: ['text text array', 'text text array array array'], returns: 'text', nulls: 'any', docs: 'email_integration_config', to: { template: { 3: configuration(3), 5: configuration(5) } }, examples: [
    { sql: `SELECT ${prefix}EMAIL_INTEGRATION_CONFIG('my_email_int', 'Updates', ARRAY_CONSTRUCT('person_a@example.com', 'person_b@example.com'))`, expected: '{"my_email_int":{"subject":"Updates","toAddress":["person_a@example.com","person_b@example.com"]}}' },
    { sql: `SELECT ${prefix}EMAIL_INTEGRATION_CONFIG('my_email_int', 'Updates', ARRAY_CONSTRUCT('person_a@example.com'), ARRAY_CONSTRUCT('cc_person_a@example.com'), NULL)`, expected: '{"my_email_int":{"subject":"Updates","toAddress":["person_a@example.com"],"ccAddress":["cc_person_a@example.com"]}}' }] },
  { name: `${prefix}SANITIZE_WEBHOOK_CONTENT`, args: 'text', returns: 'text', docs: 'sanitize_webhook_content', to: { template: "regexp_replace($1, 'SNOWFLAKE_WEBHOOK_(SECRET|MESSAGE)', 'REDACTED', 'g')" }, examples: [{ sql: `SELECT ${prefix}SANITIZE_WEBHOOK_CONTENT('key SNOWFLAKE_WEBHOOK_SECRET')`, expected: 'key REDACTED' }] },
]);
