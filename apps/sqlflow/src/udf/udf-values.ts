import { DuckDBDateValue, DuckDBTimestampValue, type DuckDBValue } from '@duckdb/node-api';
import type { UdfType, UdfValue } from './scalar-udf.ts';

/** Turns a DuckDB value that is not NULL into what a UDF sees. */
export function fromDuckDb(type: UdfType): (value: NonNullable<DuckDBValue>) => UdfValue {
  return type === 'DATE' || type === 'TIMESTAMP' ? (value) => value.toString() : (value) => value as UdfValue;
}

function integer(value: unknown): number {
  const number = Number(value);
  if (Number.isInteger(number) && Math.abs(number) < 2 ** 31) return number;
  throw new Error(`it returned ${String(value)}, which is no INTEGER`);
}

const microsPerDay = 86_400_000_000n;

function microsOf(value: unknown): bigint {
  const text = value instanceof Date ? value.toISOString() : String(value);
  const [, day = '', fraction = ''] = /^(\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?)(?:\.(\d{1,6}))?/.exec(text) ?? [];
  const millis = day === '' ? Number.NaN : Date.parse(day.length === 10 ? `${day}T00:00:00Z` : `${day.replace(' ', 'T')}Z`);
  if (Number.isNaN(millis)) throw new Error(`it returned ${JSON.stringify(value) ?? 'nothing'}, which is no date`);
  return BigInt(millis) * 1000n + BigInt(fraction.padEnd(6, '0'));
}

/** Turns what a UDF returned into a DuckDB value; undefined is NULL. @throws Error when it does not fit the type. */
export function toDuckDb(type: UdfType): (value: unknown) => DuckDBValue {
  const present = (convert: (value: unknown) => DuckDBValue) => (value: unknown): DuckDBValue => {
    if (value === null || value === undefined) return null;
    if (value instanceof Promise) throw new Error('it is asynchronous; a UDF must return its value');
    return convert(value);
  };
  switch (type) {
    case 'BOOLEAN': return present(Boolean);
    case 'INTEGER': return present(integer);
    case 'BIGINT': return present((value) => (typeof value === 'bigint' ? value : BigInt(integer(value))));
    case 'DOUBLE': return present(Number);
    case 'VARCHAR': return present(String);
    case 'DATE': return present((value) => new DuckDBDateValue(Number(microsOf(value) / microsPerDay)));
    case 'TIMESTAMP': return present((value) => new DuckDBTimestampValue(microsOf(value)));
  }
}
