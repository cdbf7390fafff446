import { build, type Call, type Column, type Expression, type Identifier, mapChildren, type MatchRecognize, type OrderItem, type Projection, type Query, rewrite, type Select, synthetic, visit, type WindowSpec } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { compileRowPattern, matchesNothing } from '../snowflake-duckdb/row-pattern.ts';
import type { RowSearch, RowSkip } from '../snowflake-duckdb/runtime/match-rows.ts';
import { type BindContext, errorAt, folded } from './bind-context.ts';

/** Names that no user would write: the rows with their number, partition and bits, and what the search found for a row. */
const names = { rows: '_rows', part: '_part', number: '_number', bits: '_bits', match: '_match', place: '_place', symbol: '_symbol', last: '_last', hidden: '_hidden', found: '_found' } as const;

/** Which symbols of the pattern a name stands for: itself, or those of its SUBSET. */
type Symbols = ReadonlyMap<string, readonly string[]>;

/** What measures are said over. */
interface Measuring {
  readonly symbols: Symbols;
  /** A row may stand for a match of no rows: it is none of the match's. */
  readonly showsEmpty: boolean;
}

/**
 * Says MATCH_RECOGNIZE as a query: each row's conditions become bits, a search over the bits of a partition finds the matches,
 * and the measures are windows over the rows of a match.
 * Rule: https://docs.snowflake.com/en/sql-reference/constructs/match_recognize
 *
 * @throws ToolError TRANSPILE_UNSUPPORTED for a condition that looks at the rows of other symbols.
 */
export function matchQuery(node: MatchRecognize, context: BindContext): Query {
  const program = compileRowPattern(node.pattern, folded);
  const symbols: Symbols = new Map<string, readonly string[]>([
    ...program.symbols.map((name) => [name, [name]] as const),
    ...node.subsets.map(({ name, symbols: parts }) => [folded(name), parts.map(folded)] as const),
  ]);
  const all = node.rows === 'ALL ROWS PER MATCH';
  const showsEmpty = all && node.unmatched !== 'OMIT EMPTY MATCHES' && matchesNothing(node.pattern);
  const search = JSON.stringify({ program, skip: skipOf(node, program.symbols, symbols), showsEmpty } satisfies RowSearch);
  const partition = node.partitionBy;
  const rowsOfPartition: WindowSpec = { kind: 'WindowSpec', partitionBy: partition, orderBy: node.orderBy, ...synthetic };
  const rows = build.select({
    projections: [
      build.projection(build.star()),
      build.projection(partition.length === 0 ? build.number(1) : over('DENSE_RANK', [], { kind: 'WindowSpec', partitionBy: [], orderBy: partition.map(ascending), ...synthetic }), names.part),
      build.projection(over('ROW_NUMBER', [], rowsOfPartition), names.number),
      build.projection(bitsOf(node, program.symbols, rowsOfPartition, context), names.bits),
    ],
    from: node.source,
  });
  const measures = node.measures.map(({ semantics, measure }) => ({ ...measure, expression: measured(measure.expression, semantics === 'FINAL', { symbols, showsEmpty }, context) }));
  const matched = build.select({
    projections: [build.projection(build.star()), ...measures],
    from: build.derived(labelled(node.unmatched === 'WITH UNMATCHED ROWS', search), names.found),
  });
  const own = new Set<string>(Object.values(names));
  const result: Select = build.select({
    projections: all
      ? [build.projection({ ...build.star(), exclude: [...own].filter((name) => name !== names.rows && name !== names.found).map((name) => build.identifier(name)) })]
      : [...partition.map((expression) => build.projection(expression)), ...measures.map(({ alias, expression }) => build.projection(alias === undefined ? expression : { ...synthetic, kind: 'Column', parts: [alias] }))],
    from: build.derived(matched, names.found),
    where: all ? build.call('NVL', [not(build.column(names.hidden)), build.boolean(true)]) : build.column(names.last),
  });
  return { ...result, with: [{ kind: 'Cte', name: build.identifier(names.rows), columns: [], query: rows, ...synthetic }] };
}

const ascending = (expression: Expression): OrderItem => ({ kind: 'OrderItem', expression, descending: false, ...synthetic });
const over = (name: string, args: readonly Expression[], spec: WindowSpec): Call => ({ ...build.call(name, args), over: spec });
const not = (operand: Expression): Expression => ({ kind: 'Unary', op: 'NOT', operand, ...synthetic });

/** One character per symbol: whether the row meets its condition. A symbol without one is any row. */
function bitsOf(node: MatchRecognize, symbols: readonly string[], spec: WindowSpec, context: BindContext): Expression {
  const bits = symbols.map((symbol): Expression => {
    const define = node.define.find((each) => folded(each.symbol) === symbol);
    return define === undefined ? build.string('1') : build.call('IFF', [condition(define.condition, symbol, spec, context), build.string('1'), build.string('0')]);
  });
  return bits.reduce((left, right) => build.binary('||', left, right));
}

