import { ToolError } from '@millrace/diagnostics';
import { type Comment, type DialectName, isStatement, lacking, type Node, type WrittenForms } from '@millrace/sql-ir';
import { dialect } from './registry.ts';
import { type Printed, Writer } from './writer.ts';

/** How to print. */
export interface PrintOptions {
  /** One clause per line, indented by two, long lists broken. */
  readonly pretty?: boolean;
  /** Record which part of the output came from which part of the source. */
  readonly map?: boolean;
  /** Comments of the source, in order, put back before the node that follows them. Only with `pretty`. */
  readonly comments?: readonly Comment[];
  /** The source's strings and numbers, to be written as it wrote them. Only for the dialect of the source. */
  readonly written?: WrittenForms;
}

/**
 * Writes a tree as text. What the dialect cannot say is a `DIALECT_UNSUPPORTED` diagnostic, and then the text is not to be run.
 *
 * @param node a statement, a query, or any part of one.
 * @example print(build.select({ projections: [build.projection(build.parameter(1))] }), 'postgres') // { sql: 'SELECT $1', parameters: [1], … }
 */
export function print(node: Node, dialectName: DialectName, options: PrintOptions = {}): Printed {
  const rules = dialect(dialectName);
  const writer = new Writer(rules, options);
  const tree = rules.prepare === undefined ? node : rules.prepare(node);
  writer.node(tree);
  const foreign = isStatement(tree) && writer.saidAll() ? lacking(tree, dialectName) : undefined;
  if (foreign !== undefined) writer.unsupported(tree, foreign);
  return writer.finish();
}

/** As `print`. @throws ToolError when the dialect cannot say all of it. */
export function printOrThrow(node: Node, dialectName: DialectName, options: PrintOptions = {}): Printed {
  const printed = print(node, dialectName, options);
  if (printed.diagnostics.some((d) => d.severity === 'error')) throw new ToolError(printed.diagnostics, 3);
  return printed;
}
