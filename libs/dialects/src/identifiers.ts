import type { DialectName, Identifier } from '@millrace/sql-ir';
import type { Dialect } from './dialect.ts';
import { dialect } from './registry.ts';

/**
 * Quotes a name so that it means exactly itself.
 *
 * @param name any text.
 * @example quoteIdentifier('a"b', 'duckdb') // '"a""b"'
 */
export function quoteIdentifier(name: string, dialectName: DialectName): string {
  return quoted(name, dialect(dialectName).identifiers);
}

/** As `quoteIdentifier`, for those who hold the descriptor's rules. */
export function quoted(name: string, rules: Dialect['identifiers']): string {
  return rules.open + (name.includes(rules.close) ? name.replaceAll(rules.close, rules.escape) : name) + rules.close;
}

/**
 * The name the engine sees: unquoted names are folded, quoted ones kept.
 *
 * @example foldIdentifier({ kind: 'Identifier', name: 'id', quoted: false, pos: 0, end: 2 }, 'snowflake') // 'ID'
 */
export function foldIdentifier(identifier: Identifier, dialectName: DialectName): string {
  return identifier.quoted ? identifier.name : folded(identifier.name, dialect(dialectName).identifiers.folding);
}

/** What an unquoted name becomes. */
export function folded(name: string, folding: Dialect['identifiers']['folding']): string {
  switch (folding) {
    case 'upper': return name.toUpperCase();
    case 'lower': return name.toLowerCase();
    case 'none': return name;
  }
}
