import { aggregateMacros } from './aggregate-macros.ts';
import { momentMacros } from './moment-macros.ts';

/** A macro of the engine: SQL that other SQL calls by name. */
export interface Macro {
  readonly name: string;
  readonly parameters: string;
  readonly body: string;
}

/** Marks a JSON string that is no string: one letter says what it is, the text follows (docs/adr/0004). U stands for `undefined`. */
export const tagMark = '\uE000';

/** The macros that lowering itself needs; those of function records come from their records. In order: later ones use earlier ones. */
export const coreMacros: readonly Macro[] = [
  { name: 'mr_raise', parameters: 'code, state, message', body: `error('[' || code || '/' || state || '] ' || message)` },
  // Numbers.
  { name: 'mr_ratio', parameters: 'a, b', body: `CASE WHEN b = 0 THEN mr_raise('100051', '22012', 'Division by zero')::HUGEINT
    ELSE (abs(a) * 2 + abs(b)) // (abs(b) * 2) * (CASE WHEN (a < 0) = (b < 0) THEN 1 ELSE -1 END) END` },
  { name: 'mr_divide', parameters: 'a, b', body: `CASE WHEN b = 0 THEN mr_raise('100051', '22012', 'Division by zero')::DOUBLE ELSE a / b END` },
  { name: 'mr_modulo', parameters: 'a, b', body: `CASE WHEN b = 0 THEN a % mr_raise('100051', '22012', 'Division by zero')::INTEGER ELSE a % b END` },
  { name: 'mr_float_text', parameters: 'x', body: `CASE WHEN isnan(x) THEN 'NaN' WHEN isinf(x) THEN CASE WHEN x > 0 THEN 'inf' ELSE '-inf' END
    WHEN abs(x) < 1e15 AND x = trunc(x) THEN CAST(CAST(x AS BIGINT) AS VARCHAR) ELSE CAST(x AS VARCHAR) END` },
  { name: 'mr_trunc', parameters: 'x, n', body: `trunc(x * power(10, n)) / power(10, n)` },
  // Text.
  { name: 'mr_substr2', parameters: 's, i', body: `CASE WHEN i = 0 THEN s WHEN i < -length(s) THEN '' ELSE substr(s, i) END` },
  { name: 'mr_substr3', parameters: 's, i, n', body: `CASE WHEN n <= 0 OR i < -length(s) THEN substr(s, 1, 0 * i * n) ELSE substr(s, CASE WHEN i = 0 THEN 1 ELSE i END, n) END` },
  { name: 'mr_fit', parameters: 's, n', body: `CASE WHEN length(s) > n THEN mr_raise('100078', '22000', 'String ''' || s || ''' is too long and would be truncated') ELSE s END` },
  { name: 'mr_try_fit', parameters: 's, n', body: `CASE WHEN length(s) > n THEN NULL ELSE s END` },
  // Variants.
  { name: 'mr_tag', parameters: 'kind, text', body: `to_json('${tagMark}' || kind || text)` },
  { name: 'mr_untag', parameters: 's', body: `CASE WHEN starts_with(s, '${tagMark}') THEN substr(s, 3) ELSE s END` },
  { name: 'mr_text', parameters: 'v', body: `mr_untag(json_extract_string(v, '$'))` },
  { name: 'mr_number_text', parameters: 'v', body: `CASE json_type(v) WHEN 'BOOLEAN' THEN CAST(CAST(json_extract_string(v, '$') AS BOOLEAN)::INTEGER AS VARCHAR) ELSE mr_text(v) END` },
  { name: 'mr_defined', parameters: 'v', body: `CASE WHEN v = to_json('${tagMark}U') THEN NULL ELSE v END` },
  { name: 'mr_key', parameters: 'v, k', body: `json_extract(v, '$."' || k || '"')` },
  { name: 'mr_item', parameters: 'v, i', body: `mr_defined(json_extract(v, '$[' || CAST(i AS BIGINT) || ']'))` },
  { name: 'mr_tag_of', parameters: 'v', body: `CASE WHEN json_type(v) = 'VARCHAR' AND starts_with(json_extract_string(v, '$'), '${tagMark}') THEN substr(json_extract_string(v, '$'), 2, 1) ELSE '' END` },
  { name: 'mr_typeof', parameters: 'v', body: `CASE json_type(v) WHEN 'ARRAY' THEN 'ARRAY' WHEN 'OBJECT' THEN 'OBJECT' WHEN 'BOOLEAN' THEN 'BOOLEAN' WHEN 'NULL' THEN 'NULL_VALUE'
    WHEN 'VARCHAR' THEN CASE mr_tag_of(v) WHEN '' THEN 'VARCHAR' WHEN 'D' THEN 'DATE' WHEN 'T' THEN 'TIME' WHEN 'N' THEN 'TIMESTAMP_NTZ' WHEN 'L' THEN 'TIMESTAMP_LTZ' WHEN 'Z' THEN 'TIMESTAMP_TZ' WHEN 'X' THEN 'BINARY' WHEN 'F' THEN 'DOUBLE' END
    ELSE CASE WHEN regexp_full_match(CAST(v AS VARCHAR), '-?\\d+') THEN 'INTEGER' WHEN contains(lower(CAST(v AS VARCHAR)), 'e') OR ends_with(CAST(v AS VARCHAR), '.0') THEN 'DOUBLE' ELSE 'DECIMAL' END END` },
  { name: 'mr_is_text', parameters: 'v', body: `json_type(v) = 'VARCHAR' AND mr_tag_of(v) = ''` },
  { name: 'mr_is_binary', parameters: 'v', body: `mr_tag_of(v) = 'X'` },
  { name: 'mr_is_boolean', parameters: 'v', body: `json_type(v) = 'BOOLEAN'` },
  { name: 'mr_is_number', parameters: 'v', body: `json_type(v) IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE')` },
  { name: 'mr_is_integer', parameters: 'v', body: `json_type(v) IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE') AND regexp_full_match(CAST(v AS VARCHAR), '-?\\d+')` },
  { name: 'mr_as_array', parameters: 'v', body: `CASE WHEN json_type(v) = 'ARRAY' THEN v END` },
  { name: 'mr_as_object', parameters: 'v', body: `CASE WHEN json_type(v) = 'OBJECT' THEN v END` },
  { name: 'mr_to_array', parameters: 'v', body: `CASE WHEN json_type(v) = 'ARRAY' THEN v WHEN v IS NOT NULL THEN CAST('[' || v || ']' AS JSON) END` },
  { name: 'mr_items', parameters: 'v', body: `list_transform(CAST(v AS JSON[]), LAMBDA x : coalesce(x, CAST('null' AS JSON)))` },
  { name: 'mr_array', parameters: 'items', body: `CAST('[' || array_to_string(list_transform(items, LAMBDA x : coalesce(CAST(x AS VARCHAR), '"${tagMark}U"')), ',') || ']' AS JSON)` },
  { name: 'mr_object', parameters: 'entries', body: `CAST('{' || coalesce(array_to_string(list_transform(list_sort(list_filter(entries, LAMBDA e : e.k IS NOT NULL AND e.v IS NOT NULL)),
    LAMBDA e : to_json(e.k) || ':' || e.v), ','), '') || '}' AS JSON)` },
  { name: 'mr_object_keep_null', parameters: 'entries', body: `CAST('{' || coalesce(array_to_string(list_transform(list_sort(list_filter(entries, LAMBDA e : e.k IS NOT NULL)),
    LAMBDA e : to_json(e.k) || ':' || coalesce(CAST(e.v AS VARCHAR), 'null')), ','), '') || '}' AS JSON)` },
  { name: 'mr_members', parameters: 'v', body: `list_transform(map_entries(CAST(v AS MAP(VARCHAR, JSON))), LAMBDA e : {'k': e.key, 'v': coalesce(e.value, CAST('null' AS JSON))})` },
  { name: 'mr_object_insert', parameters: 'o, key, value, replace', body: `CASE WHEN NOT replace AND list_contains(json_keys(o), key) THEN CAST(mr_raise('100103', '22000', 'Duplicate key ''' || key || ''' in object') AS JSON)
    ELSE mr_object(list_append(list_filter(mr_members(o), LAMBDA e : e.k <> key), {'k': key, 'v': CAST(value AS JSON)})) END` },
  { name: 'mr_object_delete', parameters: 'o, keys', body: `mr_object_keep_null(list_filter(mr_members(o), LAMBDA e : NOT list_contains(keys, e.k)))` },
  { name: 'mr_object_pick', parameters: 'o, keys', body: `mr_object_keep_null(list_filter(mr_members(o), LAMBDA e : list_contains(keys, e.k)))` },
  { name: 'mr_texts', parameters: 'a', body: `list_transform(mr_items(a), LAMBDA x : mr_text(x))` },
  { name: 'mr_array_compact', parameters: 'a', body: `mr_array(list_filter(mr_items(a), LAMBDA x : mr_defined(x) IS NOT NULL))` },
  { name: 'mr_array_insert', parameters: 'a, i, v', body: `mr_array(mr_items(a)[1:CASE WHEN i < 0 THEN json_array_length(a) + i ELSE i END] || [CAST(v AS JSON)] || mr_items(a)[CASE WHEN i < 0 THEN json_array_length(a) + i ELSE i END + 1:])` },
  { name: 'mr_keyed', parameters: 'items', body: `list_transform(list_filter(items, LAMBDA x : mr_defined(x) IS NOT NULL AND json_type(x) <> 'NULL'), LAMBDA x : {'n': TRY_CAST(mr_text(x) AS DOUBLE), 's': mr_text(x), 'v': x})` },
  { name: 'mr_array_sort', parameters: 'a, ascending, nulls_first', body: `mr_array(CASE WHEN nulls_first THEN list_filter(mr_items(a), LAMBDA x : mr_defined(x) IS NULL) ELSE [] END
    || list_transform(CASE WHEN ascending THEN list_sort(mr_keyed(mr_items(a)), 'ASC') ELSE list_sort(mr_keyed(mr_items(a)), 'DESC') END, LAMBDA e : e.v)
    || CASE WHEN nulls_first THEN [] ELSE list_filter(mr_items(a), LAMBDA x : mr_defined(x) IS NULL) END)` },
  { name: 'mr_get_path', parameters: 'v, p', body: `mr_defined(json_extract(v, mr_json_path(p)))` },
  { name: 'mr_entries', parameters: 'rows', body: `from_json(rows, '[{"KEY": "VARCHAR", "PATH": "VARCHAR", "INDEX": "BIGINT", "VALUE": "JSON", "THIS": "JSON"}]')` },
  { name: 'mr_numbered', parameters: 'items', body: `list_transform(items, LAMBDA x, i : {'INDEX': i, 'VALUE': x})` },
  { name: 'mr_split_list', parameters: 's, separator', body: `CASE WHEN separator = '' THEN [s] ELSE string_split(s, separator) END` },
  { name: 'mr_strtok_list', parameters: 's, delimiters', body: `CASE WHEN delimiters IS NOT NULL THEN list_filter(regexp_split_to_array(s, CASE WHEN delimiters = '' THEN '^$' ELSE '[' || regexp_replace(delimiters, '([\\\\\\]\\[^-])', '\\\\\\1', 'g') || ']' END), LAMBDA x : x <> '') END` },
  { name: 'mr_flatten', parameters: 'v, prefix, mode', body: `CASE WHEN json_type(v) = 'ARRAY' AND mode <> 'OBJECT'
      THEN list_filter(list_transform(mr_items(v), LAMBDA x, i : {'KEY': NULL::VARCHAR, 'PATH': prefix || '[' || (i - 1) || ']', 'INDEX': i - 1, 'VALUE': mr_defined(x)}), LAMBDA e : e.VALUE IS NOT NULL)
    WHEN json_type(v) = 'OBJECT' AND mode <> 'ARRAY'
      THEN list_transform(map_entries(CAST(v AS MAP(VARCHAR, JSON))), LAMBDA x : {'KEY': x.key,
        'PATH': CASE WHEN regexp_full_match(x.key, '[A-Za-z_][A-Za-z0-9_$]*') THEN CASE WHEN prefix = '' THEN '' ELSE prefix || '.' END || x.key ELSE prefix || '[''' || x.key || ''']' END,
        'INDEX': NULL::BIGINT, 'VALUE': coalesce(x.value, CAST('null' AS JSON))}) ELSE [] END` },
  { name: 'mr_outer', parameters: 'entries', body: `CASE WHEN coalesce(len(entries), 0) = 0 THEN [{'KEY': NULL::VARCHAR, 'PATH': '', 'INDEX': NULL::BIGINT, 'VALUE': NULL::JSON}] ELSE entries END` },
  { name: 'mr_outer_this', parameters: 'entries', body: `CASE WHEN coalesce(len(entries), 0) = 0 THEN [{'KEY': NULL::VARCHAR, 'PATH': '', 'INDEX': NULL::BIGINT, 'VALUE': NULL::JSON, 'THIS': NULL::JSON}] ELSE entries END` },
  // From text.
  { name: 'mr_try_to_boolean', parameters: 's', body: `CASE WHEN lower(trim(s)) IN ('true', 't', 'yes', 'y', 'on', '1') THEN true WHEN lower(trim(s)) IN ('false', 'f', 'no', 'n', 'off', '0') THEN false END` },
  { name: 'mr_to_boolean', parameters: 's', body: `CASE WHEN s IS NULL THEN NULL ELSE coalesce(mr_try_to_boolean(s), mr_raise('100037', '22018', 'Boolean value ''' || s || ''' is not recognized')::BOOLEAN) END` },
  ...momentMacros, ...aggregateMacros,
];
