import { foldIdentifier } from '@millrace/dialects';
import { build, type ColumnConstraint, type ColumnDefinition, type DataType, type Expression, type QueryStatement, synthetic, type TableConstraint } from '@millrace/sql-ir';
import { collated, fromDataType, type SqlType } from '@millrace/transpile';
import type { ColumnEntry, ConstraintEntry } from '../catalog/entries.ts';
import { physicalName } from '../engine/names.ts';
import { SqlFailure, shapes, unsupported } from '../failures.ts';
import { displayName, foldNames } from '../session/resolve.ts';
import type { StatementContext } from './context.ts';
import { translate } from './translate.ts';

/**
 * The columns that a CREATE TABLE defines.
 *
 * @throws SqlFailure 002025 for a name given twice, 002040 for an unknown type.
 */
export function readColumns(definitions: readonly ColumnDefinition[], context: StatementContext, before: readonly ColumnEntry[] = []): readonly ColumnEntry[] {
  const columns: ColumnEntry[] = [];
  for (const definition of definitions) {
    const name = foldIdentifier(definition.name, 'snowflake');
    const taken = [...before, ...columns];
    if (taken.some((column) => column.name === name)) throw new SqlFailure(shapes.duplicateColumn, `duplicate column name '${name}'`);
    columns.push(readColumn(definition, name, physicalName(name, taken.map(({ physical }) => physical)), context));
  }
  return columns;
}

function readColumn(definition: ColumnDefinition, name: string, physical: string, context: StatementContext): ColumnEntry {
  const written = readType(definition.type, context);
  const collation = definition.constraints.find((constraint) => constraint.type === 'COLLATE')?.collation;
  const type = collation === undefined ? written : collated(written, collation);
  const find = <T extends ColumnConstraint['type']>(wanted: T): Extract<ColumnConstraint, { readonly type: T }> | undefined =>
    definition.constraints.find((constraint): constraint is Extract<ColumnConstraint, { readonly type: T }> => constraint.type === wanted);
  const [initial, identity, comment] = [find('DEFAULT'), find('IDENTITY'), find('COMMENT')];
  if (find('GENERATED') !== undefined) throw unsupported('virtual columns');
  return {
    name, physical, type,
    nullable: !definition.constraints.some((constraint) => constraint.type === 'NOT NULL' || constraint.type === 'PRIMARY KEY'),
    ...(initial === undefined ? {} : readDefault(initial.value, type, context)),
    ...(identity === undefined ? {} : { identity: { start: wholeNumber(identity.start, 1), step: wholeNumber(identity.step, 1) } }),
    ...(comment === undefined ? {} : { comment: comment.text }),
  };
}

/** What a written type means in this session. @throws SqlFailure 002040 */
export function readType(type: DataType | undefined, context: StatementContext): SqlType {
  const mapping = context.parameters.text('TIMESTAMP_TYPE_MAPPING').toLowerCase();
  const plain = mapping === 'timestamp_ltz' || mapping === 'timestamp_tz' ? mapping : 'timestamp_ntz';
  const known = type === undefined ? undefined : fromDataType(type, plain);
  if (known === undefined) throw new SqlFailure(shapes.unsupportedType, `Unsupported data type '${type?.name ?? ''}'.`);
  return known;
}

/** A DEFAULT: as written for the catalog, and as the engine will evaluate it for each row. */
export function readDefault(value: Expression, type: SqlType, context: StatementContext): Pick<ColumnEntry, 'defaultText' | 'defaultSql'> {
  const query: QueryStatement = { kind: 'QueryStatement', query: build.select({ projections: [build.projection(asMoment(value, type), defaultAlias)] }), ...synthetic };
  const { sql, parameters } = translate(query, context, undefined, { clock: 'engine' });
  // The translator writes one projection as `SELECT <expression> AS "D"`; DEFAULT wants the expression alone.
  const expression = /^SELECT ([^]*) AS "?D"?$/.exec(sql)?.[1];
  if (expression === undefined || parameters.length > 0) throw unsupported(`DEFAULT of ${type.type}`);
  return { defaultText: context.source.slice(value.pos, value.end), defaultSql: expression };
}

const defaultAlias = 'D';

/** A default of a date or time in the column's own type; the engine converts all others by itself. */
function asMoment(value: Expression, type: SqlType): Expression {
  const isMoment = type.type === 'date' || type.type === 'time' || type.type === 'timestamp_ntz' || type.type === 'timestamp_ltz' || type.type === 'timestamp_tz';
  return isMoment ? { ...build.cast(value, build.type(type.type.toUpperCase())), pos: value.pos, end: value.end } : value;
}

function wholeNumber(expression: Expression | undefined, otherwise: number): number {
  if (expression === undefined) return otherwise;
  if (expression.kind === 'Literal' && expression.type === 'number') return Number(expression.value);
  if (expression.kind === 'Unary' && expression.op === '-') return -wholeNumber(expression.operand, otherwise);
  throw new SqlFailure(shapes.invalidProperty, 'invalid value for IDENTITY');
}

/** The keys of a table, from its columns and its own constraints: recorded, not enforced. */
export function readConstraints(definitions: readonly ColumnDefinition[], constraints: readonly TableConstraint[]): readonly ConstraintEntry[] {
  const inline = definitions.flatMap(({ name, constraints: own }) => own.flatMap((constraint): ConstraintEntry[] => {
    const columns = [foldIdentifier(name, 'snowflake')];
    if (constraint.type === 'PRIMARY KEY' || constraint.type === 'UNIQUE') return [{ name: `SYS_CONSTRAINT_${columns.join('_')}`, type: constraint.type, columns }];
    if (constraint.type !== 'REFERENCES') return [];
    return [{ name: `SYS_CONSTRAINT_${columns.join('_')}`, type: 'FOREIGN KEY', columns, references: { table: foldNames(constraint.table), columns: foldNames(constraint.columns) } }];
  }));
  return [...inline, ...constraints.flatMap(tableConstraint)];
}

/** One constraint of a table. */
export function tableConstraint(constraint: TableConstraint): readonly ConstraintEntry[] {
  if (constraint.type === 'CHECK' || constraint.type === 'INDEX' || constraint.type === 'EXCLUDE') return [];
  const columns = foldNames(constraint.columns);
  const name = constraint.name === undefined ? `SYS_CONSTRAINT_${columns.join('_')}` : displayName(foldNames([constraint.name]));
  if (constraint.type !== 'FOREIGN KEY') return [{ name, type: constraint.type, columns }];
  return [{ name, type: 'FOREIGN KEY', columns, references: { table: foldNames(constraint.table), columns: foldNames(constraint.references) } }];
}
