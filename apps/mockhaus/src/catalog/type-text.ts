import type { SqlType } from '@millrace/transpile';

/** A type's name and its arguments, as INFORMATION_SCHEMA lists them. */
export function typeFields(type: SqlType): readonly [name: string, first: number | null, second: number | null] {
  const name = type.type.toUpperCase();
  switch (type.type) {
    case 'number': return [name, type.precision, type.scale];
    case 'varchar':
    case 'binary': return [name, type.length, null];
    case 'time':
    case 'timestamp_ntz':
    case 'timestamp_ltz':
    case 'timestamp_tz': return [name, type.scale, null];
    default: return [name, null, null];
  }
}

/** A type as DESCRIBE TABLE shows it: `NUMBER(38,0)`. */
export function typeText(type: SqlType): string {
  const [name, ...args] = typeFields(type);
  const written = args.filter((argument) => argument !== null);
  return written.length === 0 ? name : `${name}(${written.join(',')})`;
}
