import { build, type Expression, synthetic } from '@millrace/sql-ir';
import { isInteger, types } from '../data-types.ts';
import { always, type Argument, at, common, first, infix, named, type ScalarFunction, type Writing } from './function-record.ts';

export type ArithmeticName =
  | 'add' | 'sub' | 'mul' | 'div' | 'mod' | 'neg' | 'abs' | 'sign' | 'round' | 'floor' | 'ceil' | 'sqrt' | 'exp' | 'ln' | 'power' | 'greatest' | 'least';

function asDouble(expression: Expression, arg: Argument | undefined): Expression {
  return arg?.type.name === 'DOUBLE' ? expression : build.cast(expression, types.double);
}

function orNullWhenZero(divisor: Expression, arg: Argument | undefined): Expression {
  return divisor.kind === 'Parameter'
    ? divisor
    : build.call('NULLIF', [divisor, arg !== undefined && isInteger(arg.type) ? build.number(0) : build.number('0.0')]);
}

const divide: Writing = (written, args) =>
  build.binary('/', asDouble(at(written, 0), args[0]), orNullWhenZero(asDouble(at(written, 1), args[1]), args[1]));

const onDouble = (name: string): ScalarFunction => ({
  type: always(types.double), nullable: 'any', write: (written, args) => build.call(name, written.map((expression, i) => asDouble(expression, args[i]))),
});

const roundWith = (cast: boolean): Writing => (written, args) => {
  const [value, digits] = [at(written, 0), written[1]];
  if (digits === undefined || !cast || args[0]?.type.name !== 'DOUBLE') return build.call('ROUND', digits === undefined ? [value] : [value, digits]);
  return build.cast(build.call('ROUND', [build.cast(value, build.type('DECIMAL')), digits]), types.double);
};

const scalarMaximum = (name: string, sqlite: string): ScalarFunction => ({ type: common, nullable: 'any', write: named(name), except: { sqlite: named(sqlite) } });

/** NULL if any argument is, where the engine's own GREATEST would pass NULLs over. */
const strict = (name: string): Writing => (written) => ({
  kind: 'Case',
  branches: [{
    when: written.map((operand): Expression => ({ kind: 'Is', operand, test: 'NULL', negated: false, ...synthetic })).reduce((left, right) => build.binary('OR', left, right)),
    then: build.nothing(),
  }],
  otherwise: build.call(name, written),
  ...synthetic,
});

/**
 * Arithmetic. Division is always that of floating-point numbers and gives NULL for a divisor of 0;
 * rounding goes away from zero at a half.
 */
export const arithmetic: Readonly<Record<ArithmeticName, ScalarFunction>> = {
  add: { type: common, nullable: 'any', write: infix('+') },
  sub: { type: common, nullable: 'any', write: infix('-') },
  mul: { type: common, nullable: 'any', write: infix('*') },
  div: { type: always(types.double), nullable: 'any', write: divide },
  mod: { type: common, nullable: 'any', write: (written, args) => build.binary('%', at(written, 0), orNullWhenZero(at(written, 1), args[1])) },
  neg: { type: first, nullable: 'any', write: (written) => ({ kind: 'Unary', op: '-', operand: at(written, 0), ...synthetic }) },
  abs: { type: first, nullable: 'any', write: named('ABS') },
  sign: { type: always(types.integer), nullable: 'any', write: (written) => build.cast(build.call('SIGN', written), types.integer) },
  round: { type: first, nullable: 'any', write: roundWith(false), except: { postgres: roundWith(true) } },
  floor: { type: first, nullable: 'any', write: named('FLOOR') },
  ceil: { type: first, nullable: 'any', write: named('CEIL') },
  sqrt: onDouble('SQRT'),
  exp: onDouble('EXP'),
  ln: onDouble('LN'),
  power: onDouble('POWER'),
  greatest: { ...scalarMaximum('GREATEST', 'MAX'), except: { sqlite: named('MAX'), postgres: strict('GREATEST'), duckdb: strict('GREATEST') } },
  least: { ...scalarMaximum('LEAST', 'MIN'), except: { sqlite: named('MIN'), postgres: strict('LEAST'), duckdb: strict('LEAST') } },
};
