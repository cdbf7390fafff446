import { isSemiStructured, isTimestamp, type SqlType, types } from '../../types/sql-type.ts';
import type { ArgumentKind, ArgumentRule, FunctionRecord, Signature } from './record.ts';

/** The rule for the argument at `index`, the variadic one for all that follow it. */
export function ruleAt(signature: Signature, index: number): ArgumentRule | undefined {
  return signature.rules[index] ?? signature.rules.findLast((rule) => rule.variadic);
}

/**
 * The overload a call means: the first whose arity fits and which takes every argument.
 *
 * @returns undefined where none does.
 */
export function matchSignature(record: FunctionRecord, args: readonly SqlType[]): Signature | undefined {
  return firstThat(record, args, exactly) ?? firstThat(record, args, implicitly);
}

type Test = (kind: ArgumentKind, type: SqlType) => boolean;

function firstThat(record: FunctionRecord, args: readonly SqlType[], test: Test): Signature | undefined {
  for (const signature of record.signatures) {
    if (args.length >= signature.minimum && args.length <= signature.maximum && accepts(signature, args, test)) return signature;
  }
  return undefined;
}

function accepts(signature: Signature, args: readonly SqlType[], test: Test): boolean {
  for (let index = 0; index < args.length; index++) {
    const kinds = ruleAt(signature, index)?.kinds ?? [];
    const type = args[index] ?? types.unknown;
    if (!kinds.some((kind) => test(kind, type))) return false;
  }
  return true;
}

/** Whether the type is of the kind without conversion. */
export function exactly(kind: ArgumentKind, type: SqlType): boolean {
  if (type.type === 'unknown' || type.type === 'null') return true;
  switch (kind) {
    case 'any': case 'part': case 'constant': case 'lambda': case 'star': return true;
    case 'text': return type.type === 'varchar';
    case 'int': case 'number': return type.type === 'number' || (kind === 'number' && type.type === 'float');
    case 'float': return type.type === 'float';
    case 'boolean': case 'date': case 'time': case 'variant': case 'array': case 'object': case 'map': case 'geography': case 'geometry': case 'binary': return type.type === kind;
    case 'timestamp': return isTimestamp(type);
    case 'ntz': return type.type === 'timestamp_ntz';
    case 'temporal': return isTimestamp(type) || type.type === 'date' || type.type === 'time';
  }
}

/** Whether Snowflake converts the type to the kind by itself. */
function implicitly(kind: ArgumentKind, type: SqlType): boolean {
  if (exactly(kind, type) || type.type === 'variant') return true;
  switch (kind) {
    case 'text': return !isSemiStructured(type) && type.type !== 'binary';
    case 'int': case 'number': case 'float': return type.type === 'varchar' || type.type === 'number' || type.type === 'float' || type.type === 'boolean';
    case 'boolean': return type.type === 'varchar' || type.type === 'number' || type.type === 'float';
    case 'date': case 'timestamp': case 'temporal': return type.type === 'varchar' || isTimestamp(type) || type.type === 'date' || type.type === 'number';
    case 'ntz': return type.type === 'varchar' || type.type === 'date';
    case 'time': return type.type === 'varchar' || isTimestamp(type);
    case 'variant': return true;
    case 'object': return type.type === 'map';
    case 'geography': return type.type === 'varchar' || type.type === 'object';
    case 'binary': return type.type === 'varchar';
    default: return false;
  }
}

/** The type an argument of some kind is converted to, undefined where it stays as it comes. */
export function kindType(kind: ArgumentKind): SqlType | undefined {
  switch (kind) {
    case 'text': return types.text;
    case 'int': return types.integer;
    case 'float': return types.float;
    case 'boolean': return types.boolean;
    case 'date': return types.date;
    case 'time': return types.time;
    case 'timestamp': case 'ntz': case 'temporal': return types.timestamp;
    case 'variant': return types.variant;
    case 'array': return types.array;
    case 'object': return types.object;
    case 'geography': return types.geography;
    case 'geometry': return types.geometry;
    case 'binary': return types.binary;
    case 'number': return { type: 'number', precision: 38, scale: 5 };
    case 'any': case 'map': case 'part': case 'constant': case 'lambda': case 'star': return undefined;
  }
}
