import type { Macro } from './macro.ts';
import { tagMark } from './tag-mark.ts';

const missing = `to_json('${tagMark}U')`;
const plainKey = String.raw`[A-Za-z_][A-Za-z0-9_$]*`;
/** A member that a structured type cannot hold stops the cast. */
const refuse = (v: string, type: string): string => `CAST(mr_raise('100071', '22000', 'Failed to cast variant value ' || CAST(${v} AS VARCHAR) || ' to ${type}') AS JSON)`;

/** Variants as canonical JSON text (docs/adr/0004): making, taking apart, comparing, converting. In order: later ones use earlier ones. */
export const variantMacros: readonly Macro[] = [
  { name: 'mr_tag', parameters: 'kind, text', body: `to_json('${tagMark}' || kind || text)` },
  { name: 'mr_float_json', parameters: 'x', body: `to_json('${tagMark}F' || mr_float_text(x))` },
  // The engine's JSON functions read numbers with decimals as doubles: longer ones travel as tagged strings.
  { name: 'mr_digits_json', parameters: 't', body: `CASE WHEN length(t) > 16 AND contains(t, '.') THEN to_json('${tagMark}M' || t) ELSE CAST(t AS JSON) END` },
  { name: 'mr_decimal_json', parameters: 'x', body: `mr_digits_json(rtrim(rtrim(CAST(x AS VARCHAR), '0'), '.'))` },
  { name: 'mr_text', parameters: 'v', body: `CASE WHEN contains(CAST(v AS VARCHAR), '${tagMark}')
    THEN CASE WHEN starts_with(CAST(v AS VARCHAR), '"') THEN substr(json_extract_string(v, '$'), 3) ELSE mr_variant_text(CAST(v AS VARCHAR)) END ELSE json_extract_string(v, '$') END` },
  { name: 'mr_json_text', parameters: 'v', body: `CASE WHEN contains(CAST(v AS VARCHAR), '${tagMark}') THEN mr_variant_text(CAST(v AS VARCHAR)) ELSE CAST(v AS VARCHAR) END` },
  { name: 'mr_number_text', parameters: 'v', body: `CASE json_type(v) WHEN 'BOOLEAN' THEN CAST(CAST(json_extract_string(v, '$') AS BOOLEAN)::INTEGER AS VARCHAR) ELSE mr_text(v) END` },
  { name: 'mr_st_asgeojson', parameters: 'g', body: String.raw`CAST(regexp_replace(g, '^SRID=\d+;', '') AS JSON)` },
  { name: 'mr_defined', parameters: 'v', body: `CASE WHEN v = ${missing} THEN NULL ELSE v END` },
  { name: 'mr_present', parameters: 'v', body: `CASE WHEN v = ${missing} OR v = CAST('null' AS JSON) THEN NULL ELSE v END` },
  { name: 'mr_key', parameters: 'v, k', body: `json_extract(v, '$."' || replace(k, '"', '\\"') || '"')` },
  { name: 'mr_item', parameters: 'v, i', body: `CASE WHEN i >= 0 THEN mr_defined(json_extract(v, '$[' || CAST(i AS BIGINT) || ']')) END` },
  { name: 'mr_tag_of', parameters: 'v', body: `CASE WHEN starts_with(CAST(v AS VARCHAR), '"${tagMark}') THEN substr(json_extract_string(v, '$'), 2, 1) ELSE '' END` },
  { name: 'mr_typeof', parameters: 'v', body: `CASE json_type(v) WHEN 'ARRAY' THEN 'ARRAY' WHEN 'OBJECT' THEN 'OBJECT' WHEN 'BOOLEAN' THEN 'BOOLEAN' WHEN 'NULL' THEN 'NULL_VALUE'
    WHEN 'VARCHAR' THEN CASE mr_tag_of(v) WHEN '' THEN 'VARCHAR' WHEN 'E' THEN 'VARCHAR' WHEN 'D' THEN 'DATE' WHEN 'T' THEN 'TIME' WHEN 'N' THEN 'TIMESTAMP_NTZ' WHEN 'L' THEN 'TIMESTAMP_LTZ' WHEN 'Z' THEN 'TIMESTAMP_TZ' WHEN 'X' THEN 'BINARY' WHEN 'F' THEN 'DOUBLE' WHEN 'M' THEN 'DECIMAL' END
    ELSE CASE WHEN contains(CAST(v AS VARCHAR), '.') THEN 'DECIMAL' WHEN v IS NOT NULL THEN 'INTEGER' END END` },
  // A number that is not 0 is true.
  { name: 'mr_boolean_text', parameters: 'v', body: `CASE WHEN json_type(v) IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE') OR mr_tag_of(v) IN ('F', 'M') THEN CASE WHEN CAST(mr_text(v) AS DOUBLE) = 0 THEN 'false' ELSE 'true' END ELSE mr_text(v) END` },
  { name: 'mr_is_text', parameters: 'v', body: `json_type(v) = 'VARCHAR' AND mr_tag_of(v) IN ('', 'E')` },
  { name: 'mr_is_boolean', parameters: 'v', body: `json_type(v) = 'BOOLEAN'` },
  { name: 'mr_is_decimal', parameters: 'v', body: `json_type(v) IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE') OR mr_tag_of(v) = 'M'` },
  { name: 'mr_is_number', parameters: 'v', body: `json_type(v) IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE') OR mr_tag_of(v) IN ('F', 'M')` },
  { name: 'mr_is_integer', parameters: 'v', body: `json_type(v) IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE') AND NOT contains(CAST(v AS VARCHAR), '.')` },
  { name: 'mr_as_array', parameters: 'v', body: `CASE WHEN json_type(v) = 'ARRAY' THEN v END` },
  { name: 'mr_as_object', parameters: 'v', body: `CASE WHEN json_type(v) = 'OBJECT' THEN v END` },
  { name: 'mr_to_array', parameters: 'v', body: `CASE json_type(v) WHEN 'ARRAY' THEN v WHEN 'NULL' THEN NULL ELSE CAST('[' || v || ']' AS JSON) END` },
  { name: 'mr_try_to_array', parameters: 'v', body: `mr_to_array(v)` },
  { name: 'mr_to_object', parameters: 'v', body: `CASE json_type(v) WHEN 'OBJECT' THEN v WHEN 'NULL' THEN NULL ELSE CASE WHEN v IS NOT NULL THEN ${refuse('v', 'OBJECT')} END END` },
  { name: 'mr_try_to_object', parameters: 'v', body: `mr_as_object(v)` },
  { name: 'mr_items', parameters: 'v', body: `list_transform(CAST(v AS JSON[]), LAMBDA x : coalesce(x, CAST('null' AS JSON)))` },
  { name: 'mr_array', parameters: 'items', body: `CAST('[' || array_to_string(list_transform(items, LAMBDA x : coalesce(CAST(x AS VARCHAR), '"${tagMark}U"')), ',') || ']' AS JSON)` },
  { name: 'mr_record', parameters: 'v, entries', body: `CASE WHEN v IS NULL THEN NULL ELSE CAST('{' || array_to_string(list_transform(entries, LAMBDA e : to_json(e.k) || ':' || coalesce(CAST(e.v AS VARCHAR), 'null')), ',') || '}' AS JSON) END` },
  { name: 'mr_object', parameters: 'entries', body: `CAST('{' || coalesce(array_to_string(list_transform(list_sort(list_filter(entries, LAMBDA e : e.k IS NOT NULL AND e.v IS NOT NULL)),
    LAMBDA e : to_json(e.k) || ':' || e.v), ','), '') || '}' AS JSON)` },
  { name: 'mr_object_keep_null', parameters: 'entries', body: `CASE WHEN entries IS NOT NULL THEN CAST('{' || coalesce(array_to_string(list_transform(list_sort(list_filter(entries, LAMBDA e : e.k IS NOT NULL)),
    LAMBDA e : to_json(e.k) || ':' || coalesce(CAST(e.v AS VARCHAR), 'null')), ','), '') || '}' AS JSON) END` },
  { name: 'mr_members', parameters: 'v', body: `list_transform(map_entries(CAST(v AS MAP(VARCHAR, JSON))), LAMBDA e : {'k': e.key, 'v': coalesce(e.value, CAST('null' AS JSON))})` },
  { name: 'mr_structured_array', parameters: 'v', body: `CASE json_type(v) WHEN 'ARRAY' THEN v WHEN 'NULL' THEN NULL ELSE CASE WHEN v IS NOT NULL THEN ${refuse('v', 'ARRAY')} END END` },
  { name: 'mr_structured_object', parameters: 'v', body: `CASE json_type(v) WHEN 'OBJECT' THEN v WHEN 'NULL' THEN NULL ELSE CASE WHEN v IS NOT NULL THEN ${refuse('v', 'MAP')} END END` },
  { name: 'mr_structured_fields', parameters: 'v, names', body: `CASE json_type(v) WHEN 'OBJECT' THEN CASE WHEN list_sort(json_keys(v)) = list_sort(names) THEN v ELSE ${refuse('v', 'OBJECT')} END WHEN 'NULL' THEN NULL ELSE CASE WHEN v IS NOT NULL THEN ${refuse('v', 'OBJECT')} END END` },
  // The engine's list_append() takes NULL for an empty list.
  { name: 'mr_array_append', parameters: 'a, v', body: 'CASE WHEN a IS NOT NULL THEN mr_array(list_append(mr_items(a), v)) END' },
  { name: 'mr_array_prepend', parameters: 'a, v', body: 'CASE WHEN a IS NOT NULL THEN mr_array(list_prepend(v, mr_items(a))) END' },
  { name: 'mr_object_insert', parameters: 'o, key, value, replace', body: `CASE WHEN key IS NULL THEN o WHEN NOT replace AND list_contains(json_keys(o), key) THEN CAST(mr_raise('100103', '22000', 'Duplicate key ''' || key || ''' in object') AS JSON)
    ELSE mr_object(list_append(list_filter(mr_members(o), LAMBDA e : e.k <> key), {'k': key, 'v': CAST(value AS JSON)})) END` },
  { name: 'mr_object_delete', parameters: 'o, keys', body: `mr_object_keep_null(list_filter(mr_members(o), LAMBDA e : NOT list_contains(keys, e.k)))` },
  { name: 'mr_object_pick', parameters: 'o, keys', body: `mr_object_keep_null(list_filter(mr_members(o), LAMBDA e : list_contains(keys, e.k)))` },
  { name: 'mr_texts', parameters: 'a', body: `list_transform(mr_items(a), LAMBDA x : mr_text(mr_present(x)))` },
  // A value as a text that is equal for equal values: a double and an exact number may be.
  { name: 'mr_plain', parameters: 'v', body: `CASE WHEN starts_with(CAST(v AS VARCHAR), '"${tagMark}F') OR starts_with(CAST(v AS VARCHAR), '"${tagMark}M') THEN substr(json_extract_string(v, '$'), 3) ELSE CAST(v AS VARCHAR) END` },
  { name: 'mr_plains', parameters: 'a', body: `list_transform(CAST(a AS JSON[]), LAMBDA x : coalesce(mr_plain(x), 'null'))` },
  // Numbers by value, then texts; JSON null counts as the greatest.
  { name: 'mr_sort_key', parameters: 'v', body: `CASE WHEN v IS NULL THEN NULL WHEN mr_is_number(v) THEN {'r': 1, 'n': TRY_CAST(mr_text(v) AS DOUBLE), 's': mr_text(v)}
    ELSE {'r': CASE json_type(v) WHEN 'BOOLEAN' THEN 0 WHEN 'VARCHAR' THEN 2 WHEN 'NULL' THEN 9 ELSE 3 END, 'n': NULL::DOUBLE, 's': coalesce(json_extract_string(v, '$'), '')} END` },
  { name: 'mr_keyed', parameters: 'items', body: `list_transform(list_filter(items, LAMBDA x : mr_defined(x) IS NOT NULL), LAMBDA x : {'o': mr_sort_key(x), 'v': x})` },
  { name: 'mr_greatest', parameters: 'a', body: `coalesce(list_sort(list_filter(mr_keyed(mr_items(a)), LAMBDA e : e.o.r <> 9), 'DESC')[1].v, mr_keyed(mr_items(a))[1].v)` },
  { name: 'mr_least', parameters: 'a', body: `coalesce(list_sort(list_filter(mr_keyed(mr_items(a)), LAMBDA e : e.o.r <> 9), 'ASC')[1].v, mr_keyed(mr_items(a))[1].v)` },
  { name: 'mr_array_compact', parameters: 'a', body: `mr_array(list_filter(mr_items(a), LAMBDA x : mr_present(x) IS NOT NULL))` },
  { name: 'mr_array_defined', parameters: 'a', body: `mr_array(list_filter(mr_items(a), LAMBDA x : mr_defined(x) IS NOT NULL))` },
  { name: 'mr_map_insert', parameters: 'm, key, value, replace', body: `CASE WHEN key IS NULL THEN m WHEN NOT replace AND list_contains(json_keys(m), key) THEN CAST(mr_raise('100103', '22000', 'Duplicate key ''' || key || ''' in map') AS JSON)
    ELSE mr_object_keep_null(list_append(list_filter(mr_members(m), LAMBDA e : e.k <> key), {'k': key, 'v': CAST(value AS JSON)})) END` },
  { name: 'mr_array_insert', parameters: 'a, i, v', body: `CASE WHEN CASE WHEN i < 0 THEN json_array_length(a) + i ELSE i END < 0 THEN CAST(mr_raise('100160', '22023', 'Array index out of range: ' || i) AS JSON)
    ELSE mr_array(list_resize(mr_items(a)[1:CASE WHEN i < 0 THEN json_array_length(a) + i ELSE i END], CASE WHEN i < 0 THEN json_array_length(a) + i ELSE i END, ${missing})
      || [CAST(v AS JSON)] || mr_items(a)[CASE WHEN i < 0 THEN json_array_length(a) + i ELSE i END + 1:]) END` },
  { name: 'mr_array_sort', parameters: 'a, ascending, nulls_first', body: `mr_array(CASE WHEN nulls_first THEN list_filter(mr_items(a), LAMBDA x : mr_defined(x) IS NULL) ELSE [] END
    || list_transform(CASE WHEN ascending THEN list_sort(mr_keyed(mr_items(a)), 'ASC') ELSE list_sort(mr_keyed(mr_items(a)), 'DESC') END, LAMBDA e : e.v)
    || CASE WHEN nulls_first THEN [] ELSE list_filter(mr_items(a), LAMBDA x : mr_defined(x) IS NULL) END)` },
  { name: 'mr_array_flatten', parameters: 'a', body: `CASE WHEN len(list_filter(mr_items(a), LAMBDA x : mr_present(x) IS NULL)) > 0 THEN NULL
    WHEN len(list_filter(mr_items(a), LAMBDA x : json_type(x) <> 'ARRAY')) > 0 THEN CAST(mr_raise('100107', '22000', 'Not an array: ''' || list_filter(mr_items(a), LAMBDA x : json_type(x) <> 'ARRAY')[1] || '''') AS JSON)
    ELSE mr_array(flatten(list_transform(mr_items(a), LAMBDA x : mr_items(x)))) END` },
  { name: 'mr_get_path', parameters: 'v, p', body: `mr_defined(json_extract(v, mr_json_path(p)))` },
  { name: 'mr_entries', parameters: 'rows', body: `from_json(rows, '[{"KEY": "VARCHAR", "PATH": "VARCHAR", "INDEX": "BIGINT", "VALUE": "JSON", "THIS": "JSON"}]')` },
  { name: 'mr_numbered', parameters: 'items', body: `list_transform(items, LAMBDA x, i : {'INDEX': i, 'VALUE': x})` },
  { name: 'mr_split_list', parameters: 's, separator', body: `CASE WHEN separator IS NULL THEN NULL WHEN separator = '' THEN [s] ELSE string_split(s, separator) END` },
  { name: 'mr_strtok_list', parameters: 's, delimiters', body: String.raw`CASE WHEN delimiters IS NOT NULL THEN list_filter(regexp_split_to_array(s, CASE WHEN delimiters = '' THEN '^$' ELSE '[' || regexp_replace(delimiters, '([\\\]\[^-])', '\\\1', 'g') || ']' END), LAMBDA x : x <> '') END` },
  { name: 'mr_flatten', parameters: 'v, prefix, mode', body: `CASE WHEN json_type(v) = 'ARRAY' AND mode <> 'OBJECT'
      THEN list_filter(list_transform(mr_items(v), LAMBDA x, i : {'KEY': NULL::VARCHAR, 'PATH': prefix || '[' || (i - 1) || ']', 'INDEX': i - 1, 'VALUE': mr_defined(x)}), LAMBDA e : e.VALUE IS NOT NULL)
    WHEN json_type(v) = 'OBJECT' AND mode <> 'ARRAY'
      THEN list_transform(map_entries(CAST(v AS MAP(VARCHAR, JSON))), LAMBDA x : {'KEY': x.key,
        'PATH': CASE WHEN regexp_full_match(x.key, '${plainKey}') THEN CASE WHEN prefix = '' THEN '' ELSE prefix || '.' END || x.key ELSE prefix || '[''' || x.key || ''']' END,
        'INDEX': NULL::BIGINT, 'VALUE': coalesce(x.value, CAST('null' AS JSON))}) ELSE [] END` },
  { name: 'mr_outer', parameters: 'entries', body: `CASE WHEN coalesce(len(entries), 0) = 0 THEN [{'KEY': NULL::VARCHAR, 'PATH': '', 'INDEX': NULL::BIGINT, 'VALUE': NULL::JSON}] ELSE entries END` },
  { name: 'mr_outer_this', parameters: 'entries', body: `CASE WHEN coalesce(len(entries), 0) = 0 THEN [{'KEY': NULL::VARCHAR, 'PATH': '', 'INDEX': NULL::BIGINT, 'VALUE': NULL::JSON, 'THIS': NULL::JSON}] ELSE entries END` },
];
