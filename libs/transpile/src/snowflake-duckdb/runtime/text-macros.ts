import type { Macro } from './macro.ts';

/** The least number of 128 bits. */
const least = '(-170141183460469231731687303715884105727::HUGEINT - 1)';
/** Bytes as hexadecimal digits with a blank behind each pair: no match begins in the middle of a byte. */
const spaced = (value: string): string => `regexp_replace(hex(${value}), '(..)', '\\1 ', 'g')`;
const pad = (name: string): Macro => ({ name: `mr_${name}`, parameters: 's, n, p', body: `CASE WHEN n <= 0 THEN '' WHEN p = '' THEN left(s, n) ELSE ${name}(s, n::INTEGER, p) END` });

/** Macros of texts, bytes and bits that several function records share. */
export const textMacros: readonly Macro[] = [
  pad('lpad'), pad('rpad'),
  { name: 'mr_position', parameters: 'needle, s, start', body: `CASE WHEN needle = '' THEN CASE WHEN s IS NOT NULL AND start IS NOT NULL THEN 1 END WHEN strpos(substr(s, start), needle) = 0 THEN 0 ELSE strpos(substr(s, start), needle) + start - 1 END` },
  { name: 'mr_byte_position', parameters: 'needle, s, start', body: `CASE WHEN octet_length(needle) = 0 THEN CASE WHEN s IS NOT NULL AND start IS NOT NULL THEN 1 END WHEN strpos(substr(${spaced('s')}, 3 * start - 2), ${spaced('needle')}) = 0 THEN 0
    ELSE (strpos(substr(${spaced('s')}, 3 * start - 2), ${spaced('needle')}) - 1) // 3 + start END` },
  { name: 'mr_base64_alphabet', parameters: 'a', body: `a || substr('+/=', length(a) + 1)` },
  { name: 'mr_base64_lines', parameters: 's, n', body: `CASE WHEN n <= 0 THEN s ELSE array_to_string(list_transform(range(0, greatest(length(s), 1), n), LAMBDA i : substr(s, i + 1, n)), chr(10)) END` },
  { name: 'mr_plain_number', parameters: 's', body: `CASE WHEN contains(s, '.') AND NOT contains(s, 'e') THEN rtrim(rtrim(s, '0'), '.') ELSE s END` },
  { name: 'mr_variant_print', parameters: 'v', body: `CASE WHEN mr_typeof(v) IN ('INTEGER', 'DECIMAL', 'DOUBLE') THEN 'n' || mr_plain_number(mr_text(v)) WHEN mr_typeof(v) = 'VARCHAR' THEN 's' || mr_text(v) ELSE 'v' || CAST(v AS VARCHAR) END` },
  { name: 'mr_hex_bytes', parameters: 's', body: `unhex(CASE WHEN regexp_full_match(s, '([0-9A-Fa-f]{2})*') THEN s WHEN s IS NOT NULL THEN mr_raise('100115', '22000', 'The following string is not a legal hex-encoded value: ''' || s || '''') END)` },
  { name: 'mr_try_hex_bytes', parameters: 's', body: `unhex(CASE WHEN regexp_full_match(s, '([0-9A-Fa-f]{2})*') THEN s END)` },
  { name: 'mr_base64_bytes', parameters: 's', body: `from_base64(regexp_replace(s, '\\s', '', 'g'))` },
  { name: 'mr_try_base64_bytes', parameters: 's', body: `try(from_base64(regexp_replace(s, '\\s', '', 'g')))` },
  // Snowflake's own hash is not public: this one has its properties (64 bits with a sign, never NULL, equal for equal values).
  { name: 'mr_hash_of', parameters: 'prints', body: `CAST(CAST(hash(prints) AS HUGEINT) - 9223372036854775808 AS BIGINT)` },
  // Bits that are shifted beyond the 128th are lost; the 128th is the sign.
  { name: 'mr_bits_shift_left', parameters: 'x, n', body: `CASE WHEN n <= 0 THEN x WHEN n > 127 THEN x * 0 WHEN n = 127 THEN CASE WHEN (x & 1::HUGEINT) = 1 THEN ${least} ELSE x * 0 END
    ELSE (x & ((1::HUGEINT << CAST(127 - n AS HUGEINT)) - 1)) * (1::HUGEINT << CAST(n AS HUGEINT)) + CASE WHEN ((x >> CAST(127 - n AS HUGEINT)) & 1::HUGEINT) = 1 THEN ${least} ELSE 0::HUGEINT END END` },
  { name: 'mr_bits_shift_right', parameters: 'x, n', body: `CASE WHEN n > 127 THEN CASE WHEN x < 0 THEN -1::HUGEINT ELSE 0::HUGEINT END ELSE x >> CAST(n AS HUGEINT) END` },
  { name: 'mr_bytes_shift_left', parameters: 'b, n', body: `unhex(mr_shift_hex(hex(b), n))` },
  { name: 'mr_bytes_shift_right', parameters: 'b, n', body: `unhex(mr_shift_hex(hex(b), -n))` },
  { name: 'mr_bytes_not', parameters: 'b', body: `unhex(mr_invert_hex(hex(b)))` },
  { name: 'mr_bits_of', parameters: 'a, b, side, op', body: `unhex(mr_bits_hex(hex(a), hex(b), side, op))` },
];
