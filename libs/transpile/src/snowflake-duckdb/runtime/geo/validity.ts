import { segmentsOf } from './plane.ts';
import { segmentsMeet } from './relate.ts';
import type { Position } from './shape.ts';

/** Whether a ring's segments meet elsewhere than at their common ends. */
export function crossesItself(ring: readonly Position[]): boolean {
  const segments = segmentsOf(ring);
  return segments.some((one, i) => segments.some((other, j) => j > i + 1 && !(i === 0 && j === segments.length - 1) && segmentsMeet(one, other)));
}
