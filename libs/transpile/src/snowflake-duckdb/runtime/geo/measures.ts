import { raise } from '../raise.ts';
import * as plane from './plane.ts';
import * as related from './relate.ts';
import { type Parts, partsOf, pointOf, type Position, positionsOf, type Shape } from './shape.ts';
import * as sphere from './sphere.ts';

/** What a function that gives a number is asked: a shape, perhaps another, and which of the two models it lies in. */
export interface Measured {
  readonly shape: Shape;
  readonly other: Shape | undefined;
  readonly srid: number;
  readonly onEarth: boolean;
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);
const lengthOf = (lines: readonly (readonly Position[])[], onEarth: boolean): number =>
  total(lines.flatMap(plane.segmentsOf).map(([a, b]) => (onEarth ? sphere.metres(a, b) : plane.distance(a, b))));

/** Both shapes where their meeting can be told by straight lines. */
export function comparable(a: Parts, b: Parts, onEarth: boolean): readonly [Parts, Parts] {
  return onEarth ? sphere.projected(a, b) : [a, b];
}

/** The least distance between two shapes: 0 where they meet, undefined where one is empty. */
export function distanceOf(a: Parts, b: Parts, onEarth: boolean): number | undefined {
  const count = (parts: Parts): number => parts.points.length + parts.lines.length + parts.polygons.length;
  if (count(a) === 0 || count(b) === 0) return undefined;
  const onlyPoints = a.lines.length + a.polygons.length + b.lines.length + b.polygons.length === 0;
  if (!onlyPoints) {
    const [here, there] = comparable(a, b, onEarth);
    if (related.intersects(here, there)) return 0;
  }
  return onEarth ? sphere.apart(a, b, plane.allSegments) : related.apart(a, b);
}

/** The greatest distance from a vertex of one shape to the nearest of the other, both ways; degrees on the earth. */
function hausdorff(a: readonly Position[], b: readonly Position[], onEarth: boolean): number {
  const between = (p: Position, q: Position): number => (onEarth ? sphere.angle(p, q) * (180 / Math.PI) : plane.distance(p, q));
  const farthest = (from: readonly Position[], to: readonly Position[]): number => Math.max(...from.map((p) => Math.min(...to.map((q) => between(p, q)))));
  return Math.max(farthest(a, b), farthest(b, a));
}

function extreme(axis: 0 | 1, pick: (...values: readonly number[]) => number) {
  return ({ shape, onEarth }: Measured): number | undefined => {
    const values = positionsOf(shape).map((position) => position[axis] ?? 0);
    const arcs = onEarth && axis === 1 ? plane.allSegments(partsOf(shape)).flatMap(sphere.arcLatitudes) : [];
    return values.length === 0 ? undefined : pick(...values, ...arcs);
  };
}

const bearing = ({ shape, other, onEarth }: Measured): number | undefined => {
  const [from, to] = [pointOf(shape, 'ST_AZIMUTH'), other === undefined ? undefined : pointOf(other, 'ST_AZIMUTH')];
  if (from === undefined || to === undefined) return undefined;
  if (onEarth) return sphere.azimuth(from, to);
  const [east, north] = [plane.x(to) - plane.x(from), plane.y(to) - plane.y(from)];
  return east === 0 && north === 0 ? undefined : (Math.atan2(east, north) + 2 * Math.PI) % (2 * Math.PI);
};

/** The functions that give a number, by name; undefined is NULL. */
export const measures: Readonly<Record<string, (asked: Measured) => number | undefined>> = {
  ST_X: ({ shape }) => pointOf(shape, 'ST_X')?.[0],
  ST_Y: ({ shape }) => pointOf(shape, 'ST_Y')?.[1],
  ST_XMIN: extreme(0, Math.min), ST_XMAX: extreme(0, Math.max), ST_YMIN: extreme(1, Math.min), ST_YMAX: extreme(1, Math.max),
  ST_SRID: ({ srid, onEarth }) => (onEarth ? 4326 : srid),
  ST_DIMENSION: ({ shape }) => {
    const { lines, polygons } = partsOf(shape);
    return polygons.length > 0 ? 2 : lines.length > 0 ? 1 : 0;
  },
  ST_NPOINTS: ({ shape }) => positionsOf(shape).length,
  ST_LENGTH: ({ shape, onEarth }) => lengthOf(partsOf(shape).lines, onEarth),
  ST_PERIMETER: ({ shape, onEarth }) => lengthOf(partsOf(shape).polygons.flat(), onEarth),
  ST_AREA: ({ shape, onEarth }) => total(partsOf(shape).polygons.map((rings) => (onEarth ? sphere.area(rings) : plane.area(rings)))),
  ST_DISTANCE: ({ shape, other, onEarth }) => (other === undefined ? undefined : distanceOf(partsOf(shape), partsOf(other), onEarth)),
  ST_AZIMUTH: bearing,
  ST_HAUSDORFFDISTANCE: ({ shape, other, onEarth }) => (other === undefined ? undefined : hausdorff(positionsOf(shape), positionsOf(other), onEarth)),
};

/** The functions that give a truth value. */
export const tests: Readonly<Record<string, (a: Parts, b: Parts, onEarth: boolean, limit: number) => boolean | undefined>> = {
  ST_INTERSECTS: (a, b, onEarth) => related.intersects(...comparable(a, b, onEarth)),
  ST_DISJOINT: (a, b, onEarth) => !related.intersects(...comparable(a, b, onEarth)),
  ST_CONTAINS: (a, b, onEarth) => related.contains(...comparable(a, b, onEarth)),
  ST_WITHIN: (a, b, onEarth) => related.contains(...comparable(b, a, onEarth)),
  ST_COVERS: (a, b, onEarth) => related.covers(...comparable(a, b, onEarth)),
  ST_COVEREDBY: (a, b, onEarth) => related.covers(...comparable(b, a, onEarth)),
  ST_DWITHIN: (a, b, onEarth, limit) => {
    const distance = distanceOf(a, b, onEarth);
    return distance === undefined ? undefined : distance <= limit;
  },
};

/** Refuses two geometries of different reference systems, as Snowflake does. */
export function sameReference(a: number, b: number, name: string): void {
  if (a !== b) raise('100217', 'P0000', `${name}: incompatible spatial reference identifiers ${a} and ${b}`);
}

