import { build, type Expression } from '@millrace/sql-ir';
import { type SqlType, types } from '../../types/sql-type.ts';
import { defineFunctions, type FunctionDefinition } from './define.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';

type Examples = FunctionDefinition['examples'];
type Rewrite = (args: readonly Expression[], context: RewriteContext) => Expression;

const onEarth = ({ types: all }: RewriteContext): Expression => build.boolean(!all.some((type) => type.type === 'geometry'));
const empty = build.string('');
const zero = build.number(0);
const either = (rest = ''): readonly string[] => [`geography${rest}`, `geometry${rest}`];
const both = ['geography geography', 'geometry geometry'];

/** A number of one shape, or of two. */
const measure = (name: string, args: readonly string[], returns: FunctionDefinition['returns'], examples: Examples, aliases: readonly string[] = []): FunctionDefinition => ({
  name, aliases, args, returns, nulls: 'any', examples,
  to: { rewrite: ([a = build.nothing(), b = empty], context) => {
    const value = build.call('mr_geo_number', [build.string(name), a, b, onEarth(context)]);
    return returns === 'small' || returns === 'count' ? build.cast(value, build.type('BIGINT')) : value;
  } },
});
const relation = (name: string, examples: Examples): FunctionDefinition => ({
  name, args: both, returns: 'boolean', nulls: 'any', examples,
  to: { rewrite: ([a = build.nothing(), b = build.nothing()], context) => build.call('mr_geo_test', [build.string(name), a, b, zero, onEarth(context)]) },
});
const sameShape = ([first]: readonly SqlType[]): SqlType => (first?.type === 'geometry' ? first : types.geography);
const shaping = (name: string, second: 'none' | 'number' | 'shape'): Rewrite => ([a = build.nothing(), b], context) =>
  build.call('mr_geo_shape', [build.string(name), a, second === 'shape' ? (b ?? empty) : empty, second === 'number' ? build.cast(b ?? zero, build.type('DOUBLE')) : zero, onEarth(context)]);
const shape = (name: string, args: readonly string[], second: 'none' | 'number' | 'shape', examples: Examples, aliases: readonly string[] = []): FunctionDefinition =>
  ({ name, aliases, args, returns: sameShape, nulls: 'any', to: { rewrite: shaping(name, second) }, examples });
const words = (name: string, aliases: readonly string[], examples: Examples): FunctionDefinition =>
  ({ name, aliases, args: either(), returns: 'text', to: { rewrite: shaping(name, 'none') }, examples });
const bytes = (name: string, aliases: readonly string[], examples: Examples): FunctionDefinition =>
  ({ name, aliases, args: either(), returns: 'binary', to: { rewrite: (args, context) => build.call('unhex', [shaping(name, 'none')(args, context)]) }, examples });

/** The text from which a shape is read: bytes in hexadecimal. */
const source = (value: Expression, type: SqlType | undefined): Expression =>
  (type?.type === 'binary' ? build.call('hex', [value]) : type?.type === 'geography' || type?.type === 'geometry' || type?.type === 'varchar' ? value : build.cast(value, build.type('VARCHAR')));
const geography = (native: string): Rewrite => ([value = build.nothing(), invalid = build.boolean(false)], { types: [type] }) => build.call(native, [source(value, type), build.nothing(), invalid]);
const geometry = (native: string): Rewrite => ([value = build.nothing(), second, third], { types: [type, next] }) => {
  const flag = next?.type === 'boolean';
  return build.call(native, [source(value, type), flag ? build.nothing() : (second ?? build.nothing()), (flag ? second : third) ?? build.boolean(false)]);
};
const intoGeography = (name: string, aliases: readonly string[], args: string, examples: Examples, safe = false): FunctionDefinition =>
  ({ name, aliases, args, returns: types.geography, nulls: 'any', to: { rewrite: geography(safe ? 'mr_try_to_geography' : 'mr_to_geography') }, examples });
