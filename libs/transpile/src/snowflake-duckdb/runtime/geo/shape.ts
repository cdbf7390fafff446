import { raise } from '../raise.ts';

/** x and y, or longitude and latitude in degrees; more numbers (altitude) are carried along. */
export type Position = readonly number[];

/** A shape as GeoJSON has it (RFC 7946, section 3.1). An empty one has no coordinates. */
export type Shape =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'MultiPoint' | 'LineString'; readonly coordinates: readonly Position[] }
  | { readonly type: 'MultiLineString' | 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] }
  | { readonly type: 'GeometryCollection'; readonly geometries: readonly Shape[] };

/** A shape and its spatial reference: 4326 for GEOGRAPHY, any for GEOMETRY. */
export interface Placed {
  readonly shape: Shape;
  readonly srid: number;
}

/** The text a shape is stored as: GeoJSON with sorted keys, after `SRID=n;` where a GEOMETRY has one. */
export function storedText({ shape, srid }: Placed): string {
  return `${srid === 0 ? '' : `SRID=${srid};`}${geoJson(shape)}`;
}

/** What `storedText` wrote. */
export function readStored(text: string): Placed {
  const match = /^SRID=(\d+);/.exec(text);
  return { shape: JSON.parse(text.slice(match?.[0].length ?? 0)) as Shape, srid: Number(match?.[1] ?? 0) };
}

/** GeoJSON in one line, keys sorted. */
export function geoJson(shape: Shape): string {
  if (shape.type === 'GeometryCollection') return `{"geometries":[${shape.geometries.map(geoJson).join(',')}],"type":"GeometryCollection"}`;
  return `{"coordinates":${JSON.stringify(shape.coordinates)},"type":"${shape.type}"}`;
}

/** A shape's points, lines and polygons, whatever it collects. */
export interface Parts {
  readonly points: readonly Position[];
  readonly lines: readonly (readonly Position[])[];
  readonly polygons: readonly (readonly (readonly Position[])[])[];
}

/** Takes collections apart; empty parts are left out. */
export function partsOf(shape: Shape): Parts {
  switch (shape.type) {
    case 'Point': return { points: shape.coordinates.length === 0 ? [] : [shape.coordinates], lines: [], polygons: [] };
    case 'MultiPoint': return { points: shape.coordinates, lines: [], polygons: [] };
    case 'LineString': return { points: [], lines: shape.coordinates.length === 0 ? [] : [shape.coordinates], polygons: [] };
    case 'MultiLineString': return { points: [], lines: shape.coordinates, polygons: [] };
    case 'Polygon': return { points: [], lines: [], polygons: shape.coordinates.length === 0 ? [] : [shape.coordinates] };
    case 'MultiPolygon': return { points: [], lines: [], polygons: shape.coordinates };
    case 'GeometryCollection': {
      const all = shape.geometries.map(partsOf);
      return { points: all.flatMap(({ points }) => points), lines: all.flatMap(({ lines }) => lines), polygons: all.flatMap(({ polygons }) => polygons) };
    }
  }
}

/** Every position of a shape, in order. */
export function positionsOf(shape: Shape): readonly Position[] {
  const { points, lines, polygons } = partsOf(shape);
  return [...points, ...lines.flat(), ...polygons.flat(2)];
}

/** The same shape with each position changed. */
export function mapPositions(parts: Parts, change: (position: Position) => Position): Parts {
  return {
    points: parts.points.map(change),
    lines: parts.lines.map((line) => line.map(change)),
    polygons: parts.polygons.map((rings) => rings.map((ring) => ring.map(change))),
  };
}

/** The one line of a shape. @throws the function's error for any other shape. */
export function lineOf(shape: Shape, name: string): readonly Position[] {
  return shape.type === 'LineString' ? shape.coordinates : raise('100217', 'P0000', `${name} expects a LineString, got ${shape.type}`);
}

/** The one point of a shape, undefined for an empty one. @throws the function's error for any other shape. */
export function pointOf(shape: Shape, name: string): Position | undefined {
  if (shape.type !== 'Point') return raise('100217', 'P0000', `${name} expects a Point, got ${shape.type}`);
  return shape.coordinates.length === 0 ? undefined : shape.coordinates;
}
