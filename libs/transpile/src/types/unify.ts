import { collated, isSemiStructured, isTimestamp, numberType, type SqlType, types, typeText, varcharType } from './sql-type.ts';

/**
 * The type that values of both types fit: of the branches of CASE, the arms of UNION, the arguments of COALESCE.
 *
 * @returns undefined where Snowflake refuses the pair.
 */
export function unify(left: SqlType, right: SqlType): SqlType | undefined {
  if (left.type === 'null') return right;
  if (right.type === 'null') return left;
  if (left.type === 'unknown' || right.type === 'unknown') return types.unknown;
  if (left.type === right.type) return unifySame(left, right);
  if (isSemiStructured(left) || isSemiStructured(right)) return types.variant;
  return unifyDifferent(left, right) ?? unifyDifferent(right, left);
}

/** `unify` over a list, left to right; the type of NULL for an empty one. */
export function unifyAll(all: readonly SqlType[]): SqlType | undefined {
  return all.reduce<SqlType | undefined>((left, right) => (left === undefined ? undefined : unify(left, right)), types.nothing);
}

function unifySame(left: SqlType, right: SqlType): SqlType {
  if (left.type === 'number' && right.type === 'number') {
    const scale = Math.max(left.scale, right.scale);
    return numberType(Math.max(left.precision - left.scale, right.precision - right.scale) + scale, scale);
  }
  if (left.type === 'varchar' && right.type === 'varchar') {
    const text = varcharType(Math.max(left.length, right.length));
    const collation = left.collation ?? right.collation;
    return collation === undefined ? text : collated(text, collation);
  }
  if (isSemiStructured(left) && typeText(left) !== typeText(right)) return left.type === 'map' ? types.variant : left.type === 'array' ? types.array : types.object;
  if ('scale' in left && 'scale' in right) return left.scale >= right.scale ? left : right;
  if ('length' in left && 'length' in right) return left.length >= right.length ? left : right;
  return left;
}

/** One direction of a pair of unlike types: strings give way to the other side, dates to timestamps, numbers to floats. */
function unifyDifferent(left: SqlType, right: SqlType): SqlType | undefined {
  switch (left.type) {
    case 'varchar':
      // A string beside a number takes the number's family with room for any digits, as Snowflake's implicit cast does.
      return right.type === 'number' ? numberType(18, Math.max(5, right.scale)) : right.type === 'binary' ? undefined : right;
    case 'number': return right.type === 'float' ? right : right.type === 'boolean' ? left : undefined;
    case 'date': return isTimestamp(right) ? right : undefined;
    case 'timestamp_ntz': return right.type === 'timestamp_ltz' || right.type === 'timestamp_tz' ? right : undefined;
    case 'timestamp_ltz': return right.type === 'timestamp_tz' ? right : undefined;
    case 'interval': return isTimestamp(right) || right.type === 'date' ? right : undefined;
    default: return undefined;
  }
}
