import { build, type Expression } from '@millrace/sql-ir';
import { locationOf } from '../../binder/bind-context.ts';
import { errors } from '../../errors.ts';
import { columnMark } from '../runtime/column-mark.ts';
import { defineFunctions } from './define.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';

const searchable: ReadonlySet<string> = new Set(['varchar', 'variant', 'object', 'array', 'unknown', 'null']);
const analyzers: ReadonlySet<string> = new Set(['DEFAULT_ANALYZER', 'UNICODE_ANALYZER', 'NO_OP_ANALYZER']);
const modes: ReadonlySet<string> = new Set(['OR', 'AND', 'PHRASE', 'EXACT']);

/** What is searched: one value as it is, several as one text. Columns that hold no text are passed over. @throws ToolError where none is left. */
function searched(data: Expression, context: RewriteContext): Expression {
  const all = data.kind === 'Tuple' ? data.items : [data];
  const columns = all.filter((item) => searchable.has((data.kind === 'Tuple' ? context.table.typeOf(item) : (context.types[0] ?? context.table.typeOf(item))).type));
  const [first] = columns;
  if (first === undefined) throw errors.TRANSPILE_NO_SEARCH_COLUMNS.error({}, locationOf(context.call, context.source));
  return columns.length === 1 ? build.cast(first, build.type('VARCHAR')) : build.call('concat_ws', [build.string(columnMark), ...columns]);
}

/** The search string: a constant text. @throws ToolError for any other. */
function wanted(node: Expression | undefined, context: RewriteContext): Expression {
  const bare = node?.kind === 'Cast' ? node.operand : node;
  if (bare?.kind === 'Column') throw errors.TRANSPILE_CONSTANT_ARGUMENT.error({ index: 1, name: context.call.name.at(-1)?.name ?? '', found: bare.parts.slice(-2).map(({ name }) => name).join('.') }, locationOf(context.call, context.source));
  const type = context.types[1]?.type;
  if (type !== 'varchar' && type !== 'null' && type !== 'unknown') throw errors.TRANSPILE_STRING_ARGUMENT.error({ index: 1 }, locationOf(context.call, context.source));
  return node ?? build.nothing();
}

/** A word among some; the default where it is not given. @throws ToolError for another. */
function choice(node: Expression | undefined, known: ReadonlySet<string>, instead: string, parameter: string, context: RewriteContext): Expression {
  const word = node?.kind === 'Literal' && node.type === 'string' ? node.value.toUpperCase() : instead;
  if (!known.has(word)) throw errors.TRANSPILE_ARGUMENT_VALUE.error({ value: word, name: 'SEARCH', parameter }, locationOf(context.call, context.source));
  return build.string(word);
}

const search = ([data = build.nothing(), text, analyzer, mode]: readonly Expression[], context: RewriteContext): Expression =>
  build.call('mr_search_tokens', [searched(data, context), wanted(text, context), choice(analyzer, analyzers, 'DEFAULT_ANALYZER', 'ANALYZER', context), choice(mode, modes, 'OR', 'SEARCH_MODE', context)]);

/** https://docs.snowflake.com/en/user-guide/querying-with-search-functions */
export const searches: readonly FunctionRecord[] = defineFunctions('string', [
  { name: 'SEARCH', args: 'search_data:any search_string:any analyzer:text? search_mode:text?', returns: 'boolean', to: { rewrite: search }, examples: [
    { sql: "SELECT SEARCH('king', 'KING')", expected: 'true' }, { sql: "SELECT SEARCH('5.1.33', '32')", expected: 'false' }, { sql: "SELECT SEARCH('KING HENRY IV', 'king queen')", expected: 'true' }, { sql: "SELECT SEARCH('KING HENRY IV', 'king queen', SEARCH_MODE => 'AND')", expected: 'false' },
    { sql: "SELECT SEARCH('1.2.500', '1.2.500', ANALYZER => 'NO_OP_ANALYZER')", expected: 'true' }, { sql: "SELECT SEARCH('10.210.158.44', '210', ANALYZER => 'UNICODE_ANALYZER')", expected: 'false' }, { sql: "SELECT SEARCH('blue,red,green', 'blue,red,green', SEARCH_MODE => 'EXACT')", expected: 'true' },
    { sql: "SELECT SEARCH('blue%red%green', 'blue,red,green', SEARCH_MODE => 'EXACT')", expected: 'false' }, { sql: "SELECT SEARCH('[[blue]]', '[blue]', SEARCH_MODE => 'EXACT')", expected: 'true' }, { sql: "SELECT SEARCH('blue,yellow,red,green', 'blue,red,green', SEARCH_MODE => 'PHRASE')", expected: 'false' },
    { sql: "SELECT SEARCH('darkblue,red,green', 'blue,red,green', SEARCH_MODE => 'EXACT')", expected: 'false' }, { sql: "SELECT SEARCH(NULL, 'king')", expected: null }] },
  { name: 'SEARCH_IP', args: 'search_data:any search_string:any', returns: 'boolean', to: { rewrite: ([data = build.nothing(), text], context) => build.call('mr_search_address', [searched(data, context), wanted(text, context)]) }, examples: [
    { sql: "SELECT SEARCH_IP('192.000.002.146', '192.0.2.146')", expected: 'true' }, { sql: "SELECT SEARCH_IP('2001:0db8:85a3:0000:0000:8a2e:0370:7334', '2001:db8:85a3::8a2e:370:7334')", expected: 'true' }, { sql: "SELECT SEARCH_IP('2001:db8:1234::5678', '2001:db8:85a3::8a2e:370:7334')", expected: 'false' }, { sql: "SELECT SEARCH_IP('192.0.2.111', '192.0.2.1/20')", expected: 'true' }, { sql: "SELECT SEARCH_IP('192.0.2.111', '203.000.113.005')", expected: 'false' }] },
]);
