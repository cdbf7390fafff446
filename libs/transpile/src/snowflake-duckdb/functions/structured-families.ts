import { arrays } from './arrays.ts';
import { geospatial } from './geospatial.ts';
import { h3 } from './h3.ts';
import { higherOrder } from './higher-order.ts';
import { maps } from './maps.ts';
import { objects } from './objects.ts';
import type { FunctionRecord } from './record.ts';
import { semiStructured } from './semi-structured.ts';
import { variantTypes } from './variant-types.ts';
import { xml } from './xml.ts';

/** The families of values that hold values: variants, arrays, objects, maps and shapes. */
export const structuredFamilies: readonly FunctionRecord[] = [
  ...semiStructured, ...arrays, ...objects, ...maps, ...variantTypes, ...higherOrder, ...xml, ...geospatial, ...h3,
];
