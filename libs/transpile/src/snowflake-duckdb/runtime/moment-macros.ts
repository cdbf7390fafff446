import type { Macro } from './macro.ts';

const dates = `['%Y-%m-%d', '%d-%b-%Y', '%m/%d/%Y', '%d-%B-%Y']`;
const moments = `['%Y-%m-%dT%H:%M:%S.%f', '%Y-%m-%dT%H:%M:%S', '%Y-%m-%d %H:%M:%S.%f', '%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M', '%Y-%m-%dT%H:%M', '%Y-%m-%d %H', '%Y-%m-%dT%H', '%Y-%m-%d',
  '%a, %d %b %Y %H:%M:%S.%f', '%a, %d %b %Y %H:%M:%S', '%a, %d %b %Y %I:%M:%S %p', '%a %b %d %H:%M:%S %Y',
  '%m/%d/%Y %H:%M:%S.%f', '%m/%d/%Y %H:%M:%S', '%m/%d/%Y %H:%M', '%m/%d/%Y', '%d-%b-%Y %H:%M:%S.%f', '%d-%b-%Y %H:%M:%S', '%d-%b-%Y']`;
/** An offset behind a time, and before the year that some formats end with. */
const offset = String.raw`(\d:\d\d(?::\d\d(?:\.\d*)?)?(?: ?[AaPp][Mm])?|[Tt ]\d\d) ?(?:[+-]\d\d(?::?\d\d)?|Z)( \d{4})?$`;
/** The text without it, and with at most six digits of a second: what the engine's patterns read. */
const local = `regexp_replace(regexp_replace(trim(s), '${offset}', '\\1\\2'), '(\\.\\d{6})\\d+', '\\1')`;
/** An error for what is neither read nor NULL; the reading stands in front, where it is worked out once. */
const recognized = (code: string, word: string, type: string, macro: string): string =>
  `coalesce(${macro}, CASE WHEN s IS NOT NULL THEN mr_raise('${code}', '22007', '${word} ''' || s || ''' is not recognized')::${type} END)`;
const readable = (macro: string): string =>
  `coalesce(${macro}, CASE WHEN s IS NOT NULL AND model IS NOT NULL THEN mr_raise('100096', '22007', 'Can''t parse ''' || s || ''' as ' || what || ' with format ''' || model || '''')::TIMESTAMP END)`;

