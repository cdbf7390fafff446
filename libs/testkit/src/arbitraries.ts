import fc from 'fast-check';
import type { Value } from '@millrace/connectors';
import type { DataType } from '@millrace/sql-ir';

/** Names of tables and columns: ordinary words, reserved ones, and whatever a quoted name may hold. */
export function identifiers(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/),
    fc.constantFrom('order', 'select', 'group', 'user', 'table'),
    fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter((name) => !name.includes('\0')),
  );
}

/** Values of a canonical type in the form that `Value` gives them, extremes included, never NULL. @throws Error for a type it does not know. */
export function valuesOf(type: DataType): fc.Arbitrary<Value> {
  const [precision = 18, scale = 3] = type.args;
  const make = makers[type.name];
  if (make !== undefined) return make();
  if (type.name === 'DECIMAL') return decimals(precision, scale);
  const [element] = type.elements;
  if (type.name === 'ARRAY' && element !== undefined) return fc.array(nullable(valuesOf(element)), { maxLength: 5 });
  if (type.name === 'STRUCT') return fc.record(Object.fromEntries(type.fields.map((field) => [field.name, nullable(valuesOf(field.type))])));
  throw new Error(`no values are known of type ${type.name}`);
}

/** The values of an arbitrary, and NULL now and then. */
export function nullable(values: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.option(values, { nil: null, freq: 8 });
}

const signed = (bits: bigint): fc.Arbitrary<bigint> => fc.bigInt({ min: -(2n ** (bits - 1n)), max: 2n ** (bits - 1n) - 1n });
const day = (): fc.Arbitrary<string> => fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const clock = (): fc.Arbitrary<string> => fc.tuple(fc.nat(23), fc.nat(59), fc.nat(59), fc.nat(999_999)).map(([h, m, s, micros]) => {
  const fraction = String(micros).padStart(6, '0').replace(/0+$/, '');
  return [h, m, s].map((part) => String(part).padStart(2, '0')).join(':') + (fraction === '' ? '' : `.${fraction}`);
});
const moment = (): fc.Arbitrary<string> => fc.tuple(day(), clock()).map((parts) => parts.join(' '));

const makers: Readonly<Record<string, () => fc.Arbitrary<Value>>> = {
  BOOLEAN: () => fc.boolean(),
  SMALLINT: () => fc.integer({ min: -32_768, max: 32_767 }),
  INTEGER: () => fc.integer(),
  BIGINT: () => signed(64n),
  HUGEINT: () => signed(128n),
  REAL: () => fc.float({ noNaN: true }),
  DOUBLE: () => fc.double({ noNaN: true }),
  VARCHAR: () => fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !text.includes('\0')),
  BINARY: () => fc.uint8Array({ maxLength: 20 }),
  DATE: day,
  TIME: clock,
  TIMESTAMP: moment,
  TIMESTAMPTZ: () => moment().map((text) => `${text}+00`),
  UUID: () => fc.uuid(),
  JSON: () => fc.json(),
};

/** Numbers of at most `precision` digits, `scale` of them after the point, as text with all of them. */
function decimals(precision: number, scale: number): fc.Arbitrary<string> {
  const limit = 10n ** BigInt(precision) - 1n;
  return fc.bigInt({ min: -limit, max: limit }).map((digits) => {
    const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
    const whole = text.slice(0, text.length - scale);
    return `${digits < 0n ? '-' : ''}${whole}${scale === 0 ? '' : `.${text.slice(-scale)}`}`;
  });
}
