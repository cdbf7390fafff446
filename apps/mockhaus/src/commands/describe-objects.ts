import { type Call, build, type Expression, rewrite, type Statement, visit } from '@millrace/sql-ir';
import { ddlText } from './ddl-text.ts';
import { missing, unsupported } from '../failures.ts';
import { parse } from '@millrace/sql-parser';
import { lookUpFunction } from './user-functions.ts';
import { displayName, foldNames, lookUpObject, lookUpTable, qualify, titleOf } from '../session/resolve.ts';
import type { StatementContext } from './context.ts';

/** Puts the text in the place of `GET_DDL('TABLE', 't')`: only the catalog knows it. Costs nothing when there is none. */
export function describeObjects<S extends Statement>(statement: S, context: StatementContext): S {
  let found = false;
  visit(statement, { Call: (call) => void (found ||= isGetDdl(call)) });
  if (!found) return statement;
  return rewrite(statement, { Call: (call): Expression => (isGetDdl(call) ? { ...build.string(getDdl(call, context)), pos: call.pos, end: call.end } : call) });
}

const isGetDdl = (call: Call): boolean => call.name.length === 1 && call.name[0]?.name.toUpperCase() === 'GET_DDL';

/**
 * The statement that makes an object.
 *
 * @throws SqlFailure 002003 for an object that does not exist.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions/get_ddl
 */
function getDdl(call: Call, context: StatementContext): string {
  const [kind, written] = call.args.map((arg) => (arg.kind === 'Literal' && arg.type === 'string' ? arg.value : undefined));
  const isFull = call.args[2]?.kind === 'Literal' && call.args[2].type === 'boolean' && call.args[2].value;
  if (kind === undefined || written === undefined) throw unsupported('GET_DDL of an expression');
  const parts = [...written.matchAll(/"((?:[^"]|"")*)"|[^."]+/g)].map(([whole, quoted]) => (quoted === undefined ? whole.trim().toUpperCase() : quoted.replaceAll('""', '"')));
  const { session, account } = context;
  const type = kind.toUpperCase().replaceAll('_', ' ');
  switch (type) {
    case 'TABLE': case 'VIEW': {
      const table = lookUpTable(session, qualify(session, parts, 'SELECT'));
      if (table === undefined) throw missing(titleOf(kind), displayName(parts));
      return ddlText(table, isFull);
    }
    case 'SCHEMA': {
      const [name = '', database = session.context.database ?? ''] = parts.toReversed();
      if (account.catalog.schema(database, name) === undefined) throw missing('Schema', displayName(parts));
      return schemaText(database, name, isFull, context);
    }
    case 'DATABASE': {
      const [name = ''] = parts;
      if (account.catalog.database(name) === undefined) throw missing('Database', displayName(parts));
      const schemas = account.catalog.schemas(name).filter((schema) => schema.name !== 'INFORMATION_SCHEMA');
      return [`create or replace database ${displayName([name])};\n`, ...schemas.map((schema) => schemaText(name, schema.name, isFull, context))].join('\n');
    }
    case 'SEQUENCE': case 'FILE FORMAT': case 'WAREHOUSE': {
      const object = lookUpObject(session, type, type === 'WAREHOUSE' ? ['', '', parts.at(-1) ?? ''] : qualify(session, parts, 'SELECT'));
      if (object === undefined) throw missing(titleOf(type), displayName(parts));
      return ddlText(object, isFull);
    }
    case 'FUNCTION': {
      const [named] = parse(`DROP FUNCTION ${written}`, { dialect: 'snowflake' }).statements;
      const entry = named?.kind === 'Drop' ? lookUpFunction(foldNames(named.name), named.signature, context, 'SELECT') : undefined;
      if (entry === undefined) throw missing('Function', written);
      return ddlText(entry, isFull);
    }
    default: throw unsupported(`GET_DDL of a ${kind}`);
  }
}

function schemaText(database: string, name: string, isFull: boolean, { account }: StatementContext): string {
  const own = isFull ? [database, name] : [name];
  const objects = [...account.catalog.tables(database, name), ...account.catalog.objects('SEQUENCE', database, name), ...account.catalog.objects('FILE FORMAT', database, name)];
  return [`create or replace schema ${displayName(own)};\n`, ...objects.map((object) => `${ddlText(object, isFull)}\n`)].join('\n');
}