/** A condition about one row and its neighbours: LAG and LEAD look along the partition, the symbol's own name means the row itself. */
function condition(expression: Expression, symbol: string, spec: WindowSpec, context: BindContext): Expression {
  return rewrite(expression, {
    Column: (column) => {
      const [first] = column.parts;
      if (column.parts.length < 2 || first === undefined) return column;
      if (folded(first) !== symbol) throw errorAt(errors.TRANSPILE_UNSUPPORTED, { feature: 'a condition of MATCH_RECOGNIZE on the rows of another symbol' }, column, context);
      return { ...column, parts: column.parts.slice(1) };
    },
    Call: (call) => {
      const name = folded(call.name[0] ?? build.identifier(''));
      if (call.over?.kind === 'WindowSpec') return { ...call, over: within(call.over, spec) };
      if (name === 'LAG' || name === 'LEAD') return { ...call, over: spec };
      const kind = context.functions.find(name)?.kind;
      if (kind === 'aggregate' || kind === 'window') throw errorAt(errors.TRANSPILE_UNSUPPORTED, { feature: `${name} in a condition of MATCH_RECOGNIZE` }, call, context);
      return call;
    },
  });
}

/** A window that a condition asks for, inside the partition and in its order. */
const within = (own: WindowSpec, { partitionBy, orderBy }: WindowSpec): WindowSpec => ({ ...own, partitionBy: [...partitionBy, ...own.partitionBy], orderBy: own.orderBy.length > 0 ? own.orderBy : orderBy });

/** Each row of each match with its match, place and symbol. */
function labelled(keepsOthers: boolean, search: string): Select {
  const found = build.select({
    projections: [build.projection(build.column(names.part), names.part), build.projection(build.call('PARSE_JSON', [build.call('mr_match_rows', [bitList(), build.string(search)])]), names.found)],
    from: build.table([names.rows]), groupBy: { type: 'list', items: [build.column(names.part)] },
  });
  const item = (index: number, type: string, name: string): Projection => build.projection(build.cast({ kind: 'Index', operand: build.column('F', 'VALUE'), index: build.number(index), ...synthetic }, build.type(type)), name);
  const labels = build.select({
    projections: [
      build.projection(build.column('P', names.part), names.part), item(0, 'INTEGER', names.number), item(1, 'INTEGER', names.match), item(2, 'INTEGER', names.place), item(3, 'VARCHAR', names.symbol),
      item(4, 'BOOLEAN', names.last), item(5, 'BOOLEAN', names.hidden),
    ],
    from: build.join('CROSS', build.derived(found, 'P'), {
      kind: 'TableFunction', wrapped: false, lateral: true, ordinality: false, alias: build.alias('F'), ...synthetic,
      call: build.call('FLATTEN', [{ kind: 'NamedArgument', name: build.identifier('INPUT', false), value: build.column('P', names.found), ...synthetic }]),
    }),
  });
  const same = (name: string): Expression => build.binary('=', build.column('R', name), build.column('L', name));
  const parts = [names.match, names.place, names.symbol, names.last, names.hidden].map((name) => build.projection(build.column('L', name), name));
  return build.select({
    projections: [build.projection(build.star('R')), ...parts],
    from: build.join(keepsOthers ? 'LEFT' : 'INNER', build.table([names.rows], 'R'), build.derived(labels, 'L'), build.binary('AND', same(names.part), same(names.number))),
  });
}

const bitList = (): Call => build.call('LISTAGG', [build.column(names.bits), build.string(',')], { withinGroup: [ascending(build.column(names.number))] });

function skipOf({ skip }: MatchRecognize, program: readonly string[], symbols: Symbols): RowSkip {
  if (skip === undefined || skip.to === 'PAST LAST ROW') return { to: 'past' };
  if (!('symbol' in skip)) return { to: 'next' };
  return { to: skip.to === 'TO FIRST' ? 'first' : 'last', symbols: (symbols.get(folded(skip.symbol)) ?? []).map((name) => program.indexOf(name)) };
}

/** A measure as windows over its match: up to the row, or over the whole match where it is FINAL. */
function measured(expression: Expression, isFinal: boolean, measuring: Measuring, context: BindContext): Expression {
  const spec: WindowSpec = {
    kind: 'WindowSpec', partitionBy: [build.column(names.part), build.column(names.match)], orderBy: [ascending(build.column(names.place))], ...synthetic,
    frame: { unit: 'ROWS', start: { type: 'UNBOUNDED PRECEDING' }, end: { type: isFinal ? 'UNBOUNDED FOLLOWING' : 'CURRENT ROW' } },
  };
  const inner = (node: Expression): Expression => {
    if (node.kind === 'Call') return measuredCall(node, spec, measuring, inner, context);
    if (node.kind === 'Column') return measuredColumn(node, spec, measuring.symbols);
    return node;
  };
  return topDown(expression, inner);
}

