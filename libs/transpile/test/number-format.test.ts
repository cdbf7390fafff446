import { describe, expect, it } from 'vitest';
import { formatNumber } from '../src/snowflake-duckdb/runtime/number-format.ts';
import { parseNumber } from '../src/snowflake-duckdb/runtime/number-parse.ts';

/** The table of https://docs.snowflake.com/en/sql-reference/functions/to_char#examples-that-convert-numbers */
describe('numbers by a model', () => {
  const models = ['">"$99.0"<"', '">"B9,999.0"<"', '">"TME"<"', '">"TM9"<"', '">"0XXX"<"', '">"S0XXX"<"'];
  it.each([
    ['-12.391', ['>-$12.4<', '>   -12.4<', '>-1.2391E1<', '>-12.391<', '>FFF4<', '>-000C<']],
    ['0.000', ['>  $0.0<', '>      .0<', '>0E0<', '>0.000<', '>0000<', '>+0000<']],
    ['-1.000', ['> -$1.0<', '>    -1.0<', '>-1E0<', '>-1.000<', '>FFFF<', '>-0001<']],
    ['0.100', ['>  $0.1<', '>      .1<', '>1E-1<', '>0.100<', '>0000<', '>+0000<']],
    ['0.010', ['>  $0.0<', '>      .0<', '>1E-2<', '>0.010<', '>0000<', '>+0000<']],
    ['3987.000', ['> $##.#<', '> 3,987.0<', '>3.987E3<', '>3987.000<', '>0F93<', '>+0F93<']],
    ['1.111', ['>  $1.1<', '>     1.1<', '>1.111E0<', '>1.111<', '>0001<', '>+0001<']],
  ])('%s', (number, expected) => {
    expect(models.map((model) => formatNumber(number, model))).toEqual(expected);
  });
  // https://docs.snowflake.com/en/sql-reference/sql-format-models#sign-position-for-fixed-position-formats
  it.each([
    ['99', ' 12', ' -7'], ['S99', '+12', ' -7'], ['99S', '12+', ' 7-'], ['MI99', ' 12', '- 7'], ['99MI', '12 ', ' 7-'], ['$99', ' $12', ' -$7'], ['FM99', '12', '-7'],
  ])('the sign of %s', (model, twelve, seven) => {
    expect([formatNumber('12', model), formatNumber('-7', model)]).toEqual([twelve, seven]);
  });
  // https://docs.snowflake.com/en/sql-reference/sql-format-models#output-examples
  it.each([
    ['1.2', '       1.2  ', '+000,001.200', '      +1.2  ', '1.2'], ['123.456', '     123.456', '+000,123.456', '    +123.456', '123.456'],
    ['1234.56', '   1,234.56 ', '+001,234.560', '  +1,234.56 ', '1,234.56'], ['-123456.789', '-123,456.789', '-123,456.789', '-123,456.789', '-123,456.789'],
  ])('%s in fixed places', (number, ...expected) => {
    expect(['999,999.999', 'S000,000.000', 'S999,999.999', 'FM999,999.999'].map((model) => formatNumber(number, model))).toEqual(expected);
  });
  it.each([['1234', '9d999EE', '1.234E3'], ['12', '">"99"<"', '> 12<'], ['0.25', 'TM9%', '25%'], ['-123.45', '999.99MI', '123.45-'], ['1234567.891', 'TM9(2,3)', '1,234,567.89'], ['255', 'xxx', ' ff']])('%s by %s', (number, model, expected) => {
    expect(formatNumber(number, model)).toBe(expected);
  });
});

/** https://docs.snowflake.com/en/sql-reference/sql-format-models#input-examples and https://docs.snowflake.com/en/sql-reference/functions/to_decimal#examples */
describe('numbers read by a model', () => {
  it.each([
    ['012,345.67', '999,999.99', '012345.67'], ['12,345.67', '999,999.99', '12345.67'], [' 12,345.67', '999,999.99', '12345.67'], ['012,345.67', '000,000.00', '012345.67'], ['12,345.67', '000,000.00', null], [' 12,345.67', '000,000.00', null],
    ['-101', 'MI999|999MI', '-101'], ['102-', 'MI999|999MI', '-102'], ['103', 'MI999|999MI', '103'], ['- 0.1', '99.9', '-0.1'], ['- 0.1', 'TM9', '-0.1'], ['$3,741.72', '$9,999.99', '3741.72'],
    ['ae5', 'XXX', '2789'], ['ae5', 'XX', null], ['1.5', '99', null], ['1e3', 'TME', '1e3'], ['12', 'TME', null],
  ])('%s by %s', (text, model, expected) => {
    expect(parseNumber(text, model)).toBe(expected);
  });
});
