import { build, type Expression } from '@millrace/sql-ir';

/** A collation specification taken apart. */
export interface Collation {
  /** The language, absent where texts are compared by their bytes. */
  readonly locale?: string;
  /** ICU's attributes for what is looked at and what is not: `colStrength=secondary`. */
  readonly attributes: readonly string[];
  /** What the texts go through first, in order: functions of DuckDB. */
  readonly changes: readonly ('upper' | 'lower' | 'trim' | 'ltrim' | 'rtrim')[];
  readonly ignoresCase: boolean;
  readonly ignoresAccents: boolean;
}

const changes = ['upper', 'lower', 'trim', 'ltrim', 'rtrim'] as const;
const specifiers: ReadonlySet<string> = new Set([...changes, 'ci', 'cs', 'ai', 'as', 'pi', 'ps', 'fl', 'fu', 'utf8', 'bin']);

/**
 * Reads a specification: `en-ci-ai`, `upper`, `de-trim`, `utf8`.
 *
 * @param specification in lower case.
 * Rule: https://docs.snowflake.com/en/sql-reference/collation#collation-specification
 */
export function readCollation(specification: string): Collation {
  const words = specification.split('-').map((word) => word.trim());
  const has = (word: string): boolean => words.includes(word);
  const attributes = [
    ...(has('ci') ? [`colStrength=${has('ai') ? 'primary' : 'secondary'}`] : has('ai') ? ['colStrength=primary', 'colCaseLevel=yes'] : []),
    ...(has('pi') ? ['colAlternate=shifted'] : []),
    ...(has('fu') ? ['colCaseFirst=upper'] : has('fl') ? ['colCaseFirst=lower'] : []),
  ];
  const written = words.find((word) => word !== '' && !specifiers.has(word));
  const locale = written ?? (attributes.length > 0 ? 'en' : undefined);
  return { ...(locale === undefined ? {} : { locale }), attributes, changes: changes.filter(has), ignoresCase: has('ci'), ignoresAccents: has('ai') };
}

/** What stands for a text in a comparison. */
export function collationKey(text: Expression, collation: Collation): Expression {
  const changed = collation.changes.reduce((value, change) => build.call(change, [value]), text);
  if (collation.locale === undefined) return changed;
  const attributes = collation.attributes.length === 0 ? '' : `@${collation.attributes.join(';')}`;
  return build.call('icu_sort_key', [changed, build.string(collation.locale + attributes)]);
}

/** The text with what the collation ignores made alike, for functions that search in it. */
export function foldedText(text: Expression, collation: Collation): Expression {
  const changed = collation.changes.reduce((value, change) => build.call(change, [value]), text);
  const bare = collation.ignoresAccents ? build.call('strip_accents', [changed]) : changed;
  return collation.ignoresCase ? build.call('lower', [bare]) : bare;
}
