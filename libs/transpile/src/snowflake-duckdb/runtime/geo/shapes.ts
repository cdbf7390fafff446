import { raise } from '../raise.ts';
import { geohash, geohashBox } from './geohash.ts';
import * as plane from './plane.ts';
import { readStored, geoJson, lineOf, type Parts, partsOf, type Placed, pointOf, type Position, positionsOf, type Shape, storedText } from './shape.ts';
import { simplified } from './simplify.ts';
import * as sphere from './sphere.ts';
import { wkb } from './wkb.ts';
import { wkt } from './wkt.ts';

/** What a function that gives a shape or a text is asked. */
interface Asked extends Placed {
  readonly onEarth: boolean;
  /** Its second argument: a number, another shape's stored text. */
  readonly number: number;
  readonly text: string;
}

const empty: Shape = { type: 'Point', coordinates: [] };
const point = (coordinates: Position | undefined): Shape | undefined => (coordinates === undefined ? undefined : { type: 'Point', coordinates });
const rectangle = (west: number, south: number, east: number, north: number): Shape => ({ type: 'Polygon', coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]] });

/** The nth point of a line from 1; a negative number counts from its end. */
function pointAt(shape: Shape, index: number): Shape | undefined {
  return point(lineOf(shape, 'ST_POINTN').at(index > 0 ? index - 1 : index < 0 ? index : Infinity));
}

/** Makes one line of points and lines, in order. */
function joinLines(shapes: readonly Shape[]): Shape {
  const coordinates = shapes.flatMap((shape) => {
    if (shape.type !== 'Point' && shape.type !== 'MultiPoint' && shape.type !== 'LineString') return raise('100217', 'P0000', `ST_MAKELINE expects Points, MultiPoints and LineStrings, got ${shape.type}`);
    return positionsOf(shape);
  });
  return { type: 'LineString', coordinates };
}

function polygonOf(shape: Shape): Shape {
  const ring = lineOf(shape, 'ST_MAKEPOLYGON');
  const [first, last] = [ring[0], ring.at(-1)];
  if (first === undefined || last === undefined || ring.length < 4 || first[0] !== last[0] || first[1] !== last[1]) return raise('100217', 'P0000', 'ST_MAKEPOLYGON expects a closed LineString of four points or more');
  return { type: 'Polygon', coordinates: [ring] };
}

/** One shape of several: points, lines or polygons of one kind as a multi-shape, a mixture as a collection. */
export function collect(shapes: readonly Shape[]): Shape {
  const { points, lines, polygons } = partsOf({ type: 'GeometryCollection', geometries: shapes });
  const flat = shapes.every(({ type }) => type !== 'GeometryCollection');
  if (flat && lines.length + polygons.length === 0) return { type: 'MultiPoint', coordinates: points };
  if (flat && points.length + polygons.length === 0) return { type: 'MultiLineString', coordinates: lines };
  if (flat && points.length + lines.length === 0) return { type: 'MultiPolygon', coordinates: polygons };
  return { type: 'GeometryCollection', geometries: shapes };
}

function envelope(shape: Shape): Shape {
  const all = positionsOf(shape);
  if (all.length === 0) return empty;
  const [xs, ys] = [all.map(plane.x), all.map(plane.y)];
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  if (west === east && south === north) return { type: 'Point', coordinates: [west, south] };
  if (west === east || south === north) return { type: 'LineString', coordinates: [[west, south], [east, north]] };
  return rectangle(west, south, east, north);
}

function centre(parts: Parts, onEarth: boolean): Shape | undefined {
  const found = onEarth ? sphere.centroid(parts) : plane.centroid(parts);
  // Nine digits behind the point are a tenth of a millimetre; what is beyond is the arithmetic's.
  return point(onEarth ? found?.map((each) => Number(each.toFixed(12))) : found);
}

function ofGeohash(text: string, length: number, make: (west: number, south: number, east: number, north: number) => Shape): Shape {
  const box = geohashBox(length > 0 ? text.slice(0, length) : text);
  return box === undefined ? raise('100217', 'P0000', `Invalid geohash '${text}'`) : make(box.west, box.south, box.east, box.north);
}

/** Digits that a geohash's corners keep. */
const digits = (value: number): number => Number(value.toPrecision(15));

/** The functions that give a shape, by name; undefined is NULL. */
export const shapeFunctions: Readonly<Record<string, (asked: Asked) => Shape | undefined>> = {
  ST_STARTPOINT: ({ shape }) => point(lineOf(shape, 'ST_STARTPOINT')[0]),
  ST_ENDPOINT: ({ shape }) => point(lineOf(shape, 'ST_ENDPOINT').at(-1)),
  ST_POINTN: ({ shape, number }) => pointAt(shape, number),
  ST_MAKELINE: ({ shape, text }) => joinLines([shape, readStored(text).shape]),
  ST_MAKEPOLYGON: ({ shape }) => polygonOf(shape),
  ST_COLLECT: ({ shape, text }) => collect([shape, readStored(text).shape]),
  ST_ENVELOPE: ({ shape }) => envelope(shape),
  ST_CENTROID: ({ shape, onEarth }) => centre(partsOf(shape), onEarth),
  ST_SIMPLIFY: ({ shape, number, onEarth }) => simplified(shape, number, onEarth),
};

const hash = ({ shape, number }: Asked): string | undefined => {
  const position = pointOf(shape, 'ST_GEOHASH');
  return position === undefined ? undefined : geohash(plane.x(position), plane.y(position), number);
};

/** The functions that give a text. */
export const textFunctions: Readonly<Record<string, (asked: Asked) => string | undefined>> = {
  ST_ASGEOJSON: ({ shape }) => geoJson(shape),
  ST_ASWKT: ({ shape }) => wkt(shape),
  ST_ASEWKT: ({ shape, srid, onEarth }) => `SRID=${onEarth ? 4326 : srid};${wkt(shape)}`,
  ST_ASWKB: ({ shape }) => wkb(shape),
  ST_ASEWKB: ({ shape, srid, onEarth }) => wkb(shape, onEarth ? 4326 : srid),
  ST_GEOHASH: hash,
};

/** ST_GEOGFROMGEOHASH and its like, from a geohash and the number of its letters that count (0: all). */
export const geohashFunctions: Readonly<Record<string, (text: string, length: number) => string>> = {
  BOX: (text, length) => storedText({ srid: 0, shape: ofGeohash(text, length, (...corners) => rectangle(digits(corners[0]), digits(corners[1]), digits(corners[2]), digits(corners[3]))) }),
  POINT: (text, length) => storedText({ srid: 0, shape: ofGeohash(text, length, (west, south, east, north) => ({ type: 'Point', coordinates: [digits((west + east) / 2), digits((south + north) / 2)] })) }),
};
