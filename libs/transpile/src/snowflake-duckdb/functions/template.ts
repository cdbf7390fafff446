import { build, type Expression, fold, mapChildren, type Node, visit } from '@millrace/sql-ir';
import { parseExpression } from '@millrace/sql-parser';
import type { LowerContext } from '../lower-context.ts';

interface Template {
  readonly tree: Expression;
  /** The nodes with a parameter in them: all others are shared by every use. */
  readonly open: ReadonlySet<Node>;
  /** The parameters it names more than once, from 1. */
  readonly repeated: readonly number[];
}

const parsed = new Map<string, Template>();

/** A template, parsed once. */
function templateOf(text: string): Template {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const tree = withoutSpan(parseExpression(text, { dialect: 'duckdb' })) as Expression;
  const template = { tree, open: openNodes(tree), repeated: [...counts(tree)].flatMap(([index, count]) => (count > 1 ? [index] : [])) };
  parsed.set(text, template);
  return template;
}

/** Spans of a template mean nothing in the user's text. */
function withoutSpan(node: Node): Node {
  return { ...mapChildren(node, withoutSpan), pos: -1, end: -1 };
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
  if (index === undefined) return substitute(template.tree, { open: template.open, args }) as Expression;
  const name = context.freshName();
  const local = build.column(name);
  const body = instantiate(text, args.map((arg, i) => (i === index - 1 ? local : arg)), context);
  const once = build.call('list_transform', [{ kind: 'ArrayOf', items: [args[index - 1] ?? local], pos: -1, end: -1 }, { kind: 'Lambda', parameters: [{ name: build.identifier(name) }], body, pos: -1, end: -1 }]);
  return { kind: 'Index', operand: once, index: build.number(1), pos: -1, end: -1 };
}

interface Substitution extends Pick<Template, 'open'> {
  readonly args: readonly Expression[];
}

function substitute(node: Node, substitution: Substitution): Node {
  if (!substitution.open.has(node)) return node;
  return node.kind === 'Parameter' ? (substitution.args[Number(node.name) - 1] ?? node) : mapChildren(node, substitute, substitution);
}

function openNodes(template: Expression): ReadonlySet<Node> {
  const open = new Set<Node>();
  fold<boolean>(template, (node, children) => {
    const isOpen = (node.kind === 'Parameter' && node.sigil === '$') || children.includes(true);
    if (isOpen) open.add(node);
    return isOpen;
  });
  return open;
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