const intoGeometry = (name: string, aliases: readonly string[], args: string, examples: Examples, safe = false): FunctionDefinition =>
  ({ name, aliases, args, returns: types.geometry, nulls: 'any', to: { rewrite: geometry(safe ? 'mr_try_to_geometry' : 'mr_to_geometry') }, examples });

/** `{"coordinates":[x,y],"type":"Point"}` of two numbers. */
const pointOf = (returns: SqlType, name: string, aliases: readonly string[], examples: Examples): FunctionDefinition => ({
  name, aliases, args: 'float float', returns, examples,
  to: { template: `'{"coordinates":[' || mr_float_text($1) || ',' || mr_float_text($2) || '],"type":"Point"}'` },
});

const collect: Rewrite = (args, context) => (args.length > 1 ? shaping('ST_COLLECT', 'shape')(args, context)
  : build.call('mr_geo_collect', [build.call('to_json', [{ ...context.call, name: [build.identifier('list', false)], args }])]));
const fromHash = (kind: string, name: string, returns: SqlType, examples: Examples): FunctionDefinition => ({
  name, args: 'text int?', returns, examples, to: { rewrite: ([hash = build.nothing(), length = zero]) => build.call('mr_geo_hash', [build.string(kind), hash, length]) },
});

const example = (sql: string, expected: string | null): Examples[number] => ({ sql, expected });
const square = "TO_GEOGRAPHY('POLYGON((-2 0, 0 0, 0 2, -2 2, -2 0))')";

