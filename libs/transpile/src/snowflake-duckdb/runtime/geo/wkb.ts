import type { Position, Shape } from './shape.ts';
import { ShapeError } from './wkt.ts';

const codes: readonly Shape['type'][] = ['Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon', 'GeometryCollection'];
const sridFlag = 0x20000000;
const heightFlag = 0x80000000;

interface Cursor {
  readonly bytes: Buffer;
  at: number;
  little: boolean;
}

/**
 * Reads well-known binary, with an SRID where it is the extended form.
 *
 * @throws ShapeError. Rule: OGC 06-103r4, section 8; PostGIS's EWKB.
 */
export function readWkb(bytes: Buffer): { readonly shape: Shape; readonly srid: number } {
  try {
    return readShape({ bytes, at: 0, little: true });
  } catch (error) {
    if (error instanceof RangeError) throw new ShapeError('unexpected end of the bytes');
    throw error;
  }
}

const whole = (cursor: Cursor): number => {
  const value = cursor.little ? cursor.bytes.readUInt32LE(cursor.at) : cursor.bytes.readUInt32BE(cursor.at);
  cursor.at += 4;
  return value;
};
const real = (cursor: Cursor): number => {
  const value = cursor.little ? cursor.bytes.readDoubleLE(cursor.at) : cursor.bytes.readDoubleBE(cursor.at);
  cursor.at += 8;
  return value;
};

function readShape(cursor: Cursor): { readonly shape: Shape; readonly srid: number } {
  cursor.little = cursor.bytes.readUInt8(cursor.at) === 1;
  cursor.at += 1;
  const code = whole(cursor);
  const srid = (code & sridFlag) === 0 ? 0 : whole(cursor);
  const plain = (code & 0x0fffffff) >>> 0;
  const size = (code & heightFlag) !== 0 || Math.floor(plain / 1000) === 1 ? 3 : 2;
  const type = codes[(plain % 1000) - 1];
  if (type === undefined) throw new ShapeError(`unknown geometry type ${plain}`);
  const position = (): Position => Array.from({ length: size }, () => real(cursor));
  const positions = (): readonly Position[] => many(cursor, position);
  const inner = (): Shape => readShape(cursor).shape;
  switch (type) {
    case 'Point': { const coordinates = position(); return { srid, shape: { type, coordinates: coordinates.some(Number.isNaN) ? [] : coordinates } }; }
    case 'LineString': return { srid, shape: { type, coordinates: positions() } };
    case 'Polygon': return { srid, shape: { type, coordinates: many(cursor, positions) } };
    case 'MultiPoint': return { srid, shape: { type, coordinates: many(cursor, inner).flatMap((each) => (each.type === 'Point' ? [each.coordinates] : [])) } };
    case 'MultiLineString': return { srid, shape: { type, coordinates: many(cursor, inner).flatMap((each) => (each.type === 'LineString' ? [each.coordinates] : [])) } };
    case 'MultiPolygon': return { srid, shape: { type, coordinates: many(cursor, inner).flatMap((each) => (each.type === 'Polygon' ? [each.coordinates] : [])) } };
    case 'GeometryCollection': return { srid, shape: { type, geometries: many(cursor, inner) } };
  }
}

function many<T>(cursor: Cursor, read: () => T): readonly T[] {
  const count = whole(cursor);
  if (count > cursor.bytes.length) throw new ShapeError('unexpected end of the bytes');
  return Array.from({ length: count }, read);
}

/** A shape as well-known binary in hexadecimal, least byte first; with an SRID in the extended form. */
export function wkb(shape: Shape, srid?: number): string {
  const bytes: Buffer[] = [];
  const whole32 = (value: number): void => { const part = Buffer.alloc(4); part.writeUInt32LE(value >>> 0); bytes.push(part); };
  const position = (values: Position): void => { for (const value of values) { const part = Buffer.alloc(8); part.writeDoubleLE(value); bytes.push(part); } };
  const all = <T>(items: readonly T[], write: (item: T) => void): void => { whole32(items.length); items.forEach(write); };
  const write = (each: Shape, reference?: number): void => {
    bytes.push(Buffer.from([1]));
    whole32(codes.indexOf(each.type) + 1 + (reference === undefined ? 0 : sridFlag) + (each.type === 'Point' && each.coordinates.length === 3 ? heightFlag : 0));
    if (reference !== undefined) whole32(reference);
    switch (each.type) {
      case 'Point': return position(each.coordinates.length === 0 ? [Number.NaN, Number.NaN] : each.coordinates);
      case 'LineString': return all(each.coordinates, position);
      case 'Polygon': return all(each.coordinates, (ring) => all(ring, position));
      case 'MultiPoint': return all(each.coordinates, (coordinates) => write({ type: 'Point', coordinates }));
      case 'MultiLineString': return all(each.coordinates, (coordinates) => write({ type: 'LineString', coordinates }));
      case 'MultiPolygon': return all(each.coordinates, (coordinates) => write({ type: 'Polygon', coordinates }));
      case 'GeometryCollection': return all(each.geometries, (inner) => write(inner));
    }
  };
  write(shape, srid);
  return Buffer.concat(bytes).toString('hex').toUpperCase();
}
