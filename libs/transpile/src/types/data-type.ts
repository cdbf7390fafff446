import type { DataType } from '@millrace/sql-ir';
import { maximumBinary, maximumPrecision, numberType, type SqlType, types, varcharType } from './sql-type.ts';

const integerNames = new Set(['INT', 'INTEGER', 'BIGINT', 'SMALLINT', 'TINYINT', 'BYTEINT']);
const numberNames = new Set(['NUMBER', 'DECIMAL', 'NUMERIC', 'DEC']);
const floatNames = new Set(['FLOAT', 'FLOAT4', 'FLOAT8', 'DOUBLE', 'DOUBLE PRECISION', 'REAL', 'DECFLOAT']);
const textNames = new Set(['VARCHAR', 'STRING', 'TEXT', 'NVARCHAR', 'NVARCHAR2', 'CHAR VARYING', 'CHARACTER VARYING', 'NCHAR VARYING']);
const characterNames = new Set(['CHAR', 'CHARACTER', 'NCHAR']);

/**
 * What a type written in Snowflake's SQL means.
 *
 * @param timestamp what plain TIMESTAMP stands for: the session's TIMESTAMP_TYPE_MAPPING.
 * @returns undefined for a name that Snowflake does not know.
 * Rule: https://docs.snowflake.com/en/sql-reference/intro-summary-data-types
 */
export function fromDataType(written: DataType, timestamp: 'timestamp_ntz' | 'timestamp_ltz' | 'timestamp_tz' = 'timestamp_ntz'): SqlType | undefined {
  const { name } = written;
  const first = written.args[0];
  if (integerNames.has(name)) return types.integer;
  if (numberNames.has(name)) return numberType(first ?? maximumPrecision, written.args[1] ?? 0);
  if (floatNames.has(name)) return types.float;
  if (textNames.has(name)) return first === undefined ? types.text : varcharType(first);
  if (characterNames.has(name)) return varcharType(first ?? 1);
  const scale = first ?? 9;
  switch (name) {
    case 'BOOLEAN': return types.boolean;
    case 'BINARY': case 'VARBINARY': return { type: 'binary', length: first ?? maximumBinary };
    case 'DATE': return types.date;
    case 'TIME': return { type: 'time', scale };
    case 'DATETIME': case 'TIMESTAMP_NTZ': case 'TIMESTAMPNTZ': case 'TIMESTAMP WITHOUT TIME ZONE': return { type: 'timestamp_ntz', scale };
    case 'TIMESTAMP': return { type: timestamp, scale };
    case 'TIMESTAMP_LTZ': case 'TIMESTAMPLTZ': case 'TIMESTAMP WITH LOCAL TIME ZONE': return { type: 'timestamp_ltz', scale };
    case 'TIMESTAMP_TZ': case 'TIMESTAMPTZ': case 'TIMESTAMP WITH TIME ZONE': return { type: 'timestamp_tz', scale };
    case 'VARIANT': return types.variant;
    case 'OBJECT': case 'MAP': case 'ARRAY': return structured(written, timestamp);
    // A vector is an array of numbers that knows its length; nothing here depends on the length.
    case 'VECTOR': return types.array;
    case 'GEOGRAPHY': return types.geography;
    case 'GEOMETRY': return types.geometry;
    default: return undefined;
  }
}

/**
 * ARRAY(type), OBJECT(name type, …), MAP(key, value); without parts they are semi-structured. A part that is no type makes none of the whole.
 * Rule: https://docs.snowflake.com/en/sql-reference/data-types-structured
 */
function structured(written: DataType, timestamp: Parameters<typeof fromDataType>[1]): SqlType | undefined {
  const parts = written.elements.map((part) => fromDataType(part, timestamp));
  const [first, second] = parts;
  if (written.name === 'ARRAY') return written.elements.length === 0 ? types.array : first === undefined ? undefined : { type: 'array', element: first };
  if (written.name === 'MAP') return first === undefined || second === undefined ? undefined : { type: 'map', key: first, value: second };
  if (written.fields.length === 0) return types.object;
  const fields = written.fields.flatMap(({ name, type }) => {
    const inner = fromDataType(type, timestamp);
    return inner === undefined ? [] : [{ name, type: inner }];
  });
  return fields.length === written.fields.length ? { type: 'object', fields } : undefined;
}

