import { aggregateMacros } from './aggregate-macros.ts';
import type { Macro } from './macro.ts';
import { momentMacros } from './moment-macros.ts';
import { variantMacros } from './variant-macros.ts';

/** The macros that lowering itself needs; those of function records come from their records. In order: later ones use earlier ones. */
export const coreMacros: readonly Macro[] = [
  { name: 'mr_raise', parameters: 'code, state, message', body: `error('[' || code || '/' || state || '] ' || message)` },
  // Numbers.
  { name: 'mr_ratio', parameters: 'a, b', body: `CASE WHEN b = 0 THEN mr_raise('100051', '22012', 'Division by zero')::HUGEINT
    ELSE (abs(a) * 2 + abs(b)) // (abs(b) * 2) * (CASE WHEN (a < 0) = (b < 0) THEN 1 ELSE -1 END) END` },
  { name: 'mr_divide', parameters: 'a, b', body: `CASE WHEN b = 0 THEN mr_raise('100051', '22012', 'Division by zero')::DOUBLE ELSE a / b END` },
  { name: 'mr_modulo', parameters: 'a, b', body: `CASE WHEN b = 0 THEN a % mr_raise('100051', '22012', 'Division by zero')::INTEGER ELSE a % b END` },
  { name: 'mr_float_text', parameters: 'x', body: `CASE WHEN isnan(x) THEN 'NaN' WHEN isinf(x) THEN CASE WHEN x > 0 THEN 'inf' ELSE '-inf' END
    WHEN abs(x) < 1e16 AND x = trunc(x) THEN CAST(CAST(x AS BIGINT) AS VARCHAR) ELSE CAST(x AS VARCHAR) END` },
  // What is not defined stops before the engine sees it, in Snowflake's words.
  { name: 'mr_sqrt', parameters: 'x', body: `sqrt(CASE WHEN x < 0 THEN mr_raise('100178', '22003', 'Invalid floating point operation: sqrt(' || mr_float_text(x) || ')')::DOUBLE ELSE x END)` },
  { name: 'mr_ln', parameters: 'x', body: `ln(CASE WHEN x <= 0 THEN mr_raise('100178', '22003', 'Invalid floating point operation: log(e,' || mr_float_text(x) || ')')::DOUBLE ELSE x END)` },
  { name: 'mr_log', parameters: 'b, x', body: `ln(CASE WHEN x <= 0 OR b <= 0 OR b = 1 THEN mr_raise('100178', '22003', 'Invalid floating point operation: log(' || mr_float_text(b) || ',' || mr_float_text(x) || ')')::DOUBLE ELSE x END) / ln(CASE WHEN b > 0 THEN b END)` },
  ...[['asin', 'abs(x) > 1'], ['acos', 'abs(x) > 1'], ['acosh', 'x < 1'], ['atanh', 'abs(x) >= 1']].map(([name = '', test = '']): Macro => (
    { name: `mr_${name}`, parameters: 'x', body: `${name}(CASE WHEN ${test} THEN mr_raise('100178', '22003', 'Invalid floating point operation: ${name}(' || mr_float_text(x) || ')')::DOUBLE ELSE x END)` })),
  { name: 'mr_pow', parameters: 'x, y', body: `pow(x, CASE WHEN x < 0 AND y <> trunc(y) THEN mr_raise('100178', '22003', 'Invalid floating point operation: pow(' || mr_float_text(x) || ',' || mr_float_text(y) || ')')::DOUBLE ELSE y END)` },
  // The engine's greatest() passes over NULL.
  { name: 'mr_no_less', parameters: 'n', body: 'CASE WHEN n < 0 THEN 0 ELSE n END' },
  { name: 'mr_trunc', parameters: 'x, n', body: `trunc(x * power(10, n)) / power(10, n)` },
  // Text.
  { name: 'mr_substr2', parameters: 's, i', body: `CASE WHEN i = 0 THEN s WHEN i < -length(s) THEN '' ELSE substr(s, i) END` },
  { name: 'mr_substr3', parameters: 's, i, n', body: `CASE WHEN n <= 0 OR i < -length(s) THEN substr(s, 1, 0 * i * n) ELSE substr(s, CASE WHEN i = 0 THEN 1 ELSE i END, n) END` },
  { name: 'mr_fit', parameters: 's, n', body: `CASE WHEN length(s) > n THEN mr_raise('100078', '22000', 'String ''' || s || ''' is too long and would be truncated') ELSE s END` },
  { name: 'mr_try_fit', parameters: 's, n', body: `CASE WHEN length(s) > n THEN NULL ELSE s END` },
  ...variantMacros,
  // From text.
  { name: 'mr_try_to_boolean', parameters: 's', body: `CASE WHEN lower(trim(s)) IN ('true', 't', 'yes', 'y', 'on', '1') THEN true WHEN lower(trim(s)) IN ('false', 'f', 'no', 'n', 'off', '0') THEN false END` },
  { name: 'mr_to_boolean', parameters: 's', body: `CASE WHEN s IS NULL THEN NULL ELSE coalesce(mr_try_to_boolean(s), mr_raise('100037', '22018', 'Boolean value ''' || s || ''' is not recognized')::BOOLEAN) END` },
  ...momentMacros, ...aggregateMacros,
];
