import { build, type Expression } from '@millrace/sql-ir';
import { types } from '../data-types.ts';
import { always, at, type ScalarFunction } from './function-record.ts';

export type DateName = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'addDays' | 'daysBetween' | 'dateOf';

function part(name: string, format: string): ScalarFunction {
  return {
    type: always(types.integer),
    nullable: 'any',
    write: (written) => build.cast(build.call('DATE_PART', [build.string(name), at(written, 0)]), types.integer),
    except: { sqlite: (written) => build.cast(build.call('STRFTIME', [build.string(format), at(written, 0)]), types.integer) },
  };
}

const julian = (value: Expression): Expression => build.call('JULIANDAY', [value]);

/** Dates, in the proleptic Gregorian calendar. */
export const dates: Readonly<Record<DateName, ScalarFunction>> = {
  year: part('year', '%Y'),
  month: part('month', '%m'),
  day: part('day', '%d'),
  hour: part('hour', '%H'),
  minute: part('minute', '%M'),
  dateOf: {
    type: always(types.date), nullable: 'any', write: (written) => build.cast(at(written, 0), types.date),
    except: { sqlite: (written) => build.call('DATE', [at(written, 0)]) },
  },
  addDays: {
    type: always(types.date), nullable: 'any', write: (written) => build.binary('+', at(written, 0), at(written, 1)),
    except: {
      sqlite: (written) => build.call('DATE', [at(written, 0), build.binary('||', build.cast(build.cast(at(written, 1), types.integer), types.text), build.string(' days'))]),
      snowflake: (written) => build.call('DATEADD', [build.string('day'), at(written, 1), at(written, 0)]),
    },
  },
  daysBetween: {
    type: always(types.integer), nullable: 'any', write: (written) => build.binary('-', at(written, 1), at(written, 0)),
    except: {
      sqlite: (written) => build.cast(build.binary('-', julian(at(written, 1)), julian(at(written, 0))), types.integer),
      snowflake: (written) => build.call('DATEDIFF', [build.string('day'), at(written, 0), at(written, 1)]),
    },
  },
};
