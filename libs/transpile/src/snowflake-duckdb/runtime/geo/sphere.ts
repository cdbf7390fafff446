import { raise } from '../raise.ts';
import { type Segment, segmentsOf, x, y } from './plane.ts';
import { mapPositions, type Parts, type Position } from './shape.ts';

/** The radius of the sphere, in metres, that Snowflake's GEOGRAPHY measures on: one degree of the equator is 111,195.101177484 m. */
const radius = 6_371_010;
const radians = Math.PI / 180;

type Vector = readonly [number, number, number];

const unit = (position: Position): Vector => {
  const [longitude, latitude] = [x(position) * radians, y(position) * radians];
  return [Math.cos(latitude) * Math.cos(longitude), Math.cos(latitude) * Math.sin(longitude), Math.sin(latitude)];
};
const degrees = ([a, b, c]: Vector): Position => [Math.atan2(b, a) / radians, Math.atan2(c, Math.hypot(a, b)) / radians];
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
const length = (a: Vector): number => Math.hypot(...a);
const scaled = (a: Vector, factor: number): Vector => [a[0] * factor, a[1] * factor, a[2] * factor];
const sum = (all: readonly Vector[]): Vector => all.reduce<Vector>((a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]], [0, 0, 0]);

/** The angle between two positions, by the haversine, which is exact for near ones. */
export function angle(a: Position, b: Position): number {
  const [p, q] = [y(a) * radians, y(b) * radians];
  const half = Math.sin((q - p) / 2) ** 2 + Math.cos(p) * Math.cos(q) * Math.sin(((x(b) - x(a)) * radians) / 2) ** 2;
  return 2 * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** Metres along the great circle. */
export const metres = (a: Position, b: Position): number => angle(a, b) * radius;

/** Metres from a point to a great-circle arc. */
export function toArc(point: Position, [from, to]: Segment): number {
  const [p, a, b] = [unit(point), unit(from), unit(to)];
  const normal = cross(a, b);
  const size = length(normal);
  const beside = size > 0 && dot(cross(normal, a), p) >= 0 && dot(cross(b, normal), p) >= 0;
  return beside ? Math.asin(Math.min(1, Math.abs(dot(normal, p)) / size)) * radius : Math.min(metres(point, from), metres(point, to));
}

/** The least distance in metres between shapes that do not meet. */
export function apart(a: Parts, b: Parts, segments: (parts: Parts) => readonly Segment[]): number {
  const [ours, theirs] = [segments(a), segments(b)];
  const distances = [
    ...a.points.flatMap((p) => b.points.map((q) => metres(p, q))),
    ...[...a.points, ...ours.flat()].flatMap((p) => theirs.map((arc) => toArc(p, arc))),
    ...[...b.points, ...theirs.flat()].flatMap((p) => ours.map((arc) => toArc(p, arc))),
  ];
  return distances.reduce((least, each) => Math.min(least, each), Infinity);
}

/** The area in square metres inside a ring, whichever way it runs: the smaller of the two sides. */
function ringArea(ring: readonly Position[]): number {
  const [origin, ...rest] = ring.slice(0, -1).map(unit);
  if (origin === undefined) return 0;
  const excess = rest.slice(1).reduce((total, b, i) => {
    const a = rest[i] ?? b;
    // The signed solid angle of a triangle (van Oosterom and Strackee).
    return total + 2 * Math.atan2(dot(origin, cross(a, b)), 1 + dot(origin, a) + dot(a, b) + dot(b, origin));
  }, 0);
  const size = Math.abs(excess);
  return Math.min(size, 4 * Math.PI - size) * radius * radius;
}

/** The area of a polygon in square metres. */
export function area([outer = [], ...holes]: readonly (readonly Position[])[]): number {
  return ringArea(outer) - holes.reduce((total, hole) => total + ringArea(hole), 0);
}

/** The centre of what has the most dimensions, on the sphere: the direction of the integral over areas, lines or points. */
export function centroid({ points, lines, polygons }: Parts): Position | undefined {
  const vectors = polygons.length > 0 ? polygons.flatMap((rings) => rings.map((ring, i) => ringMoment(ring, i === 0 ? 1 : -1)))
    : lines.length > 0 ? lines.flatMap(segmentsOf).map(([a, b]) => arcMoment(unit(a), unit(b))) : points.map(unit);
  const total = sum(vectors);
  return length(total) === 0 ? undefined : degrees(total);
}

/** The integral of the position along an arc: twice the tangent of half its angle times the middle of its ends. */
function arcMoment(a: Vector, b: Vector): Vector {
  const both = sum([a, b]);
  return scaled(both, length(sum([a, scaled(b, -1)])) / length(both));
}

/** The integral of the position over a ring's inside: half the sum of each arc's angle times its unit normal. */
function ringMoment(ring: readonly Position[], sign: number): Vector {
  const moment = scaled(sum(segmentsOf(ring).map(([from, to]) => {
    const normal = cross(unit(from), unit(to));
    const size = length(normal);
    return size === 0 ? [0, 0, 0] : scaled(normal, angle(from, to) / size);
  })), 0.5);
  return scaled(moment, (dot(moment, sum(ring.map(unit))) < 0 ? -1 : 1) * sign);
}

/** The direction from one point to another in radians, clockwise from north. */
export function azimuth(from: Position, to: Position): number | undefined {
  const [p, q, turn] = [y(from) * radians, y(to) * radians, (x(to) - x(from)) * radians];
  const [east, north] = [Math.sin(turn) * Math.cos(q), Math.cos(p) * Math.sin(q) - Math.sin(p) * Math.cos(q) * Math.cos(turn)];
  if (x(from) === x(to) && y(from) === y(to)) return undefined;
  return (Math.atan2(east, north) + 2 * Math.PI) % (2 * Math.PI);
}

/** The greatest and least latitude that an arc reaches, which may lie between its ends. */
export function arcLatitudes([from, to]: Segment): readonly number[] {
  const [a, b] = [unit(from), unit(to)];
  const normal = cross(a, b);
  const top = cross(cross(normal, [0, 0, 1]), normal);
  const between = (v: Vector): boolean => dot(cross(normal, a), v) > 0 && dot(cross(b, normal), v) > 0;
  const extremes = length(normal) === 0 || length(top) === 0 ? [] : [top, scaled(top, -1)].filter(between).map((v) => y(degrees(v)));
  return [y(from), y(to), ...extremes];
}

/**
 * Two shapes on a plane where great circles are straight lines (the gnomonic projection), so that the plane's tests hold for the sphere.
 *
 * @throws the error of the user's data where they do not lie on one half of the earth.
 */
export function projected(a: Parts, b: Parts): readonly [Parts, Parts] {
  const all = [a, b].flatMap(({ points, lines, polygons }) => [...points, ...lines.flat(), ...polygons.flat(2)]).map(unit);
  const total = sum(all);
  const centre = scaled(total, 1 / (length(total) || 1));
  if (all.some((vector) => dot(vector, centre) < 1e-3)) raise('100217', 'P0000', 'Shapes that reach around more than half of the earth cannot be compared');
  const east = Math.abs(centre[2]) > 0.9 ? cross([0, 1, 0], centre) : cross([0, 0, 1], centre);
  const across = scaled(east, 1 / length(east));
  const up = cross(centre, across);
  const project = (position: Position): Position => {
    const vector = unit(position);
    const depth = dot(vector, centre);
    return [dot(vector, across) / depth, dot(vector, up) / depth];
  };
  return [mapPositions(a, project), mapPositions(b, project)];
}
