import { build, type DataType } from '@millrace/sql-ir';
import type { SqlType } from './sql-type.ts';

/**
 * The DuckDB type that holds values of a Snowflake type.
 * Semi-structured values are JSON text (docs/adr/0004-variant-representation.md), shapes on the earth and the plane GeoJSON text; times keep microseconds;
 * TIMESTAMP_LTZ is an instant, TIMESTAMP_TZ the instant in UTC with the offset in minutes that it was written with.
 */
export function physicalType(type: SqlType): DataType {
  switch (type.type) {
    case 'number': return build.type('DECIMAL', type.precision, type.scale);
    case 'float': return build.type('DOUBLE');
    case 'varchar': case 'geography': case 'geometry': return build.type('VARCHAR');
    case 'binary': return build.type('BLOB');
    case 'boolean': return build.type('BOOLEAN');
    case 'date': return build.type('DATE');
    case 'time': return build.type('TIME');
    case 'timestamp_ntz': return build.type('TIMESTAMP');
    case 'timestamp_ltz': return build.type('TIMESTAMPTZ');
    case 'timestamp_tz': return offsetMoment;
    case 'variant': case 'object': case 'array': case 'map': return build.type('JSON');
    case 'interval': return build.type('INTERVAL');
    case 'null': case 'unknown': return build.type('VARCHAR');
  }
}

const offsetMoment: DataType = {
  ...build.type('STRUCT'),
  fields: [{ name: 't', type: build.type('TIMESTAMP'), nullable: true }, { name: 'o', type: build.type('SMALLINT'), nullable: true }],
};
