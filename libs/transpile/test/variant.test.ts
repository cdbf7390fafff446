import { propertyRuns, propertyTimeout } from '@millrace/testkit';
import { variantText } from '@millrace/transpile';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, JsonSyntaxError } from '../src/snowflake-duckdb/runtime/parse-json.ts';
import { tagMark } from '../src/snowflake-duckdb/runtime/tag-mark.ts';

const sorted = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(sorted)
    : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([key, inner]) => [key, sorted(inner)])) : value;

/** A number that JavaScript could not hold with all its digits stands in a text with a mark. */
const untagged = (_: string, value: unknown): unknown => (typeof value === 'string' && value.startsWith(`${tagMark}M`) ? Number(value.slice(tagMark.length + 1)) : value);

describe('canonicalJson', () => {
  it('keeps every digit and sorts keys', () => {
    expect(canonicalJson('{"b": 12345678901234567890123456789012345678, "a": 1.50}')).toBe('{"a":1.5,"b":12345678901234567890123456789012345678}');
  });
  it('means what JSON.parse means', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 4, noUnicodeString: false }), (value) => {
      const text = JSON.stringify(value);
      if (/[eE][+-]?\d|-0\b|__proto__/.test(text)) return;
      expect(JSON.parse(canonicalJson(text) ?? '', untagged)).toEqual(sorted(JSON.parse(text)));
    }), { numRuns: propertyRuns(), seed: 3 });
  }, propertyTimeout());
  it('is its own canonical form', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      const once = canonicalJson(JSON.stringify(value)) ?? '';
      expect(canonicalJson(once)).toBe(once);
    }), { numRuns: propertyRuns(), seed: 5 });
  }, propertyTimeout());
  it.each(['{', '[1', '{"a"}', '"abc', 'nope', '{"a":1,"a":2}', '1 2'])('refuses %s', (text) => {
    expect(() => canonicalJson(text)).toThrow(JsonSyntaxError);
  });
});

describe('variantText', () => {
  it('indents by two', () => {
    expect(variantText('{"a":[1,{"b":"x,]"}],"c":{}}')).toBe('{\n  "a": [\n    1,\n    {\n      "b": "x,]"\n    }\n  ],\n  "c": {}\n}');
  });
  it('says undefined for a missing element', () => {
    expect(variantText(canonicalJson('[1,,2]') ?? '', false)).toBe('[1,undefined,2]');
  });
});
