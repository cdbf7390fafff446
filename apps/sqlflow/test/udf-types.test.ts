import { expect, expectTypeOf, test } from 'vitest';
import { scalarUdf, tableUdf } from '@millrace/sqlflow';

test('the types of a UDF follow from its declaration', () => {
  const discount = scalarUdf({ args: { price: 'DOUBLE', pct: 'DOUBLE' }, returns: 'DOUBLE', defaults: { pct: 10 } }, (price, pct) => {
    expectTypeOf(price).toEqualTypeOf<number>();
    return price * pct;
  });
  scalarUdf({ args: { id: 'BIGINT' }, returns: 'VARCHAR', nulls: 'call' }, (id) => {
    expectTypeOf(id).toEqualTypeOf<bigint | null>();
    return null;
  });
  // @ts-expect-error -- the function must return what it declares
  scalarUdf({ args: { id: 'BIGINT' }, returns: 'VARCHAR' }, (id) => id);
  // @ts-expect-error -- a default has the type of its argument
  scalarUdf({ args: { id: 'BIGINT' }, returns: 'BIGINT', defaults: { id: 'x' } }, (id) => id);
  tableUdf({ output: { a: 'INTEGER' }, params: { k: 'DOUBLE' } }, (_rows, { k }) => {
    expectTypeOf(k).toEqualTypeOf<number>();
    return [{ a: 1 }];
  });
  // @ts-expect-error -- rows have the declared columns
  tableUdf({ output: { a: 'INTEGER' } }, () => [{ b: 1 }]);
  expect(discount.args).toEqual([{ name: 'price', type: 'DOUBLE' }, { name: 'pct', type: 'DOUBLE', fallback: 10 }]);
});
