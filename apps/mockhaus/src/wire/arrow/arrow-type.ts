import { unreachable } from '@millrace/diagnostics';
import { describeColumn, type WireColumn } from '../result-column.ts';

/** The physical Arrow types that results are sent in. */
export type ArrowType =
  | { readonly kind: 'int'; readonly bits: 32 | 64 }
  | { readonly kind: 'decimal' }
  | { readonly kind: 'float64' | 'utf8' | 'binary' | 'bool' | 'date32' }
  /** Named integer children: epoch, fraction, timezone. */
  | { readonly kind: 'struct'; readonly children: readonly ArrowField[] };

/** A column of the Arrow schema, with the metadata the drivers decode it by. */
export interface ArrowField {
  readonly name: string;
  readonly nullable: boolean;
  readonly type: ArrowType;
  readonly metadata: Readonly<Record<string, string>>;
}

const plain = (name: string, bits: 32 | 64): ArrowField => ({ name, nullable: true, type: { kind: 'int', bits }, metadata: {} });
const epoch = plain('epoch', 64);
const fraction = plain('fraction', 32);
const timezone = plain('timezone', 32);

/**
 * The Arrow field a column is sent as.
 *
 * @param wide for `fixed`: whether some value needs more than 64 bits, in which case Decimal128 is used.
 */
export function arrowField(column: WireColumn, wide: boolean): ArrowField {
  const described = describeColumn(column);
  return {
    name: column.name,
    nullable: column.nullable,
    type: arrowType(column, wide),
    metadata: {
      logicalType: described.type.toUpperCase(),
      precision: String(described.precision ?? 38),
      scale: String(described.scale ?? 0),
      charLength: String(described.length ?? 0),
      byteLength: String(column.type === 'timestamp_tz' ? 16 : (described.byteLength ?? 0)),
      finalType: 'T',
    },
  };
}

function arrowType(column: WireColumn, wide: boolean): ArrowType {
  switch (column.type) {
    case 'fixed': return wide ? { kind: 'decimal' } : { kind: 'int', bits: 64 };
    case 'real': return { kind: 'float64' };
    case 'boolean': return { kind: 'bool' };
    case 'date': return { kind: 'date32' };
    case 'time': return { kind: 'int', bits: (column.scale ?? 9) <= 4 ? 32 : 64 };
    case 'timestamp_ntz':
    case 'timestamp_ltz': return { kind: 'struct', children: [epoch, fraction] };
    case 'timestamp_tz': return { kind: 'struct', children: [epoch, fraction, timezone] };
    case 'binary': return { kind: 'binary' };
    case 'text': case 'variant': case 'object': case 'array': case 'map': case 'vector': case 'geography': case 'geometry': return { kind: 'utf8' };
    default: return unreachable(column.type);
  }
}
