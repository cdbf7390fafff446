import { build, type Expression, synthetic } from '@millrace/sql-ir';
import { types } from '../data-types.ts';
import { errors } from '../errors.ts';
import { always, at, infix, named, type ScalarFunction, type Writing } from './function-record.ts';

export type TextName =
  | 'concat' | 'upper' | 'lower' | 'trim' | 'trimStart' | 'trimEnd' | 'length' | 'substring' | 'replace' | 'contains' | 'startsWith' | 'endsWith' | 'like' | 'position';

const text = (write: Writing, except?: ScalarFunction['except']): ScalarFunction => ({
  type: always(types.text), nullable: 'any', write, ...(except === undefined ? {} : { except }),
});
const test = (write: Writing, except: ScalarFunction['except']): ScalarFunction => ({ type: always(types.boolean), nullable: 'any', write, ...(except === undefined ? {} : { except }) });

const found = (name: string): Writing => (written) => build.binary('>', build.call(name, written), build.number(0));
const length = (of: Expression): Expression => build.call('LENGTH', [of]);

/** From where the suffix would begin; before the first character SUBSTR gives less than the suffix, which is then not equal to it. */
const sqliteEndsWith: Writing = (written) => {
  const [value, suffix] = [at(written, 0), at(written, 1)];
  const start = build.binary('+', build.binary('-', length(value), length(suffix)), build.number(1));
  return build.binary('=', build.call('SUBSTR', [value, start]), suffix);
};

/** Patterns have no escape character: ours is doubled where it stands in one. */
function escapedPattern(pattern: Expression): Expression {
  if (pattern.kind === 'Parameter' && typeof pattern.value === 'string') return { ...pattern, value: pattern.value.replaceAll('!', '!!') };
  return build.call('REPLACE', [pattern, build.string('!'), build.string('!!')]);
}

function like(operand: Expression, pattern: Expression): Expression {
  return { kind: 'Like', op: 'LIKE', operand, pattern, escape: build.string('!'), negated: false, ...synthetic };
}

/** SQLite's LIKE ignores case, its GLOB does not: a constant pattern is rewritten as a GLOB. */
function glob(operand: Expression, pattern: Expression): Expression {
  if (pattern.kind !== 'Parameter' || typeof pattern.value !== 'string') {
    throw errors.PLAN_UNSUPPORTED.error({ dialect: 'SQLite', feature: 'like with a pattern from a column, with case' }, { hint: 'use contains, startsWith or endsWith' });
  }
  const value = pattern.value.replace(/[[*?]/g, '[$&]').replaceAll('%', '*').replaceAll('_', '?');
  return { kind: 'Like', op: 'GLOB', operand, pattern: { ...pattern, value }, negated: false, ...synthetic };
}

/** Text. Positions count from 1 in code points; comparisons tell upper from lower case everywhere. */
export const texts: Readonly<Record<TextName, ScalarFunction>> = {
  concat: text(infix('||')),
  upper: text(named('UPPER')),
  lower: text(named('LOWER')),
  trim: text(named('TRIM')),
  trimStart: text(named('LTRIM')),
  trimEnd: text(named('RTRIM')),
  length: { type: always(types.integer), nullable: 'any', write: named('LENGTH') },
  substring: text(named('SUBSTR')),
  replace: text(named('REPLACE')),
  position: {
    type: always(types.integer), nullable: 'any', write: named('STRPOS'),
    except: { sqlite: named('INSTR'), snowflake: (written) => build.call('POSITION', [at(written, 1), at(written, 0)]) },
  },
  contains: test(named('CONTAINS'), { postgres: found('STRPOS'), sqlite: found('INSTR') }),
  startsWith: test(named('STARTS_WITH'), {
    snowflake: named('STARTSWITH'),
    sqlite: (written) => build.binary('=', build.call('SUBSTR', [at(written, 0), build.number(1), length(at(written, 1))]), at(written, 1)),
  }),
  endsWith: test(named('ENDS_WITH'), {
    snowflake: named('ENDSWITH'),
    postgres: (written) => build.binary('=', build.call('RIGHT', [at(written, 0), length(at(written, 1))]), at(written, 1)),
    sqlite: sqliteEndsWith,
  }),
  like: test((written) => like(at(written, 0), escapedPattern(at(written, 1))), { sqlite: (written) => glob(at(written, 0), at(written, 1)) }),
};
