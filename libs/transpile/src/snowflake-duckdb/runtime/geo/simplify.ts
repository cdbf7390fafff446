import { toSegment } from './plane.ts';
import type { Position, Shape } from './shape.ts';
import { toArc } from './sphere.ts';

/** A shape without the vertices that lie nearer than `tolerance` (metres on the earth) to the line without them: Douglas and Peucker. */
export function simplified(shape: Shape, tolerance: number, onEarth: boolean): Shape {
  const line = (positions: readonly Position[]): readonly Position[] => thin(positions, tolerance, onEarth ? toArc : toSegment);
  const ring = (positions: readonly Position[]): readonly Position[] => {
    const thinned = line(positions);
    return thinned.length < 4 ? positions : thinned;
  };
  switch (shape.type) {
    case 'Point': case 'MultiPoint': return shape;
    case 'LineString': return { ...shape, coordinates: line(shape.coordinates) };
    case 'MultiLineString': return { ...shape, coordinates: shape.coordinates.map(line) };
    case 'Polygon': return { ...shape, coordinates: shape.coordinates.map(ring) };
    case 'MultiPolygon': return { ...shape, coordinates: shape.coordinates.map((rings) => rings.map(ring)) };
    case 'GeometryCollection': return { ...shape, geometries: shape.geometries.map((each) => simplified(each, tolerance, onEarth)) };
  }
}

function thin(line: readonly Position[], tolerance: number, distance: (point: Position, segment: readonly [Position, Position]) => number): readonly Position[] {
  const [first, last] = [line[0], line.at(-1)];
  if (first === undefined || last === undefined || line.length < 3) return line;
  let farthest = 0;
  let split = 0;
  line.slice(1, -1).forEach((position, i) => {
    const away = distance(position, [first, last]);
    if (away > farthest) [farthest, split] = [away, i + 1];
  });
  if (farthest <= tolerance) return [first, last];
  return [...thin(line.slice(0, split + 1), tolerance, distance).slice(0, -1), ...thin(line.slice(split), tolerance, distance)];
}
