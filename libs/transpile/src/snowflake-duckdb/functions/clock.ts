import { build, type Expression } from '@millrace/sql-ir';
import { type SqlType, types } from '../../types/sql-type.ts';
import { castTo } from '../convert.ts';
import { utcClock, wallClock } from '../moments.ts';
import { defineFunctions } from './define.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';

/** The moment when the statement began, else the engine's clock. */
const instant = ({ session }: RewriteContext): Expression => (session.now === undefined ? build.call('now', []) : build.cast(build.string(session.now), build.type('TIMESTAMPTZ')));

/** That moment in the session's time zone as a value of a type, cut to as many digits as the call asks for. */
const now = (type: SqlType) => ([digits]: readonly Expression[], context: RewriteContext): Expression => {
  const scale = digits?.kind === 'Literal' && digits.type === 'number' ? Number(digits.value) : 9;
  const moment = scale >= 6 ? instant(context) : build.call('date_trunc', [build.string(scale < 3 ? 'second' : 'millisecond'), instant(context)]);
  return type.type === 'timestamp_ltz' ? moment : castTo(wallClock(moment, types.timestampLtz, context.session), type);
};
/** CURRENT_TIMESTAMP(3) has three digits. */
const precise = (type: Extract<SqlType, { scale: number; type: 'time' | 'timestamp_ntz' | 'timestamp_ltz' | 'timestamp_tz' }>) => (_: readonly SqlType[], [digits]: readonly Expression[]): SqlType => (digits?.kind === 'Literal' && digits.type === 'number' ? { ...type, scale: Number(digits.value) } : type);
const time = { type: 'time', scale: 9 } as const;
const moment = { type: 'timestamp_ltz', scale: 9 } as const;

/** https://docs.snowflake.com/en/sql-reference/functions-context */
export const clock: readonly FunctionRecord[] = defineFunctions('datetime', [
  { name: 'CURRENT_TIMESTAMP', aliases: ['LOCALTIMESTAMP'], args: 'constant?', returns: precise(moment), nulls: 'never', to: { rewrite: now(types.timestampLtz) }, examples: [
    { sql: 'SELECT CURRENT_TIMESTAMP() = CURRENT_TIMESTAMP', expected: 'true' }, { sql: "SELECT DATE_PART(ns, CURRENT_TIMESTAMP(0))", expected: '0' }] },
  { name: 'GETDATE', args: '', returns: 'ltz', nulls: 'never', to: { rewrite: now(types.timestampLtz) }, examples: [{ sql: 'SELECT GETDATE() = CURRENT_TIMESTAMP()', expected: 'true' }] },
  { name: 'SYSTIMESTAMP', args: '', returns: 'ltz', nulls: 'never', to: { rewrite: now(types.timestampLtz) }, examples: [{ sql: 'SELECT SYSTIMESTAMP() = CURRENT_TIMESTAMP()', expected: 'true' }] },
  { name: 'SYSDATE', args: '', returns: 'timestamp', nulls: 'never', to: { rewrite: (_, context) => utcClock(instant(context), types.timestampLtz, context.session) }, examples: [{ sql: "SELECT SYSDATE() = CONVERT_TIMEZONE('UTC', CURRENT_TIMESTAMP())::TIMESTAMP_NTZ", expected: 'true' }] },
  { name: 'CURRENT_DATE', args: '', returns: 'date', nulls: 'never', to: { rewrite: now(types.date) }, examples: [{ sql: 'SELECT CURRENT_DATE = CURRENT_TIMESTAMP()::DATE', expected: 'true' }] },
  { name: 'CURRENT_TIME', aliases: ['LOCALTIME'], args: 'constant?', returns: precise(time), nulls: 'never', to: { rewrite: now(types.time) }, examples: [{ sql: 'SELECT CURRENT_TIME = CURRENT_TIMESTAMP()::TIME', expected: 'true' }] },
]);
