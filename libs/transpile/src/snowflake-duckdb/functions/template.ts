import { build, type Expression, type Node, rewrite, visit } from '@millrace/sql-ir';
import { parseExpression } from '@millrace/sql-parser';
import type { LowerContext } from '../lower-context.ts';

interface Template {
  readonly tree: Expression;
  /** The parameters it names more than once, from 1. */
  readonly repeated: readonly number[];
}

const parsed = new Map<string, Template>();

/** A template, parsed once. */
function templateOf(text: string): Template {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const tree = withoutSpans<Expression>(parseExpression(text, { dialect: 'duckdb' }));
  const template = { tree, repeated: [...counts(tree)].flatMap(([index, count]) => (count > 1 ? [index] : [])) };
  parsed.set(text, template);
  return template;
}

/** Spans of a template mean nothing in the user's text. */
function withoutSpans<N extends Node>(tree: N): N {
  return JSON.parse(JSON.stringify(tree, (key, value: unknown) => (key === 'pos' || key === 'end' ? -1 : value))) as N;
}

/**
 * A template with its arguments in place. An argument that the template names twice and that may differ each time is bound once:
 * the template becomes a lambda over a list of one.
 *
 * @param text DuckDB's SQL with `$1`, `$2`, …
 */
export function instantiate(text: string, args: readonly Expression[], context: LowerContext): Expression {
  const template = templateOf(text);
  const index = template.repeated.find((each) => isVolatile(args[each - 1], context));
  if (index === undefined) return substitute(template.tree, args);
  const name = context.freshName();
  const local = build.column(name);
  const body = instantiate(text, args.map((arg, i) => (i === index - 1 ? local : arg)), context);
  const once = build.call('list_transform', [{ kind: 'ArrayOf', items: [args[index - 1] ?? local], pos: -1, end: -1 }, { kind: 'Lambda', parameters: [{ name: build.identifier(name) }], body, pos: -1, end: -1 }]);
  return { kind: 'Index', operand: once, index: build.number(1), pos: -1, end: -1 };
}

function substitute(template: Expression, args: readonly Expression[]): Expression {
  return rewrite(template, { Parameter: (parameter) => (parameter.sigil === '$' ? (args[Number(parameter.name) - 1] ?? parameter) : parameter) });
}

function counts(template: Expression): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  visit(template, { Parameter: ({ name }) => void found.set(Number(name), (found.get(Number(name)) ?? 0) + 1) });
  return found;
}

function isVolatile(arg: Expression | undefined, context: LowerContext): boolean {
  let volatile = false;
  if (arg !== undefined) visit(arg, { Call: (call) => void (volatile ||= context.table.recordOf(call)?.volatile === true || volatileNames.has(call.name[0]?.name.toLowerCase() ?? '')) });
  return volatile;
}

const volatileNames: ReadonlySet<string> = new Set(['random', 'uuid', 'gen_random_uuid', 'nextval', 'mr_random', 'mr_randstr']);
