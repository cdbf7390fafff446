import { BugError } from '@millrace/diagnostics';
import type { SqlType } from '../../types/sql-type.ts';
import { numberType, types } from '../../types/sql-type.ts';
import type { ArgumentKind, ArgumentRule, FunctionExample, FunctionRecord, Implementation, NullRule, ReturnRule, Signature } from './record.ts';

/** A function as its family file states it; `defineFunctions` completes it. */
export interface FunctionDefinition {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly kind?: FunctionRecord['kind'];
  /** `'text start:int length:int?'`; alternatives `date|timestamp`; `any...` repeats. A list states overloads, tried in order. */
  readonly args: string | readonly string[];
  /** A type's name (`text`, `int`, `float`, …), or a rule. */
  readonly returns: ReturnName | Exclude<ReturnRule, string>;
  readonly nulls?: NullRule;
  readonly volatile?: boolean;
  readonly to: Implementation;
  readonly examples: readonly FunctionExample[];
  /** The last part of the page's address under docs.snowflake.com/en/sql-reference/functions/; the lower-case name when absent. */
  readonly docs?: string;
}

const returnNames: Readonly<Record<string, SqlType>> = {
  text: types.text, int: types.integer, count: numberType(18), small: numberType(9), float: types.float, boolean: types.boolean, date: types.date, time: types.time,
  timestamp: types.timestamp, ltz: types.timestampLtz, variant: types.variant, array: types.array, object: types.object, binary: types.binary,
};
type ReturnName =
  | 'same' | 'common' | 'text' | 'int' | 'count' | 'small' | 'float' | 'boolean' | 'date' | 'time' | 'timestamp' | 'ltz' | 'variant' | 'array' | 'object' | 'map' | 'geography' | 'geometry' | 'binary';

/**
 * Completes the records of one family.
 *
 * @param family its name in the reference: `string`, `datetime`, …
 * @example defineFunctions('conditional', [{ name: 'NVL', args: 'any any', returns: 'common', nulls: 'any', to: { name: 'coalesce' }, examples: [] }])
 */
export function defineFunctions(family: string, definitions: readonly FunctionDefinition[]): readonly FunctionRecord[] {
  return definitions.map((definition) => {
    const { signatures, minimum, maximum, takesPart } = shapeOf(definition.args);
    return {
      name: definition.name,
      aliases: definition.aliases ?? [],
      family,
      kind: definition.kind ?? 'scalar',
      signatures,
      minimum,
      maximum,
      takesPart,
      returns: returnRule(definition.returns),
      nulls: definition.nulls ?? 'propagate',
      volatile: definition.volatile ?? false,
      to: definition.to,
      examples: definition.examples,
      docs: `https://docs.snowflake.com/en/sql-reference/functions/${definition.docs ?? definition.name.toLowerCase()}`,
    };
  });
}

/** What follows from a function's signatures alone. */
type Shape = Pick<FunctionRecord, 'signatures' | 'minimum' | 'maximum' | 'takesPart'>;

const shapeOf = (args: FunctionDefinition['args']): Shape => (typeof args === 'string' ? once(knownShapes, args, (text) => shapeOfAll([text])) : shapeOfAll(args));

function shapeOfAll(texts: readonly string[]): Shape {
  const signatures = texts.map((text) => once(knownSignatures, text, parseSignature));
  return {
    signatures,
    minimum: Math.min(...signatures.map(({ minimum }) => minimum)),
    maximum: Math.max(...signatures.map(({ maximum }) => maximum)),
    takesPart: signatures.some(({ rules }) => rules.some(({ kinds }) => kinds.includes('part'))),
  };
}

function returnRule(rule: FunctionDefinition['returns']): ReturnRule {
  if (typeof rule !== 'string') return rule;
  if (rule === 'same' || rule === 'common') return rule;
  const type = returnNames[rule];
  if (type === undefined) throw new BugError(`no return type is called ${rule}`);
  return type;
}

const kindNames: ReadonlySet<string> = new Set<ArgumentKind>([
  'any', 'text', 'int', 'number', 'float', 'boolean', 'date', 'time', 'timestamp', 'ntz', 'temporal', 'variant', 'array', 'object', 'map', 'geography', 'geometry', 'binary', 'part', 'constant', 'lambda', 'star',
]);
const isKind = (word: string): word is ArgumentKind => kindNames.has(word);

/** Signatures and rules by their texts: hundreds of records share a few dozen, and a start waits for all of them. */
const knownShapes = new Map<string, Shape>();
const knownSignatures = new Map<string, Signature>();
const knownRules = new Map<string, ArgumentRule>();

/** What is known under a text, made when it is first met. */
function once<T>(known: Map<string, T>, text: string, make: (text: string) => T): T {
  const found = known.get(text);
  if (found !== undefined) return found;
  const made = make(text);
  known.set(text, made);
  return made;
}

/** Reads a signature of the small language above. @throws BugError for a word that is no kind: records are ours. */
function parseSignature(text: string): Signature {
  const rules = text.split(' ').filter((word) => word !== '').map((word) => once(knownRules, word, parseRule));
  return {
    text,
    rules,
    minimum: rules.filter((rule) => !rule.optional && !rule.variadic).length,
    maximum: rules.some((rule) => rule.variadic) ? Infinity : rules.length,
  };
}

function parseRule(word: string): ArgumentRule {
  const match = /^(?:(\w+):)?([a-z|]+)(\?|\.\.\.)?$/.exec(word);
  const kinds = (match?.[2] ?? '').split('|');
  if (match === null || !kinds.every(isKind)) throw new BugError(`not an argument rule: ${word}`);
  return {
    ...(match[1] === undefined ? {} : { name: match[1] }),
    kinds,
    optional: match[3] === '?',
    variadic: match[3] === '...',
  };
}
