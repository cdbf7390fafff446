import type { Expression } from '@millrace/sql-ir';
import type { Implementation, RewriteContext } from './record.ts';
import { instantiate } from './template.ts';

/** DuckDB's SQL for a call: one text, or one per number of arguments. */
type Template = string | Readonly<Record<number, string>>;

const pick = (template: Template, count: number): string => (typeof template === 'string' ? template : (template[count] ?? ''));

/**
 * A function that takes texts or binary values and is said in other words for each.
 *
 * @param binary counts bytes where `text` counts characters.
 */
export function textOrBinary(text: Template, binary: Template): Implementation {
  return { rewrite: (args: readonly Expression[], context: RewriteContext) => instantiate(pick(context.types.some(({ type }) => type === 'binary') ? binary : text, args.length), args, context) };
}