/** https://docs.snowflake.com/en/sql-reference/functions-geospatial */
export const geospatial: readonly FunctionRecord[] = defineFunctions('geospatial', [
  intoGeography('TO_GEOGRAPHY', [], 'text|binary|variant|object|geometry|geography boolean?', [
    example("SELECT TO_GEOGRAPHY('POINT(-122.35 37.55)')", '{"coordinates":[-122.35,37.55],"type":"Point"}'), example("SELECT TO_GEOGRAPHY('POINTZ(-122.35 37.55 30)')", '{"coordinates":[-122.35,37.55,30],"type":"Point"}'),
    example("SELECT ST_ASWKT(TO_GEOGRAPHY(PARSE_JSON('{\"type\":\"Point\",\"coordinates\":[-122.35,37.55]}')))", 'POINT(-122.35 37.55)')]),
  intoGeography('TRY_TO_GEOGRAPHY', [], 'text|binary|variant|object boolean?', [example("SELECT TRY_TO_GEOGRAPHY('NOT A POINT(-122.35 37.55)')", null), example("SELECT ST_ASWKT(TRY_TO_GEOGRAPHY('POINT(-122.35 37.55)'))", 'POINT(-122.35 37.55)')], true),
  intoGeography('ST_GEOGRAPHYFROMWKT', ['ST_GEOGFROMWKT', 'ST_GEOGRAPHYFROMEWKT', 'ST_GEOGFROMEWKT', 'ST_GEOGRAPHYFROMTEXT', 'ST_GEOGFROMTEXT'], 'text boolean?', [example("SELECT ST_GEOGRAPHYFROMWKT('POINT(-122.35 37.55)')", '{"coordinates":[-122.35,37.55],"type":"Point"}')]),
  intoGeography('ST_GEOGRAPHYFROMWKB', ['ST_GEOGFROMWKB', 'ST_GEOGRAPHYFROMEWKB', 'ST_GEOGFROMEWKB'], 'text|binary boolean?', [example("SELECT ST_ASWKT(ST_GEOGRAPHYFROMWKB('01010000006666666666965EC06666666666C64240'))", 'POINT(-122.35 37.55)')]),
  intoGeometry('TO_GEOMETRY', [], 'text|binary|variant|object|geography|geometry any? boolean?', [
    example("SELECT TO_GEOMETRY('POINT(1820.12 890.56)')", '{"coordinates":[1820.12,890.56],"type":"Point"}'), example("SELECT ST_ASEWKT(TO_GEOMETRY('SRID=0;LINESTRING(1 1,2 2)', 4326))", 'SRID=4326;LINESTRING(1 1,2 2)')]),
  intoGeometry('TRY_TO_GEOMETRY', [], 'text|binary|variant|object any? boolean?', [example("SELECT TRY_TO_GEOMETRY('INVALID INPUT')", null)], true),
  intoGeometry('ST_GEOMETRYFROMWKT', ['ST_GEOMFROMWKT', 'ST_GEOMETRYFROMEWKT', 'ST_GEOMFROMEWKT', 'ST_GEOMETRYFROMTEXT', 'ST_GEOMFROMTEXT'], 'text any? boolean?', [
    example("SELECT ST_ASEWKT(ST_GEOMETRYFROMEWKT('SRID=4326;POINT(-122.35 37.55)'))", 'SRID=4326;POINT(-122.35 37.55)'), example("SELECT ST_ASWKT(ST_GEOMETRYFROMWKT('POINT(389866.35 5819003.03)', 32633))", 'POINT(389866.35 5819003.03)')]),
  intoGeometry('ST_GEOMETRYFROMWKB', ['ST_GEOMFROMWKB', 'ST_GEOMETRYFROMEWKB', 'ST_GEOMFROMEWKB'], 'text|binary any? boolean?', [example("SELECT ST_ASEWKT(ST_GEOMETRYFROMEWKB('0101000020797F000066666666A9CB17411F85EBC19E325641'))", 'SRID=32633;POINT(389866.35 5819003.03)')]),
  { name: 'ST_ASGEOJSON', args: either(), returns: 'object', to: { template: 'mr_st_asgeojson($1)' }, examples: [example("SELECT ST_ASGEOJSON(TO_GEOGRAPHY('LINESTRING(-124.2 42, -120.01 41.99)'))", '{"coordinates":[[-124.2,42],[-120.01,41.99]],"type":"LineString"}')] },
  words('ST_ASWKT', ['ST_ASTEXT'], [example("SELECT ST_ASTEXT(TO_GEOGRAPHY('LINESTRING(-124.2 42, -120.01 41.99)'))", 'LINESTRING(-124.2 42,-120.01 41.99)'), example("SELECT ST_ASWKT(TO_GEOMETRY('MULTIPOINT((0 0), (1 1))'))", 'MULTIPOINT((0 0),(1 1))')]),
  words('ST_ASEWKT', [], [example("SELECT ST_ASEWKT(TO_GEOGRAPHY('POINT(-122.35 37.55)'))", 'SRID=4326;POINT(-122.35 37.55)'), example("SELECT ST_ASEWKT(TO_GEOMETRY('SRID=0;LINESTRING(1 1, 2 2)'))", 'SRID=0;LINESTRING(1 1,2 2)')]),
  bytes('ST_ASWKB', ['ST_ASBINARY'], [example("SELECT ST_ASWKB(TO_GEOGRAPHY('POINT(-122.35 37.55)'))", '01010000006666666666965EC06666666666C64240')]),
  bytes('ST_ASEWKB', [], [example("SELECT ST_ASEWKB(TO_GEOGRAPHY('POINT(-122.35 37.55)'))", '0101000020E61000006666666666965EC06666666666C64240')]),
  { name: 'ST_GEOHASH', args: ['geography int?', 'geometry int?'], returns: 'text', nulls: 'any', to: { rewrite: ([a = build.nothing(), length = build.number(20)], context) => shaping('ST_GEOHASH', 'number')([a, length], context) }, examples: [
    example("SELECT ST_GEOHASH(TO_GEOGRAPHY('POINT(-122.306100 37.554162)'))", '9q9j8ue2v71y5zzy0s4q'), example("SELECT ST_GEOHASH(TO_GEOGRAPHY('POINT(-122.306100 37.554162)'), 5)", '9q9j8')] },
  fromHash('BOX', 'ST_GEOGFROMGEOHASH', types.geography, [example("SELECT ST_ASWKT(ST_GEOGFROMGEOHASH('9q9j8ue2v71y5zzy0s4q', 6))", 'POLYGON((-122.310791015625 37.5512695312500,-122.299804687500 37.5512695312500,-122.299804687500 37.5567626953125,-122.310791015625 37.5567626953125,-122.310791015625 37.5512695312500))'.replaceAll(/(\.\d*?)0+(?=[ ,)])/g, '$1'))]),
  fromHash('POINT', 'ST_GEOGPOINTFROMGEOHASH', types.geography, [example("SELECT ST_ASWKT(ST_GEOGPOINTFROMGEOHASH('9q9j8ue2v71y5zzy0s4q'))", 'POINT(-122.3061 37.554162)')]),
  fromHash('BOX', 'ST_GEOMFROMGEOHASH', types.geometry, [example("SELECT ST_NPOINTS(ST_GEOMFROMGEOHASH('9q9j8'))", '5')]),
  fromHash('POINT', 'ST_GEOMPOINTFROMGEOHASH', types.geometry, [example("SELECT ST_ASWKT(ST_GEOMPOINTFROMGEOHASH('9q9j8ue2v71y5zzy0s4q'))", 'POINT(-122.3061 37.554162)')]),
  pointOf(types.geography, 'ST_MAKEPOINT', ['ST_POINT'], [example('SELECT ST_MAKEPOINT(37.5, 45.5)', '{"coordinates":[37.5,45.5],"type":"Point"}')]),
  pointOf(types.geometry, 'ST_MAKEGEOMPOINT', ['ST_GEOMPOINT', 'ST_GEOM_POINT'], [example('SELECT ST_MAKEGEOMPOINT(100.0, 200.0)', '{"coordinates":[100,200],"type":"Point"}')]),
  shape('ST_MAKELINE', both, 'shape', [example("SELECT ST_ASWKT(ST_MAKELINE(TO_GEOGRAPHY('POINT(37.0 45.0)'), TO_GEOGRAPHY('POINT(38.5 46.5)')))", 'LINESTRING(37 45,38.5 46.5)'), example("SELECT ST_ASWKT(ST_MAKELINE(TO_GEOGRAPHY('POINT(-122.306067 37.55412)'), TO_GEOGRAPHY('MULTIPOINT((-122.32328 37.561801), (-122.325879 37.586852))')))", 'LINESTRING(-122.306067 37.55412,-122.32328 37.561801,-122.325879 37.586852)')]),
  shape('ST_MAKEPOLYGON', either(), 'none', [example("SELECT ST_ASWKT(ST_MAKEPOLYGON(TO_GEOGRAPHY('LINESTRING(0.0 0.0, 1.0 0.0, 1.0 2.0, 0.0 2.0, 0.0 0.0)')))", 'POLYGON((0 0,1 0,1 2,0 2,0 0))')], ['ST_POLYGON']),
  { name: 'ST_MAKEPOLYGONORIENTED', args: 'geography', returns: types.geography, to: { unsupported: 'a polygon larger than half of the earth, told by the direction of its ring, cannot be stored as GeoJSON' }, examples: [] },
  measure('ST_X', either(), 'float', [example('SELECT ST_X(ST_MAKEPOINT(37.5, 45.5))', '37.5'), example("SELECT ST_X(TO_GEOGRAPHY('POINT EMPTY'))", null), example('SELECT ST_X(NULL)', null)]),
  measure('ST_Y', either(), 'float', [example('SELECT ST_Y(ST_MAKEPOINT(37.5, 45.5))', '45.5')]),
  measure('ST_XMIN', either(), 'float', [example("SELECT ST_XMIN(TO_GEOGRAPHY('POLYGON((-2 0, 0 0, 0 2, -2 2, -2 0))'))", '-2')]),
  measure('ST_XMAX', either(), 'float', [example(`SELECT ST_XMAX(${square})`, '0')]),
  measure('ST_YMIN', either(), 'float', [example(`SELECT ST_YMIN(${square})`, '0')]),
  measure('ST_YMAX', either(), 'float', [example("SELECT ST_YMAX(TO_GEOMETRY('POLYGON((-2 0, 0 0, 0 2, -2 2, -2 0))'))", '2')]),
  measure('ST_SRID', either(), 'small', [example('SELECT ST_SRID(ST_MAKEPOINT(37.5, 45.5))', '4326'), example("SELECT ST_SRID(TO_GEOMETRY('POINT(1 2)', 32633))", '32633')]),
  measure('ST_DIMENSION', either(), 'small', [example("SELECT ST_DIMENSION(TO_GEOGRAPHY('POINT(-122.35 37.55)'))", '0'), example("SELECT ST_DIMENSION(TO_GEOGRAPHY('LINESTRING(-124.2 42, -120.01 41.99)'))", '1'), example(`SELECT ST_DIMENSION(${square})`, '2')]),
  measure('ST_NPOINTS', either(), 'small', [example("SELECT ST_NPOINTS(TO_GEOGRAPHY('POINT(66 12)'))", '1'), example("SELECT ST_NPOINTS(TO_GEOGRAPHY('MULTIPOINT((45 21), (12 54))'))", '2'), example("SELECT ST_NPOINTS(TO_GEOGRAPHY('LINESTRING(40 60, 50 50, 60 40)'))", '3')], ['ST_NUMPOINTS']),
  measure('ST_LENGTH', either(), 'float', [example("SELECT ROUND(ST_LENGTH(TO_GEOGRAPHY('LINESTRING(0.0 0.0, 1.0 1.0)')), 6)", '157249.628093'), example("SELECT ST_LENGTH(TO_GEOGRAPHY('POINT(1 1)'))", '0'), example("SELECT ST_LENGTH(TO_GEOMETRY('LINESTRING(0 0, 3 4)'))", '5')]),
  measure('ST_PERIMETER', either(), 'float', [example("SELECT ROUND(ST_PERIMETER(TO_GEOGRAPHY('POLYGON((0 0, 0 1, 1 1, 1 0, 0 0))')), 4)", '444763.4687'), example("SELECT ST_PERIMETER(TO_GEOMETRY('POLYGON((0 0, 0 1, 1 1, 1 0, 0 0))'))", '4')]),
  measure('ST_AREA', either(), 'float', [example("SELECT ROUND(ST_AREA(TO_GEOGRAPHY('POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))')), 3)", '12364036567.076'), example("SELECT ST_AREA(TO_GEOMETRY('POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))'))", '1')]),
  measure('ST_DISTANCE', both, 'float', [example('SELECT ROUND(ST_DISTANCE(ST_MAKEPOINT(0, 0), ST_MAKEPOINT(1, 0)), 6)', '111195.101177'), example("SELECT ST_DISTANCE(TO_GEOMETRY('POINT(0 0)'), TO_GEOMETRY('POINT(3 4)'))", '5')]),
  measure('ST_AZIMUTH', both, 'float', [example("SELECT DEGREES(ST_AZIMUTH(TO_GEOGRAPHY('POINT(0 1)'), TO_GEOGRAPHY('POINT(0 0)')))", '180'), example("SELECT DEGREES(ST_AZIMUTH(TO_GEOGRAPHY('POINT(0 1)'), TO_GEOGRAPHY('POINT(0 2)')))", '0')]),
  measure('ST_HAUSDORFFDISTANCE', both, 'float', [example('SELECT ROUND(ST_HAUSDORFFDISTANCE(ST_POINT(0, 0), ST_POINT(0, 1)), 9)', '1')]),
  relation('ST_CONTAINS', [example(`SELECT ST_CONTAINS(${square}, TO_GEOGRAPHY('POLYGON((-1 0.5, -0.5 0.5, -0.5 1, -1 0.5))'))`, 'true'), example(`SELECT ST_CONTAINS(${square}, TO_GEOGRAPHY('POINT(0 1)'))`, 'false')]),
  relation('ST_WITHIN', [example(`SELECT ST_WITHIN(TO_GEOGRAPHY('POINT(-1 1)'), ${square})`, 'true')]),
  relation('ST_COVERS', [example(`SELECT ST_COVERS(${square}, TO_GEOGRAPHY('POINT(0 1)'))`, 'true'), example("SELECT ST_COVERS(TO_GEOGRAPHY('POLYGON((0 0, 0 3, 3 3, 3 0, 0 0))'), TO_GEOGRAPHY('LINESTRING(1 1, 1 5)'))", 'false')]),
  relation('ST_COVEREDBY', [example("SELECT ST_COVEREDBY(TO_GEOGRAPHY('POLYGON((1 1, 2 1, 2 2, 1 2, 1 1))'), TO_GEOGRAPHY('POLYGON((0 0, 3 0, 3 3, 0 3, 0 0))'))", 'true')]),
  relation('ST_INTERSECTS', [example("SELECT ST_INTERSECTS(TO_GEOGRAPHY('POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))'), TO_GEOGRAPHY('POLYGON((1 1, 3 1, 3 3, 1 3, 1 1))'))", 'true')]),
  relation('ST_DISJOINT', [example("SELECT ST_DISJOINT(TO_GEOGRAPHY('POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))'), TO_GEOGRAPHY('POLYGON((3 3, 5 3, 5 5, 3 5, 3 3))'))", 'true')]),
  { name: 'ST_DWITHIN', args: ['geography geography float', 'geometry geometry float'], returns: 'boolean', nulls: 'any', to: { rewrite: ([a = build.nothing(), b = build.nothing(), limit = zero], context) => build.call('mr_geo_test', [build.string('ST_DWITHIN'), a, b, limit, onEarth(context)]) }, examples: [
    example('SELECT ST_DWITHIN(ST_MAKEPOINT(0, 0), ST_MAKEPOINT(1, 0), 111195.2)', 'true'), example('SELECT ST_DWITHIN(ST_MAKEPOINT(0, 0), ST_MAKEPOINT(1, 0), 111195.0)', 'false')] },
  shape('ST_STARTPOINT', either(), 'none', [example("SELECT ST_ASWKT(ST_STARTPOINT(TO_GEOGRAPHY('LINESTRING(1 1, 2 2, 3 3, 4 4)')))", 'POINT(1 1)')]),
  shape('ST_ENDPOINT', either(), 'none', [example("SELECT ST_ASWKT(ST_ENDPOINT(TO_GEOGRAPHY('LINESTRING(1 1, 2 2, 3 3, 4 4)')))", 'POINT(4 4)')]),
  shape('ST_POINTN', either(' int'), 'number', [example("SELECT ST_ASWKT(ST_POINTN(TO_GEOGRAPHY('LINESTRING(1 1, 2 2, 3 3, 4 4)'), 2))", 'POINT(2 2)'), example("SELECT ST_ASWKT(ST_POINTN(TO_GEOGRAPHY('LINESTRING(1 1, 2 2, 3 3, 4 4)'), -2))", 'POINT(3 3)')]),
  shape('ST_CENTROID', either(), 'none', [example("SELECT ST_ASWKT(ST_CENTROID(TO_GEOGRAPHY('LINESTRING(0 0, 0 -2)')))", 'POINT(0 -1)'), example("SELECT ST_ASWKT(ST_CENTROID(TO_GEOMETRY('POLYGON((10 10, 10 20, 20 20, 20 10, 10 10))')))", 'POINT(15 15)')]),
  shape('ST_ENVELOPE', either(), 'none', [example("SELECT ST_ASWKT(ST_ENVELOPE(TO_GEOGRAPHY('POLYGON((-122.306067 37.55412, -122.32328 37.561801, -122.325879 37.586852, -122.306067 37.55412))')))", 'POLYGON((-122.325879 37.55412,-122.306067 37.55412,-122.306067 37.586852,-122.325879 37.586852,-122.325879 37.55412))'), example("SELECT ST_ASWKT(ST_ENVELOPE(TO_GEOGRAPHY('POINT(-122.32328 37.561801)')))", 'POINT(-122.32328 37.561801)')]),
  { name: 'ST_COLLECT', kind: 'aggregate', args: [...both, ...either()], returns: sameShape, nulls: 'any', to: { rewrite: collect }, examples: [
    example("SELECT ST_ASWKT(ST_COLLECT(TO_GEOGRAPHY('POINT(-180 -90)'), TO_GEOGRAPHY('POINT(-45 -45)')))", 'MULTIPOINT((-180 -90),(-45 -45))'), example("SELECT ST_ASWKT(ST_COLLECT(TO_GEOGRAPHY(column1))) FROM VALUES ('POINT(-180 -90)'), ('POINT(-45 -45)'), ('POINT(0 0)')", 'MULTIPOINT((-180 -90),(-45 -45),(0 0))')] },
  { name: 'ST_SETSRID', args: 'geometry int', returns: types.geometry, to: { template: "CASE WHEN $2 = 0 THEN regexp_replace($1, '^SRID=\\d+;', '') ELSE 'SRID=' || $2 || ';' || regexp_replace($1, '^SRID=\\d+;', '') END" }, examples: [example("SELECT ST_ASEWKT(ST_SETSRID(TO_GEOMETRY('POINT(13 51)'), 4326))", 'SRID=4326;POINT(13 51)')] },
  { name: 'ST_SIMPLIFY', args: ['geography float boolean?', 'geometry float'], returns: sameShape, to: { rewrite: shaping('ST_SIMPLIFY', 'number') }, examples: [
    example("SELECT ST_ASWKT(ST_SIMPLIFY(TO_GEOGRAPHY('LINESTRING(-122.306067 37.55412, -122.32328 37.561801, -122.325879 37.586852)'), 1000))", 'LINESTRING(-122.306067 37.55412,-122.325879 37.586852)'), example("SELECT ST_ASWKT(ST_SIMPLIFY(TO_GEOMETRY('LINESTRING(1100 1100, 2500 2100, 3100 3100, 4900 1100, 3100 1900)'), 500))", 'LINESTRING(1100 1100,3100 3100,4900 1100,3100 1900)')] },
  { name: 'ST_ISVALID', args: either(), returns: 'boolean', to: { rewrite: ([value = build.nothing()], context) => build.call('mr_geo_valid', [value, onEarth(context)]) }, examples: [example("SELECT ST_ISVALID(TO_GEOMETRY('POINT(1 2)'))", 'true'), example("SELECT ST_ISVALID(TO_GEOMETRY('POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))', TRUE))", 'false')] },
  ...(['ST_DIFFERENCE', 'ST_INTERSECTION', 'ST_SYMDIFFERENCE', 'ST_UNION'] as const).map((name): FunctionDefinition => ({ name, args: both, returns: sameShape, to: { unsupported: 'cutting and joining of shapes (overlay) is not built' }, examples: [] })),
  ...(['ST_INTERSECTION_AGG', 'ST_UNION_AGG'] as const).map((name): FunctionDefinition => ({ name, kind: 'aggregate', args: either(), returns: sameShape, to: { unsupported: 'cutting and joining of shapes (overlay) is not built' }, examples: [] })),
  { name: 'ST_BUFFER', args: 'geometry float', returns: types.geometry, to: { unsupported: "the vertices of a buffer's round corners are the engine's own choice, which the documentation does not give" }, examples: [] },
  { name: 'ST_INTERPOLATE', args: 'geography float', returns: types.geography, to: { unsupported: "where a geodesic's new vertices fall is the engine's own choice, which the documentation does not give" }, examples: [] },
  { name: 'ST_TRANSFORM', args: ['geometry int', 'geometry int int'], returns: types.geometry, to: { unsupported: 'the parameters of spatial reference systems (the EPSG registry) are not at hand' }, examples: [] },
]);