/** Moments: offsets, weeks, and what is read from text. In order: later ones use earlier ones. */
export const momentMacros: readonly Macro[] = [
  // The plainest texts need no search for an offset.
  { name: 'mr_plain_moment', parameters: 's', body: `s LIKE '____-__-__ __:__:__' OR s LIKE '____-__-__'` },
  // Offsets.
  // No CASE around the struct and no lambda: the engine works out what is mentioned twice only once, and takes the expression for a DEFAULT.
  { name: 'mr_tz', parameters: 'wall, o', body: `[{'t': wall - to_minutes(CAST(o AS INTEGER)), 'o': CAST(o AS SMALLINT)}][CASE WHEN wall IS NULL OR o IS NULL THEN NULL ELSE 1 END]` },
  // The casts are for a NULL that is written out: its fields have no type.
  { name: 'mr_tz_utc', parameters: 'v', body: `CAST(v.t AS TIMESTAMP)` },
  { name: 'mr_tz_offset', parameters: 'v', body: `CAST(v.o AS SMALLINT)` },
  { name: 'mr_tz_wall', parameters: 'v', body: `mr_tz_utc(v) + to_minutes(mr_tz_offset(v))` },
  { name: 'mr_tz_move', parameters: 'v, i', body: `mr_tz(mr_tz_wall(v) + i, mr_tz_offset(v))` },
  { name: 'mr_zone_offset', parameters: 'u, zone', body: `CAST((epoch_us(timezone(zone, timezone('UTC', u))) - epoch_us(u)) // 60000000 AS SMALLINT)` },
  { name: 'mr_tz_at', parameters: 'u, zone', body: `[{'t': u, 'o': mr_zone_offset(u, zone)}][CASE WHEN u IS NULL THEN NULL ELSE 1 END]` },
  { name: 'mr_local_offset', parameters: 'wall, zone', body: `(epoch_us(wall) - epoch_us(timezone(zone, wall))) // 60000000` },
  { name: 'mr_tz_local', parameters: 'wall, zone', body: `mr_tz(wall, mr_local_offset(wall, zone))` },
  { name: 'mr_offset_text', parameters: 'o, style', body: `CASE style WHEN 'TZM' THEN lpad(CAST(abs(o) % 60 AS VARCHAR), 2, '0')
    ELSE CASE WHEN o < 0 THEN '-' ELSE '+' END || lpad(CAST(abs(o) // 60 AS VARCHAR), 2, '0') || CASE style WHEN 'TZH:TZM' THEN ':' ELSE '' END
      || CASE style WHEN 'TZH' THEN '' ELSE lpad(CAST(abs(o) % 60 AS VARCHAR), 2, '0') END END` },
  { name: 'mr_offset_part', parameters: 's', body: `regexp_extract(trim(s), '(?:\\d:\\d\\d(?::\\d\\d(?:\\.\\d*)?)?(?: ?[AaPp][Mm])?|[Tt ]\\d\\d) ?([+-]\\d\\d(?::?\\d\\d)?|Z)(?: \\d{4})?$', 1)` },
  { name: 'mr_text_offset', parameters: 's', body: `CASE WHEN mr_plain_moment(s) THEN NULL ELSE -epoch_us(TRY_CAST('1970-01-01 00:00:00' || nullif(mr_offset_part(s), '') AS TIMESTAMPTZ)) // 60000000 END` },
  // Weeks.
  { name: 'mr_weekday', parameters: 'name', body: `list_position(['su', 'mo', 'tu', 'we', 'th', 'fr', 'sa'], lower(left(trim(name), 2))) - 1` },
  { name: 'mr_week_start', parameters: 'd, s', body: `CAST(date_trunc('week', CAST(d AS DATE) - (s - 1)) AS DATE) + (s - 1)` },
  { name: 'mr_week', parameters: 'd, s', body: `(dayofyear(mr_week_start(d, s) + 3) - 1) // 7 + 1` },
  { name: 'mr_week_year', parameters: 'd, s', body: `year(mr_week_start(d, s) + 3)` },
  { name: 'mr_week_first', parameters: 'd, s', body: `(CAST(d AS DATE) - mr_week_start(date_trunc('year', d), s)) // 7 + 1` },
  { name: 'mr_week_diff', parameters: 'a, b, s', body: `(mr_week_start(b, s) - mr_week_start(a, s)) // 7` },
  { name: 'mr_add_months', parameters: 'd, n', body: `CASE WHEN last_day(d) = CAST(d AS DATE) THEN last_day(CAST(d + to_months(n) AS DATE)) + (CAST(d AS TIMESTAMP) - date_trunc('day', CAST(d AS TIMESTAMP))) ELSE CAST(d AS TIMESTAMP) + to_months(n) END` },
  { name: 'mr_months_apart', parameters: 'a, b', body: `CASE WHEN day(a) = day(b) OR (last_day(a) = CAST(a AS DATE) AND last_day(b) = CAST(b AS DATE)) THEN CAST((year(a) - year(b)) * 12 + month(a) - month(b) AS DOUBLE)
    ELSE round((year(a) - year(b)) * 12 + month(a) - month(b) + (day(a) - day(b) + (epoch(CAST(a AS TIMESTAMP)) % 86400 - epoch(CAST(b AS TIMESTAMP)) % 86400) / 86400) / 31.0, 6) END` },
  // From numbers and text.
  { name: 'mr_seconds', parameters: 'n, scale', body: `make_timestamp(CAST(round(CAST(n AS DOUBLE) * (1000000 / pow(10, scale))) AS BIGINT))` },
  { name: 'mr_whole_seconds', parameters: 'n, scale', body: `make_timestamp(CAST(CAST(n AS HUGEINT) * 1000000 // CAST(pow(10, scale) AS HUGEINT) AS BIGINT))` },
  { name: 'mr_epoch', parameters: 'n', body: `make_timestamp(CAST(CASE WHEN abs(n) < 31536000000 THEN n * 1000000 WHEN abs(n) < 31536000000000 THEN n * 1000 WHEN abs(n) < 31536000000000000 THEN n ELSE n // 1000 END AS BIGINT))` },
  { name: 'mr_try_to_timestamp', parameters: 's', body: `CASE WHEN mr_plain_moment(s) THEN TRY_CAST(s AS TIMESTAMP) WHEN regexp_full_match(trim(s), '-?\\d+') THEN mr_epoch(TRY_CAST(trim(s) AS HUGEINT))
    WHEN regexp_matches(s, '\\d') THEN coalesce(TRY_CAST(${local} AS TIMESTAMP), try_strptime(${local}, ${moments})) END` },
  { name: 'mr_to_timestamp', parameters: 's', body: recognized('100035', 'Timestamp', 'TIMESTAMP', 'mr_try_to_timestamp(s)') },
  { name: 'mr_try_to_timestamp_tz', parameters: 's, zone', body: `mr_tz(mr_try_to_timestamp(s), coalesce(mr_text_offset(s), mr_local_offset(mr_try_to_timestamp(s), zone)))` },
  { name: 'mr_try_to_timestamp_ltz', parameters: 's, zone', body: `coalesce(timezone('UTC', mr_try_to_timestamp(s) - to_minutes(mr_text_offset(s))), timezone(zone, mr_try_to_timestamp(s)))` },
  { name: 'mr_to_timestamp_tz', parameters: 's, zone', body: recognized('100035', 'Timestamp', 'STRUCT(t TIMESTAMP, o SMALLINT)', 'mr_try_to_timestamp_tz(s, zone)') },
  { name: 'mr_to_timestamp_ltz', parameters: 's, zone', body: recognized('100035', 'Timestamp', 'TIMESTAMPTZ', 'mr_try_to_timestamp_ltz(s, zone)') },
  { name: 'mr_try_to_date', parameters: 's', body: `CASE WHEN s LIKE '____-__-__' THEN TRY_CAST(s AS DATE) WHEN regexp_full_match(trim(s), '-?\\d+') THEN CAST(mr_epoch(TRY_CAST(trim(s) AS HUGEINT)) AS DATE)
    WHEN regexp_matches(s, '\\d') THEN coalesce(TRY_CAST(trim(s) AS DATE), CAST(try_strptime(trim(s), ${dates}) AS DATE), CAST(mr_try_to_timestamp(s) AS DATE)) END` },
  { name: 'mr_to_date', parameters: 's', body: recognized('100040', 'Date', 'DATE', 'mr_try_to_date(s)') },
  { name: 'mr_try_to_time', parameters: 's', body: `CASE WHEN regexp_full_match(trim(s), '-?\\d+') THEN CAST(mr_epoch(TRY_CAST(trim(s) AS HUGEINT)) AS TIME)
    ELSE coalesce(CASE WHEN regexp_full_match(${local}, '\\d\\d?:\\d\\d?:\\d\\d?(\\.\\d*)?') THEN TRY_CAST(${local} AS TIME) END, CAST(try_strptime(${local}, ['%H:%M:%S.%f', '%H:%M:%S', '%H:%M', '%I:%M:%S %p', '%I:%M %p']) AS TIME), CAST(mr_try_to_timestamp(s) AS TIME)) END` },
  { name: 'mr_to_time', parameters: 's', body: recognized('100108', 'Time', 'TIME', 'mr_try_to_time(s)') },
  // By a format. The last go through a function in TypeScript, which reads any format and tells the offset.
  { name: 'mr_try_parse_moment', parameters: 's, pattern, model, what', body: `try_strptime(s, pattern)` },
  { name: 'mr_parse_moment', parameters: 's, pattern, model, what', body: readable('try_strptime(s, pattern)') },
  { name: 'mr_try_read_moment', parameters: 's, model, what', body: `make_timestamp(mr_read_wall(s, model))` },
  { name: 'mr_read_moment', parameters: 's, model, what', body: readable('mr_try_read_moment(s, model, what)') },
];
