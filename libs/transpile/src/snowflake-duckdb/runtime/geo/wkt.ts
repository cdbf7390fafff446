import type { Position, Shape } from './shape.ts';

/** What is wrong with a text that should be a shape. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
}

interface Cursor {
  readonly tokens: readonly string[];
  at: number;
}

const words: Readonly<Record<string, Shape['type']>> = {
  POINT: 'Point', LINESTRING: 'LineString', POLYGON: 'Polygon', MULTIPOINT: 'MultiPoint', MULTILINESTRING: 'MultiLineString', MULTIPOLYGON: 'MultiPolygon', GEOMETRYCOLLECTION: 'GeometryCollection',
};

/**
 * Reads well-known text: `POINT(1 2)`, `POLYGON((…))`, with EMPTY, Z and M.
 *
 * @throws ShapeError. Rule: OGC 06-103r4, section 7.
 */
export function readWkt(text: string): Shape {
  const cursor: Cursor = { tokens: text.match(/[A-Za-z]+|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[(),]|\S/g) ?? [], at: 0 };
  const shape = readShape(cursor);
  const rest = cursor.tokens[cursor.at];
  if (rest !== undefined) throw new ShapeError(`unexpected '${rest}' after the shape`);
  return shape;
}

const next = (cursor: Cursor): string => cursor.tokens[cursor.at++] ?? '';

function expect(cursor: Cursor, token: string): void {
  const found = next(cursor);
  if (found !== token) throw new ShapeError(found === '' ? 'unexpected end of input' : `expected '${token}', found '${found}'`);
}

function readShape(cursor: Cursor): Shape {
  const word = next(cursor).toUpperCase();
  const type = words[word] ?? words[word.replace(/(?:Z|M|ZM)$/, '')];
  if (type === undefined) throw new ShapeError(`unknown geometry type '${word}'`);
  if (/^(?:Z|M|ZM)$/i.test(cursor.tokens[cursor.at] ?? '')) cursor.at += 1;
  if (cursor.tokens[cursor.at]?.toUpperCase() === 'EMPTY') {
    cursor.at += 1;
    return type === 'GeometryCollection' ? { type, geometries: [] } : { type, coordinates: [] };
  }
  switch (type) {
    case 'Point': return { type, coordinates: one(cursor, readPosition) };
    case 'LineString': return { type, coordinates: list(cursor, readPosition) };
    case 'MultiPoint': return { type, coordinates: list(cursor, (inner) => (inner.tokens[inner.at] === '(' ? one(inner, readPosition) : readPosition(inner))) };
    case 'Polygon': case 'MultiLineString': return { type, coordinates: list(cursor, (inner) => list(inner, readPosition)) };
    case 'MultiPolygon': return { type, coordinates: list(cursor, (inner) => list(inner, (ring) => list(ring, readPosition))) };
    case 'GeometryCollection': return { type, geometries: list(cursor, readShape) };
  }
}

function one<T>(cursor: Cursor, read: (cursor: Cursor) => T): T {
  expect(cursor, '(');
  const value = read(cursor);
  expect(cursor, ')');
  return value;
}

function list<T>(cursor: Cursor, read: (cursor: Cursor) => T): readonly T[] {
  return one(cursor, () => {
    const items = [read(cursor)];
    while (cursor.tokens[cursor.at] === ',') {
      cursor.at += 1;
      items.push(read(cursor));
    }
    return items;
  });
}

function readPosition(cursor: Cursor): Position {
  const numbers: number[] = [];
  for (;;) {
    const value = Number(cursor.tokens[cursor.at] ?? '');
    if (cursor.tokens[cursor.at] === undefined || Number.isNaN(value)) break;
    numbers.push(value);
    cursor.at += 1;
  }
  if (numbers.length < 2) throw new ShapeError('a position needs two numbers');
  return numbers;
}

/** A shape as well-known text, as Snowflake writes it: no space after commas. */
export function wkt(shape: Shape): string {
  const position = (value: Position): string => value.join(' ');
  const line = (positions: readonly Position[]): string => `(${positions.map(position).join(',')})`;
  const lines = (all: readonly (readonly Position[])[]): string => `(${all.map(line).join(',')})`;
  const word = shape.type.toUpperCase();
  if (shape.type === 'GeometryCollection') return shape.geometries.length === 0 ? `${word} EMPTY` : `${word}(${shape.geometries.map(wkt).join(',')})`;
  if (shape.coordinates.length === 0) return `${word} EMPTY`;
  switch (shape.type) {
    case 'Point': return `${word}${shape.coordinates.length > 2 ? 'Z' : ''}(${position(shape.coordinates)})`;
    case 'LineString': return `${word}${line(shape.coordinates)}`;
    case 'MultiPoint': return `${word}(${shape.coordinates.map((each) => `(${position(each)})`).join(',')})`;
    case 'Polygon': case 'MultiLineString': return `${word}${lines(shape.coordinates)}`;
    case 'MultiPolygon': return `${word}(${shape.coordinates.map(lines).join(',')})`;
  }
}
