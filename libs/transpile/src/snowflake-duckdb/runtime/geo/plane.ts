import type { Parts, Position } from './shape.ts';

/** The plane's measures; `relate.ts` tells how two shapes lie. All over x and y alone. */
export const x = (position: Position): number => position[0] ?? 0;
export const y = (position: Position): number => position[1] ?? 0;
export type Segment = readonly [Position, Position];

/** The segments of a chain of positions. */
export function segmentsOf(line: readonly Position[]): readonly Segment[] {
  return line.slice(1).map((end, i): Segment => [line[i] ?? end, end]);
}

/** All segments of a shape: its lines and its polygons' rings. */
export function allSegments({ lines, polygons }: Parts): readonly Segment[] {
  return [...lines.flatMap(segmentsOf), ...polygons.flat().flatMap(segmentsOf)];
}

export const distance = (a: Position, b: Position): number => Math.hypot(x(a) - x(b), y(a) - y(b));

/** The distance from a point to a segment. */
export function toSegment(point: Position, [from, to]: Segment): number {
  const [dx, dy] = [x(to) - x(from), y(to) - y(from)];
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.max(0, Math.min(1, ((x(point) - x(from)) * dx + (y(point) - y(from)) * dy) / square));
  return Math.hypot(x(from) + share * dx - x(point), y(from) + share * dy - y(point));
}

/** Twice the signed area of a ring: positive counter-clockwise. */
export const shoelace = (ring: readonly Position[]): number => segmentsOf(ring).reduce((sum, [a, b]) => sum + x(a) * y(b) - x(b) * y(a), 0);

/** The area of a polygon: its outer ring without its holes. */
export function area([outer = [], ...holes]: readonly (readonly Position[])[]): number {
  return Math.abs(shoelace(outer)) / 2 - holes.reduce((sum, hole) => sum + Math.abs(shoelace(hole)) / 2, 0);
}

/** The centre of mass of what has the most dimensions: of areas, else of lines, else of points. */
export function centroid({ points, lines, polygons }: Parts): Position | undefined {
  if (polygons.length > 0) return weighted(polygons.flatMap((rings) => rings.flatMap((ring, i) => ringMoments(ring, i === 0 ? 1 : -1)))) ?? centroid({ points, lines: polygons.flat(), polygons: [] });
  if (lines.length > 0) return weighted(lines.flatMap(segmentsOf).map(([a, b]) => ({ at: [(x(a) + x(b)) / 2, (y(a) + y(b)) / 2], weight: distance(a, b) }))) ?? lines[0]?.[0];
  return weighted(points.map((at) => ({ at, weight: 1 })));
}

interface Mass {
  readonly at: Position;
  readonly weight: number;
}

/** A ring as triangles over its first corner; whichever way it runs its mass has the given sign. */
function ringMoments(ring: readonly Position[], sign: number): readonly Mass[] {
  const [origin = [0, 0]] = ring;
  const direction = shoelace(ring) < 0 ? -sign : sign;
  return segmentsOf(ring).map(([a, b]) => ({
    at: [(x(origin) + x(a) + x(b)) / 3, (y(origin) + y(a) + y(b)) / 3],
    weight: direction * ((x(a) - x(origin)) * (y(b) - y(origin)) - (x(b) - x(origin)) * (y(a) - y(origin))) / 2,
  }));
}

function weighted(masses: readonly Mass[]): Position | undefined {
  const total = masses.reduce((sum, { weight }) => sum + weight, 0);
  if (masses.length === 0 || total === 0) return undefined;
  return [masses.reduce((sum, { at, weight }) => sum + x(at) * weight, 0) / total, masses.reduce((sum, { at, weight }) => sum + y(at) * weight, 0) / total];
}
