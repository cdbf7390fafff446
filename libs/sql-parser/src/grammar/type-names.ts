import type { DataType, DialectName, TypeField } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { size } from './data-type.ts';

type Names = Readonly<Record<string, string>>;

/** Type names that mean what another name of the same dialect means, so that one type has one name in the tree. */
const synonyms: { readonly [D in DialectName]?: Names } = {
  // TIMESTAMP is a counter of versions there, no moment.
  mssql: { TEXT: 'NVARCHAR', NTEXT: 'NVARCHAR', IMAGE: 'VARBINARY', TIMESTAMP: 'ROWVERSION', DEC: 'DECIMAL' },
  oracle: { VARCHAR: 'VARCHAR2', DECIMAL: 'NUMBER', DEC: 'NUMBER', NUMERIC: 'NUMBER', INT: 'INTEGER', DOUBLE: 'FLOAT', REAL: 'FLOAT', NVARCHAR: 'NVARCHAR2', BINARY_DOUBLE: 'DOUBLE', BINARY_FLOAT: 'REAL' },
  trino: { STRING: 'VARCHAR', INT: 'INTEGER', DEC: 'DECIMAL', NUMERIC: 'DECIMAL' },
  spark: { INTEGER: 'INT', LONG: 'BIGINT', SHORT: 'SMALLINT', BYTE: 'TINYINT', REAL: 'FLOAT', DEC: 'DECIMAL', NUMERIC: 'DECIMAL', VARCHAR2: 'STRING', TEXT: 'STRING', CHARACTER: 'CHAR' },
};

/** What CAST of MySQL calls by words of its own; https://dev.mysql.com/doc/refman/8.0/en/cast-functions.html#function_cast */
const mysqlCasts: Names = { SIGNED: 'BIGINT', UNSIGNED: 'UBIGINT', INT: 'BIGINT', INTEGER: 'BIGINT', CHAR: 'VARCHAR', NCHAR: 'VARCHAR', CHARACTER: 'VARCHAR', REAL: 'DOUBLE', DEC: 'DECIMAL', VARBINARY: 'BINARY' };

/** The one name of a type, upper-case. */
export function typeNameOf(name: string, dialect: DialectName): string {
  return synonyms[dialect]?.[name] ?? name;
}

/** The type of a CAST. */
export function castType(p: SqlParser): DataType {
  if (p.vocabulary.dialect === 'mssql') return withLength(p, p.type());
  if (p.vocabulary.dialect !== 'mysql') return p.type();
  const type = p.type();
  if (type.name === 'SIGNED' || type.name === 'UNSIGNED') p.acceptAny('INTEGER', 'INT');
  if (p.acceptAll('CHARACTER', 'SET') || p.accept('CHARSET')) p.identifier('a character set', true);
  return { ...type, name: mysqlCasts[type.name] ?? type.name, end: p.end() };
}

/** The arguments of a type: lengths without end are left out, and Oracle's units of length are. */
export function sizes(p: SqlParser): readonly number[] {
  if (p.vocabulary.dialect === 'mssql' && p.acceptAll('(', 'MAX', ')')) return [];
  if (p.vocabulary.dialect !== 'oracle') return p.parenthesised(() => size(p));
  return p.parenthesised(() => {
    const length = p.accept('*') ? 38 : size(p);
    p.acceptAny('BYTE', 'CHAR');
    return length;
  });
}

/** `<INT>`, `<STRING, INT>`, `<a: INT, b STRING NOT NULL>`: what ARRAY, MAP and STRUCT hold. */
export function angledTypes(p: SqlParser, name: string): Pick<DataType, 'elements' | 'fields'> {
  p.expect('<');
  const elements: DataType[] = [];
  const fields: TypeField[] = [];
  do {
    if (name === 'STRUCT') fields.push(structField(p));
    else elements.push(p.type());
  } while (p.accept(','));
  p.closeAngle();
  return { elements, fields };
}

function structField(p: SqlParser): TypeField {
  const field = p.identifier('a field', true).name;
  p.accept(':');
  const type = p.type();
  const nullable = !p.acceptAll('NOT', 'NULL');
  if (p.accept('COMMENT')) p.string();
  return { name: field, type, nullable };
}

const lengthless: ReadonlySet<string> = new Set(['CHAR', 'VARCHAR', 'NCHAR', 'NVARCHAR', 'BINARY', 'VARBINARY']);

/** In a CAST of SQL Server a text without a length has 30 characters; https://learn.microsoft.com/en-us/sql/t-sql/data-types/char-and-varchar-transact-sql#remarks */
function withLength(p: SqlParser, type: DataType): DataType {
  return type.args.length === 0 && lengthless.has(type.name) && p.previous()?.text !== ')' ? { ...type, args: [30] } : type;
}
