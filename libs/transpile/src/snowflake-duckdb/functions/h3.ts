import { build, type Expression } from '@millrace/sql-ir';
import { type SqlType, types } from '../../types/sql-type.ts';
import { defineFunctions, type FunctionDefinition } from './define.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';
import { refused } from './unsupported.ts';

const text = build.type('VARCHAR');
/** A cell as the text the natives read; the other arguments as they are. */
const onCell = (native: string, ...more: readonly Expression[]) => ([cell = build.nothing(), ...rest]: readonly Expression[]): Expression => build.call(native, [build.cast(cell, text), ...rest, ...more]);
/** A cell as it was given: a number, or its hexadecimal digits. */
const sameCell = ([type]: readonly SqlType[]): SqlType => (type?.type === 'varchar' ? types.text : types.integer);
const parent = (args: readonly Expression[], { types: [type] }: RewriteContext): Expression => {
  const cell = onCell('mr_h3_parent')(args);
  return type?.type === 'varchar' ? build.call('printf', [build.string('%X'), cell]) : cell;
};
const cell = 'int|text';
const example = (sql: string, expected: string): FunctionDefinition['examples'][number] => ({ sql, expected });

/**
 * What the digits of a cell tell. https://docs.snowflake.com/en/sql-reference/functions-geospatial (H3)
 * The example's cell is the documentation's: 613036919424548863 is 881F1D4887FFFFF, resolution 8, in Berlin.
 */
export const h3: readonly FunctionRecord[] = [
  ...defineFunctions('h3', [
    { name: 'H3_GET_RESOLUTION', args: cell, returns: 'small', to: { rewrite: onCell('mr_h3_resolution') }, examples: [example('SELECT H3_GET_RESOLUTION(617540519050084351)', '9'), example("SELECT H3_GET_RESOLUTION('89283087033FFFF')", '9')] },
    { name: 'H3_INT_TO_STRING', args: 'int', returns: 'text', to: { template: "printf('%X', $1)" }, examples: [example('SELECT H3_INT_TO_STRING(613036919424548863)', '881F1D4887FFFFF')] },
    { name: 'H3_STRING_TO_INT', args: 'text', returns: 'int', to: { template: "CAST('0x' || $1 AS BIGINT)" }, examples: [example("SELECT H3_STRING_TO_INT('881F1D4887FFFFF')", '613036919424548863')] },
    { name: 'H3_IS_VALID_CELL', args: cell, returns: 'boolean', to: { rewrite: onCell('mr_h3_valid') }, examples: [example('SELECT H3_IS_VALID_CELL(613036919424548863)', 'true'), example('SELECT H3_IS_VALID_CELL(123456789)', 'false')] },
    { name: 'H3_IS_PENTAGON', args: cell, returns: 'boolean', to: { rewrite: onCell('mr_h3_pentagon') }, examples: [example('SELECT H3_IS_PENTAGON(613036919424548863)', 'false'), example("SELECT H3_IS_PENTAGON('8009FFFFFFFFFFF')", 'true')] },
    { name: 'H3_CELL_TO_PARENT', args: [`${cell} int`], returns: sameCell, to: { rewrite: parent }, examples: [example('SELECT H3_CELL_TO_PARENT(613036919424548863, 7)', '608533319805566975'), example("SELECT H3_CELL_TO_PARENT('881F1D4887FFFFF', 7)", '871F1D488FFFFFF')] },
    { name: 'H3_CELL_TO_CHILDREN', args: 'int int', returns: 'array', to: { rewrite: onCell('mr_h3_children', build.boolean(false)) }, examples: [
      example('SELECT H3_CELL_TO_CHILDREN(613036919424548863, 9)', '[617540519050084351,617540519050346495,617540519050608639,617540519050870783,617540519051132927,617540519051395071,617540519051657215]')] },
    { name: 'H3_CELL_TO_CHILDREN_STRING', args: 'text int', returns: 'array', to: { rewrite: onCell('mr_h3_children', build.boolean(true)) }, examples: [
      example("SELECT H3_CELL_TO_CHILDREN_STRING('881F1D4887FFFFF', 9)", '["891F1D48863FFFF","891F1D48867FFFF","891F1D4886BFFFF","891F1D4886FFFFF","891F1D48873FFFF","891F1D48877FFFF","891F1D4887BFFFF"]')] },
    { name: 'H3_COMPACT_CELLS', args: 'array', returns: 'array', to: { rewrite: onCell('mr_h3_compact') }, examples: [example('SELECT H3_COMPACT_CELLS(H3_CELL_TO_CHILDREN(613036919424548863, 10))', '[613036919424548863]')] },
    { name: 'H3_COMPACT_CELLS_STRINGS', args: 'array', returns: 'array', to: { rewrite: onCell('mr_h3_compact') }, examples: [example("SELECT H3_COMPACT_CELLS_STRINGS(H3_CELL_TO_CHILDREN_STRING('881F1D4887FFFFF', 9))", '["881F1D4887FFFFF"]')] },
    { name: 'H3_UNCOMPACT_CELLS', args: 'array int', returns: 'array', to: { rewrite: onCell('mr_h3_uncompact') }, examples: [example('SELECT ARRAY_SIZE(H3_UNCOMPACT_CELLS([613036919424548863], 10))', '49')] },
    { name: 'H3_UNCOMPACT_CELLS_STRINGS', args: 'array int', returns: 'array', to: { rewrite: onCell('mr_h3_uncompact') }, examples: [example("SELECT H3_UNCOMPACT_CELLS_STRINGS(['881F1D4887FFFFF'], 8)", '["881F1D4887FFFFF"]')] },
  ]),
  ...refused('h3', [{ reason: "where H3's cells lie on the earth hangs on the tables of its icosahedron, which are not at hand", names: 'H3_CELL_TO_BOUNDARY H3_CELL_TO_POINT H3_COVERAGE H3_COVERAGE_STRINGS H3_GRID_DISTANCE H3_GRID_DISK H3_GRID_PATH H3_LATLNG_TO_CELL H3_LATLNG_TO_CELL_STRING H3_POINT_TO_CELL H3_POINT_TO_CELL_STRING H3_POLYGON_TO_CELLS H3_POLYGON_TO_CELLS_STRINGS H3_TRY_COVERAGE H3_TRY_COVERAGE_STRINGS H3_TRY_GRID_DISTANCE H3_TRY_GRID_PATH H3_TRY_POLYGON_TO_CELLS H3_TRY_POLYGON_TO_CELLS_STRINGS' }]),
];
