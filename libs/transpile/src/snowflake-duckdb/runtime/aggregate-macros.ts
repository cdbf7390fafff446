import type { Macro } from './macro.ts';

/** What the records of aggregates, windows and generators share. */
export const aggregateMacros: readonly Macro[] = [
  { name: 'mr_object_unique', parameters: 'entries', body: `CASE WHEN len(list_distinct(list_transform(entries, LAMBDA e : e.k))) < len(entries)
    THEN CAST(mr_raise('100065', '22000', 'Duplicate field key in the input of OBJECT_AGG') AS JSON) ELSE mr_object(entries) END` },
  // A fraction between 0 and 1 that the value of a generator decides, and one of the normal distribution (Box and Muller).
  { name: 'mr_unit', parameters: 'g', body: `CAST(hash(g) AS DOUBLE) / 18446744073709551616.0` },
  { name: 'mr_normal', parameters: 'h', body: `sqrt(-2 * ln(greatest(mr_unit(hash(h, 1)), 1e-300))) * cos(2 * pi() * mr_unit(hash(h, 2)))` },
  { name: 'mr_changes', parameters: 'items', body: `len(list_filter(range(2, len(items) + 1), LAMBDA i : items[i] <> items[i - 1]))` },
  { name: 'mr_between', parameters: 'x, x0, y0, x1, y1', body: `CASE WHEN x1 = x0 THEN y0 ELSE y0 + (y1 - y0) * (x - x0) / (x1 - x0) END` },
  { name: 'mr_finite', parameters: 'x', body: `CASE WHEN isnan(x) THEN NULL ELSE x END` },
  { name: 'mr_signed', parameters: 's', body: `CAST(coalesce(s, 0) % 18446744073709551616 - CASE WHEN coalesce(s, 0) % 18446744073709551616 >= 9223372036854775808 THEN 18446744073709551616 ELSE 0 END AS BIGINT)` },
  // The first 12 bits choose a bucket; the run of zeros in front of the other 52 is counted, with the one behind it.
  { name: 'mr_hll_code', parameters: 'h', body: `CAST(h >> 52 AS BIGINT) * 64 + CASE WHEN h & 4503599627370495 = 0 THEN 53 ELSE 52 - CAST(floor(log2(CAST(h & 4503599627370495 AS DOUBLE))) AS BIGINT) END` },
  { name: 'mr_sketch_state', parameters: 'kind, state', body: `CAST('{"state":' || state || ',"type":"' || kind || '","version":1}' AS JSON)` },
  { name: 'mr_bitmap', parameters: 'positions', body: `encode(array_to_string(list_sort(list_distinct(positions)), ','))` },
  // Each value with how often it stood before: the union of such pairs keeps a value as often as one array has it.
  { name: 'mr_counted', parameters: 'items', body: `list_transform(items, LAMBDA x, i : {'k': TRY_CAST(x AS DOUBLE), 'v': x, 'n': len(list_filter(items[1:i], LAMBDA y : y = x))})` },
  { name: 'mr_ranked', parameters: 'v', body: `mr_counted(list_filter(mr_items(v), LAMBDA x : mr_defined(x) IS NOT NULL AND json_type(x) <> 'NULL'))` },
  { name: 'mr_array_union', parameters: 'rows', body: `mr_array(coalesce(list_transform(list_sort(list_distinct(flatten(list_transform(rows, LAMBDA v : mr_ranked(v))))), LAMBDA e : e.v), []))` },
];
