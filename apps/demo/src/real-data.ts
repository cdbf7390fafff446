import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { errors } from './errors.ts';

/** Where the files of the `vega-datasets` package are: 3 million US flights of 2001, and 3,376 airports. */
export function realData(): { readonly flights: string; readonly airports: string } {
  try {
    const folder = join(dirname(createRequire(import.meta.url).resolve('vega-datasets')), '../data');
    return { flights: join(folder, 'flights-3m.parquet'), airports: join(folder, 'airports.csv') };
  } catch (cause) {
    throw errors.DEMO_NO_DATA.error({ package: 'vega-datasets' }, {}, { cause });
  }
}