/** Replaces the outermost calls and columns; those inside a replaced one are its own matter. */
function topDown(expression: Expression, change: (node: Expression) => Expression): Expression {
  if (expression.kind === 'Call' || expression.kind === 'Column') return change(expression);
  return mapChildren(expression, (child) => (child.kind === 'DataType' || child.kind === 'Identifier' ? child : topDown(child as Expression, change)));
}

function measuredCall(call: Call, spec: WindowSpec, measuring: Measuring, inner: (node: Expression) => Expression, context: BindContext): Expression {
  if (call.over !== undefined) return call;
  const name = folded(call.name[0] ?? build.identifier(''));
  const [argument] = call.args;
  switch (name) {
    case 'MATCH_NUMBER': return build.column(names.match);
    case 'MATCH_SEQUENCE_NUMBER': return build.column(names.place);
    case 'CLASSIFIER': return build.column(names.symbol);
    case 'FIRST': case 'FIRST_VALUE': case 'LAST': case 'LAST_VALUE':
      return argument === undefined ? call : edge(name.startsWith('FIRST') ? 'FIRST_VALUE' : 'LAST_VALUE', argument, spec, measuring, context);
  }
  if (context.functions.find(name)?.kind === 'aggregate') {
    const { value, filter } = ofSymbol(argument ?? build.star(), measuring, context);
    if (filter === undefined) return { ...call, over: spec };
    const counted = value.kind === 'Star' ? build.number(1) : value;
    return { ...call, args: [build.call('IFF', [filter, counted, build.nothing()]), ...call.args.slice(1)], over: spec };
  }
  if (context.functions.find(name)?.kind === 'window') throw errorAt(errors.TRANSPILE_UNSUPPORTED, { feature: `${name} in a measure of MATCH_RECOGNIZE` }, call, context);
  return { ...call, args: call.args.map((arg) => topDown(arg, inner)) };
}

function measuredColumn(column: Column, spec: WindowSpec, symbols: Symbols): Expression {
  const [first] = column.parts;
  const wanted = column.parts.length > 1 && first !== undefined ? symbols.get(folded(first)) : undefined;
  if (wanted === undefined) return column;
  const bare: Column = { ...column, parts: column.parts.slice(1) };
  return { ...over('LAST_VALUE', [build.call('IFF', [isOf(wanted), bare, build.nothing()])], spec), nulls: 'IGNORE' };
}

/** The first or last value among the rows so far, of a symbol where the argument names one. */
function edge(name: string, argument: Expression, spec: WindowSpec, measuring: Measuring, context: BindContext): Expression {
  const { value, filter } = ofSymbol(argument, measuring, context);
  if (filter === undefined) return over(name, [value], spec);
  return { ...over(name, [build.call('IFF', [filter, value, build.nothing()])], spec), nulls: 'IGNORE' };
}

/** An argument without the symbol's name before its columns, and the test for that symbol's rows. */
function ofSymbol(argument: Expression, { symbols, showsEmpty }: Measuring, context: BindContext): { readonly value: Expression; readonly filter: Expression | undefined } {
  const found = new Set<string>();
  const note = (first: Identifier | undefined): boolean => {
    const name = first === undefined ? undefined : folded(first);
    if (name === undefined || !symbols.has(name)) return false;
    found.add(name);
    return true;
  };
  visit(argument, { Column: ({ parts }) => void (parts.length > 1 && note(parts[0])), Star: ({ qualifier }) => void note(qualifier[0]) });
  if (found.size > 1) throw errorAt(errors.TRANSPILE_UNSUPPORTED, { feature: 'a measure of MATCH_RECOGNIZE over the rows of several symbols' }, argument, context);
  const [symbol] = found;
  const value = topDown(argument, (node) => {
    if (node.kind === 'Call' && folded(node.name[0] ?? build.identifier('')) === 'CLASSIFIER') return build.column(names.symbol);
    return node.kind === 'Column' && node.parts.length > 1 && symbols.has(folded(node.parts[0] ?? build.identifier(''))) ? { ...node, parts: node.parts.slice(1) } : node;
  });
  if (symbol !== undefined) return { value, filter: isOf(symbols.get(symbol) ?? [symbol]) };
  return { value, filter: showsEmpty ? { kind: 'Is', operand: build.column(names.symbol), test: 'NULL', negated: true, ...synthetic } : undefined };
}

const isOf = (wanted: readonly string[]): Expression => ({ kind: 'In', operand: build.column(names.symbol), values: wanted.map((name) => build.string(name)), negated: false, ...synthetic });
