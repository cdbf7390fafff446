import { raise } from '../raise.ts';
import { partsOf, type Placed, positionsOf, type Shape } from './shape.ts';
import { readWkb } from './wkb.ts';
import { readWkt, ShapeError } from './wkt.ts';
import { crossesItself } from './validity.ts';

const types: ReadonlySet<string> = new Set(['Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon', 'GeometryCollection']);

/**
 * A shape from any text that Snowflake takes: WKT, EWKT, GeoJSON, and WKB or EWKB in hexadecimal.
 *
 * @throws ShapeError. Rule: https://docs.snowflake.com/en/sql-reference/data-types-geospatial
 */
function parseShape(text: string): Placed {
  const plain = text.trim();
  if (plain.startsWith('{')) return { shape: readGeoJson(plain), srid: 0 };
  if (/^[0-9A-Fa-f]{10,}$/.test(plain)) return readWkb(Buffer.from(plain, 'hex'));
  const match = /^SRID=(\d+);/i.exec(plain);
  if (match !== null && plain[match[0].length] === '{') return { shape: readGeoJson(plain.slice(match[0].length)), srid: Number(match[1]) };
  return { shape: readWkt(plain.slice(match?.[0].length ?? 0)), srid: Number(match?.[1] ?? 0) };
}

function readGeoJson(text: string): Shape {
  const value = JSON.parse(text) as { readonly type?: string; readonly geometry?: unknown; readonly features?: readonly { readonly geometry?: unknown }[] };
  if (value.type === 'Feature') return readGeoJson(JSON.stringify(value.geometry));
  if (value.type === 'FeatureCollection') return { type: 'GeometryCollection', geometries: (value.features ?? []).map(({ geometry }) => readGeoJson(JSON.stringify(geometry))) };
  if (value.type === undefined || !types.has(value.type) || !('coordinates' in value || 'geometries' in value)) throw new ShapeError('not GeoJSON');
  const { type, ...rest } = value;
  return { ...rest, type } as Shape;
}

/** Why a shape is not valid, undefined for one that is. Rings close, have four points and do not cross themselves; degrees stay in range. */
export function invalidity(shape: Shape, onEarth: boolean): string | undefined {
  const { lines, polygons } = partsOf(shape);
  for (const line of lines) if (line.length < 2) return 'a line needs two points';
  for (const ring of polygons.flat()) {
    const [first] = ring;
    const last = ring.at(-1);
    if (first === undefined || last === undefined || first[0] !== last[0] || first[1] !== last[1]) return 'Polygon loop is not closed';
    if (ring.length < 4) return 'Polygon loop should have at least 3 different vertices';
    if (crossesItself(ring)) return 'Polygon has self-intersections';
  }
  if (onEarth && positionsOf(shape).some(([x = 0, y = 0]) => Math.abs(x) > 180 || Math.abs(y) > 90)) return 'Invalid Lng/Lat pair';
  return undefined;
}

/**
 * TO_GEOGRAPHY and TO_GEOMETRY.
 *
 * @param srid for a GEOMETRY: given beside the text; it wins over the text's own.
 * @throws the error of the user's data.
 */
export function toShape(text: string, onEarth: boolean, srid: number | undefined, allowInvalid: boolean): Placed {
  try {
    const placed = parseShape(text);
    const reason = allowInvalid ? undefined : invalidity(placed.shape, onEarth);
    if (reason !== undefined) throw new ShapeError(reason);
    if (onEarth && placed.srid !== 0 && placed.srid !== 4326) throw new ShapeError(`only SRID 4326 is a geography, got ${placed.srid}`);
    return { shape: placed.shape, srid: onEarth ? 0 : (srid ?? placed.srid) };
  } catch (error) {
    if (!(error instanceof ShapeError) && !(error instanceof SyntaxError)) throw error;
    return raise('100217', 'P0000', `Error parsing Geo input: ${text}. Did not recognize valid GeoJSON, (E)WKT or (E)WKB: ${error.message}`);
  }
}
