import { allSegments, distance, type Segment, segmentsOf, toSegment, x, y } from './plane.ts';
import type { Parts, Position } from './shape.ts';

/** Which side of a segment a point lies on: positive to the left, 0 on its line. */
const side = ([a, b]: Segment, p: Position): number => {
  const value = (x(b) - x(a)) * (y(p) - y(a)) - (y(b) - y(a)) * (x(p) - x(a));
  const scale = Math.abs(x(b) - x(a)) + Math.abs(y(b) - y(a)) + Math.abs(x(p) - x(a)) + Math.abs(y(p) - y(a));
  return Math.abs(value) <= 1e-12 * scale * scale ? 0 : value;
};

const within = ([a, b]: Segment, p: Position): boolean =>
  x(p) >= Math.min(x(a), x(b)) - tolerance && x(p) <= Math.max(x(a), x(b)) + tolerance && y(p) >= Math.min(y(a), y(b)) - tolerance && y(p) <= Math.max(y(a), y(b)) + tolerance;
const tolerance = 1e-12;
const onSegment = (segment: Segment, p: Position): boolean => side(segment, p) === 0 && within(segment, p);

/** Whether two segments share a point. */
export function segmentsMeet(one: Segment, other: Segment): boolean {
  const [a, b, c, d] = [side(other, one[0]), side(other, one[1]), side(one, other[0]), side(one, other[1])];
  if (((a > 0 && b < 0) || (a < 0 && b > 0)) && ((c > 0 && d < 0) || (c < 0 && d > 0))) return true;
  return onSegment(other, one[0]) || onSegment(other, one[1]) || onSegment(one, other[0]) || onSegment(one, other[1]);
}

/** Where a point lies: inside the polygon, on its boundary, or outside. */
function locate(rings: readonly (readonly Position[])[], p: Position): 'inside' | 'boundary' | 'outside' {
  let inside = false;
  for (const ring of rings) {
    for (const segment of segmentsOf(ring)) {
      if (onSegment(segment, p)) return 'boundary';
      const [a, b] = segment;
      if (y(a) > y(p) !== y(b) > y(p) && x(p) < ((x(b) - x(a)) * (y(p) - y(a))) / (y(b) - y(a)) + x(a)) inside = !inside;
    }
  }
  return inside ? 'inside' : 'outside';
}

const inPolygons = ({ polygons }: Parts, p: Position): boolean => polygons.some((rings) => locate(rings, p) !== 'outside');
const strictlyIn = ({ polygons }: Parts, p: Position): boolean => polygons.some((rings) => locate(rings, p) === 'inside');
const same = (a: Position, b: Position): boolean => x(a) === x(b) && y(a) === y(b);

/** Whether the shape has the point. */
function hasPoint(shape: Parts, p: Position): boolean {
  return inPolygons(shape, p) || shape.lines.some((line) => segmentsOf(line).some((segment) => onSegment(segment, p))) || shape.points.some((point) => same(point, p));
}

/** Whether two shapes share a point. */
export function intersects(a: Parts, b: Parts): boolean {
  if (a.points.some((p) => hasPoint(b, p)) || b.points.some((p) => hasPoint(a, p))) return true;
  const [ours, theirs] = [allSegments(a), allSegments(b)];
  if (ours.some(([p]) => inPolygons(b, p)) || theirs.some(([p]) => inPolygons(a, p))) return true;
  return ours.some((one) => theirs.some((other) => segmentsMeet(one, other)));
}

/** The middles of the pieces into which the other shape's segments and points cut a segment. */
function middles([a, b]: Segment, cuts: readonly Segment[], points: readonly Position[]): readonly Position[] {
  const [dx, dy] = [x(b) - x(a), y(b) - y(a)];
  const square = dx * dx + dy * dy;
  const shares = [0, 1, ...points.map((p) => share(p)), ...cuts.flatMap(([c, d]) => [share(c), share(d), crossing([a, b], [c, d])])].filter((value) => value >= 0 && value <= 1).toSorted((one, other) => one - other);
  function share(p: Position): number {
    return square === 0 || side([a, b], p) !== 0 ? -1 : ((x(p) - x(a)) * dx + (y(p) - y(a)) * dy) / square;
  }
  return shares.slice(1).flatMap((end, i) => {
    const start = shares[i] ?? 0;
    return end - start <= 1e-12 ? [] : [[x(a) + ((start + end) / 2) * dx, y(a) + ((start + end) / 2) * dy]];
  });
}

/** How far along the first segment the second one's line crosses it; -1 where it does not. */
function crossing([a, b]: Segment, [c, d]: Segment): number {
  const determinant = (x(b) - x(a)) * (y(d) - y(c)) - (y(b) - y(a)) * (x(d) - x(c));
  return determinant === 0 ? -1 : ((x(c) - x(a)) * (y(d) - y(c)) - (y(c) - y(a)) * (x(d) - x(c))) / determinant;
}

/** Whether no point of b lies outside a. */
export function covers(a: Parts, b: Parts): boolean {
  const cuts = allSegments(a);
  if (b.points.length + b.lines.length + b.polygons.length === 0) return false;
  if (!b.points.every((p) => hasPoint(a, p))) return false;
  if (!allSegments(b).every((segment) => [segment[0], segment[1], ...middles(segment, cuts, a.points)].every((p) => hasPoint(a, p)))) return false;
  if (b.polygons.length === 0) return true;
  // A line covers no area, and a hole of a must not open inside b.
  const borders = allSegments(b);
  const inner = a.polygons.flatMap((rings) => rings.slice(1)).flatMap(segmentsOf);
  return a.polygons.length > 0 && !inner.some((segment) => middles(segment, borders, []).some((p) => strictlyIn(b, p)));
}

/** As `covers`, and the insides meet: what lies on a's boundary alone is not contained. Rule: OGC 06-103r4, section 6.1.15. */
export function contains(a: Parts, b: Parts): boolean {
  if (!covers(a, b)) return false;
  if (b.polygons.length > 0) return true;
  const cuts = allSegments(a);
  const interior = (p: Position): boolean => strictlyIn(a, p) || a.points.some((point) => same(point, p)) || (a.lines.some((line) => segmentsOf(line).some((segment) => onSegment(segment, p))) && !isEnd(a, p));
  return b.points.some(interior) || b.lines.some((line) => segmentsOf(line).some((segment) => middles(segment, cuts, []).some(interior)));
}

/** An end of an odd number of lines is their boundary. */
const isEnd = ({ lines }: Parts, p: Position): boolean => lines.flatMap((line) => [line[0], line.at(-1)]).filter((end) => end !== undefined && same(end, p)).length % 2 === 1;

/** The least distance between two shapes that do not meet. */
export function apart(a: Parts, b: Parts): number {
  const [ours, theirs] = [allSegments(a), allSegments(b)];
  const [here, there] = [[...a.points, ...ours.flat()], [...b.points, ...theirs.flat()]];
  let least = Infinity;
  for (const p of here) {
    for (const q of b.points) least = Math.min(least, distance(p, q));
    for (const segment of theirs) least = Math.min(least, toSegment(p, segment));
  }
  for (const q of there) for (const segment of ours) least = Math.min(least, toSegment(q, segment));
  return least;
}
