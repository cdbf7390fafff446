import { dialect } from '@millrace/dialects';
import { type DialectName, type Node, rewrite } from '@millrace/sql-ir';

const plain = /^[a-z_][a-z0-9_$]*$/;

/**
 * Writes names as the engine's own users would: where unquoted names are folded to upper case, as on Snowflake, a plain
 * lower-case name means the table or column that everyone there reaches without quotes; any other name is taken exactly.
 * The rule is that of Snowflake's SQLAlchemy dialect (docs.snowflake.com, "SQLAlchemy: object name case handling").
 */
export function withEngineNames<N extends Node>(tree: N, name: DialectName): N {
  if (dialect(name).identifiers.folding !== 'upper') return tree;
  return rewrite(tree, { Identifier: (identifier) => (plain.test(identifier.name) ? { ...identifier, name: identifier.name.toUpperCase() } : identifier) });
}
