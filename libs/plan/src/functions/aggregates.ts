import { build, type DataType, type DialectName, type Expression } from '@millrace/sql-ir';
import { decimal, types } from '../data-types.ts';
import { type Argument, at } from './function-record.ts';

export type AggregateName = 'count' | 'countDistinct' | 'sum' | 'avg' | 'min' | 'max' | 'stddev' | 'anyTrue' | 'allTrue';

/** One aggregate. All pass NULLs over and give NULL for no rows, but for the counts. */
export interface AggregateFunction {
  readonly type: (args: readonly Argument[]) => DataType;
  readonly nullable: boolean;
  readonly write: AggregateWriting;
  readonly except?: { readonly [D in DialectName]?: AggregateWriting };
}

/** The name to call, the arguments, and whether they are made distinct first. */
export type AggregateWriting = (written: readonly Expression[], args: readonly Argument[]) => { readonly name: string; readonly args: readonly Expression[]; readonly distinct?: boolean };

function sumType(args: readonly Argument[]): DataType {
  const type = args[0]?.type ?? types.double;
  return type.name === 'DECIMAL' ? decimal(38, type.args[1] ?? 0) : type;
}

const plain = (name: string): AggregateWriting => (written) => ({ name, args: written });
const ofFirst = (args: readonly Argument[]): DataType => args[0]?.type ?? types.text;
const toDouble: AggregateWriting = (written, args) => ({ name: 'AVG', args: [args[0]?.type.name === 'DOUBLE' ? at(written, 0) : build.cast(at(written, 0), types.double)] });

/** Several columns are counted as one value: a row of them, or in SQLite, which has none, their quoted texts. */
const countRows = (join: (written: readonly Expression[]) => Expression): AggregateWriting => (written) => ({
  name: 'COUNT', args: written.length === 1 ? written : [join(written)], distinct: true,
});
const quoted = (written: readonly Expression[]): Expression =>
  written.map((value): Expression => build.call('QUOTE', [value])).reduce((left, right) => build.binary('||', build.binary('||', left, build.string(',')), right));

/** 1 for true, 0 for false: engines differ in whether booleans have a MAX. */
const truthOf = (name: string): AggregateWriting => (written) => ({ name, args: written });

/** The aggregates; each is a window function too. */
export const aggregates: Readonly<Record<AggregateName, AggregateFunction>> = {
  count: { type: () => types.integer, nullable: false, write: (written) => ({ name: 'COUNT', args: written.length === 0 ? [build.star()] : written }) },
  countDistinct: {
    type: () => types.integer, nullable: false, write: countRows((written) => build.call('ROW', written)),
    except: { sqlite: countRows(quoted), snowflake: countRows((written) => build.call('TO_JSON', [build.call('ARRAY_CONSTRUCT', written)])) },
  },
  sum: { type: sumType, nullable: true, write: plain('SUM') },
  avg: { type: () => types.double, nullable: true, write: toDouble },
  min: { type: ofFirst, nullable: true, write: plain('MIN') },
  max: { type: ofFirst, nullable: true, write: plain('MAX') },
  stddev: { type: () => types.double, nullable: true, write: plain('STDDEV_SAMP') },
  anyTrue: { type: () => types.boolean, nullable: true, write: truthOf('BOOL_OR'), except: { sqlite: truthOf('MAX'), snowflake: truthOf('BOOLOR_AGG') } },
  allTrue: { type: () => types.boolean, nullable: true, write: truthOf('BOOL_AND'), except: { sqlite: truthOf('MIN'), snowflake: truthOf('BOOLAND_AGG') } },
};
