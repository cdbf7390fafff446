import type { CommentOn, Grant, GrantTarget, Identifier, Signature } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { objectName, signature } from './name.ts';
import { className, maybeObjectKind, objectKind } from './object-kind.ts';

/** An object's name, of a routine with its types. */
export function named(p: SqlParser, object: string): Signature {
  const name = objectName(p);
  return /FUNCTION$|PROCEDURE$|^MACRO$/.test(object) ? { name, ...signature(p) } : { name };
}

const roles: readonly (readonly string[])[] = [['DATABASE', 'ROLE'], ['APPLICATION', 'ROLE'], ['SERVICE', 'ROLE'], ['INSTANCE', 'ROLE'], ['ROLE']];

/** GRANT and REVOKE; https://docs.snowflake.com/en/sql-reference/sql/grant-privilege */
export function grant(p: SqlParser, start: number = p.start(), defaults?: NonNullable<Grant['defaults']>): Grant {
  const { text: action } = p.next();
  const grantOptionFor = action === 'REVOKE' && p.acceptAll('GRANT', 'OPTION', 'FOR');
  let adminOption = action === 'REVOKE' && p.vocabulary.dialect !== 'snowflake' && p.acceptAll('ADMIN', 'OPTION', 'FOR');
  const what = (defaults === undefined ? grantedRoles(p) : undefined) ?? privileges(p, defaults !== undefined);
  // SQL Server takes REVOKE … TO as well.
  if (action !== 'REVOKE' || p.vocabulary.dialect !== 'mssql' || !p.accept('TO')) p.expect(action === 'REVOKE' ? 'FROM' : 'TO');
  const grantees = p.list(() => grantee(p));
  let grantOption = grantOptionFor;
  let grantedBy: Identifier | undefined;
  let currentGrants: Grant['currentGrants'];
  let behavior: Grant['behavior'];
  for (;;) {
    if (p.acceptAll('WITH', 'GRANT', 'OPTION')) grantOption = true;
    else if (p.vocabulary.dialect !== 'snowflake' && p.acceptAll('WITH', 'ADMIN', 'OPTION')) adminOption = true;
    else if (p.vocabulary.dialect !== 'snowflake' && p.acceptAll('GRANTED', 'BY')) grantedBy = p.identifier('a role', true);
    else if (p.acceptAll('COPY', 'CURRENT', 'GRANTS')) currentGrants = 'COPY';
    else if (p.acceptAll('REVOKE', 'CURRENT', 'GRANTS')) currentGrants = 'REVOKE';
    else {
      const found = p.acceptAny('CASCADE', 'RESTRICT');
      if (found === undefined) break;
      behavior = found;
    }
  }
  return {
    kind: 'Grant', action: action === 'REVOKE' || action === 'DENY' ? action : 'GRANT', what, grantees, ...(defaults === undefined ? {} : { defaults }), grantOption, ...(adminOption ? { adminOption } : {}), ...(grantedBy === undefined ? {} : { grantedBy }), ...(currentGrants === undefined ? {} : { currentGrants }), ...(behavior === undefined ? {} : { behavior }), pos: start, end: p.end(),
  };
}

/** https://www.postgresql.org/docs/current/sql-alterdefaultprivileges.html */
export function defaultPrivileges(p: SqlParser, start: number): Grant {
  p.expectAll('DEFAULT', 'PRIVILEGES');
  const roles: Identifier[] = [];
  const schemas: Identifier[] = [];
  for (;;) {
    if (p.acceptAll('FOR', 'ROLE') || p.acceptAll('FOR', 'USER')) roles.push(...p.list(() => p.identifier('a role', true)));
    else if (p.acceptAll('IN', 'SCHEMA')) schemas.push(...p.list(() => p.identifier('a schema')));
    else break;
  }
  if (!p.at('GRANT') && !p.at('REVOKE')) p.fail('GRANT', 'REVOKE');
  return grant(p, start, { roles, schemas });
}

type Granted = Grant['what'];

function grantedRoles(p: SqlParser): Granted | undefined {
  const object = roles.find((words) => p.acceptAll(...words))?.join(' ') ?? classRole(p);
  // Standard SQL grants a role by its name alone.
  const bare = object === undefined && p.vocabulary.dialect !== 'snowflake' && p.looksLike(() => p.list(() => objectName(p)).length > 0 && (p.at('TO') || p.at('FROM')));
  if (object === undefined && !bare) return undefined;
  return { type: 'ROLES', ...(object === undefined ? {} : { object }), names: p.list(() => instanceName(p)) };
}

/** `SNOWFLAKE.CORE.BUDGET ROLE`: the roles of a class's instances; https://docs.snowflake.com/en/sql-reference/sql/grant-instance-role */
function classRole(p: SqlParser): string | undefined {
  if (!p.looksLike(() => className(p) !== undefined && p.at('ROLE'))) return undefined;
  const name = className(p) ?? '';
  p.expect('ROLE');
  return `${name} ROLE`;
}

/** A role's name; a service's own roles stand after its name and `!`. */
function instanceName(p: SqlParser): readonly Identifier[] {
  const name = objectName(p, 'a role');
  const last = name.at(-1);
  if (last === undefined || !p.accept('!')) return name;
  const role = p.identifier('a role', true);
  return [...name.slice(0, -1), { ...last, name: `${last.name}!${role.name}`, end: role.end }];
}

function privileges(p: SqlParser, ofKind: boolean): Granted {
  const found = p.list(() => {
    const words: string[] = [];
    while (p.peek().kind === 'word' && !p.at('ON') && !p.at('TO') && !p.at('FROM')) words.push(className(p) ?? p.word());
    if (words.length === 0) p.fail('a privilege');
    return { name: words.join(' '), columns: p.at('(') ? p.parenthesised(() => p.identifier('a column', true)) : [] };
  });
  // Oracle and SQL Server grant what one may do anywhere.
  const anywhere = (p.vocabulary.dialect === 'oracle' || p.vocabulary.dialect === 'mssql') && !p.at('ON');
  if (!anywhere) p.expect('ON');
  return { type: 'PRIVILEGES', privileges: found, on: anywhere ? { names: [] } : ofKind ? { object: p.word('a kind of objects'), names: [] } : target(p) };
}

function target(p: SqlParser): GrantTarget {
  const every = (p.at('ALL') || p.at('FUTURE')) && p.peekAt(2).kind === 'word' ? p.acceptAny('ALL', 'FUTURE') : undefined;
  if (every === undefined) {
    const securable = p.vocabulary.dialect === 'mssql' && p.peekAt(2).text === '::' ? p.word() : undefined;
    if (securable !== undefined) {
      p.expect('::');
      return { object: securable, names: [named(p, securable)] };
    }
    const object = maybeObjectKind(p, (n) => p.peekAt(n).kind === 'word' || p.peekAt(n).kind === 'name' || p.peekAt(n).kind === 'stage');
    if (object === 'ACCOUNT' && (p.at('TO') || p.at('FROM'))) return { object, names: [] };
    return { ...(object === undefined ? {} : { object }), names: p.list(() => named(p, object ?? '')) };
  }
  const words: string[] = [];
  while (p.peek().kind === 'word' && !p.at('IN') && !p.at('TO') && !p.at('FROM')) words.push(p.word());
  if (!p.accept('IN')) return { every, object: words.join(' '), names: [] };
  const object = objectKind(p);
  return { every, object: words.join(' '), names: [], in: { object, name: object === 'ACCOUNT' && (p.at('TO') || p.at('FROM')) ? [] : objectName(p) } };
}

const granteeKinds: readonly (readonly string[])[] = [
  ...roles, ['USER'], ['SHARE'], ['APPLICATION', 'PACKAGE'], ['APPLICATION'], ['GROUP'],
];

function grantee(p: SqlParser): Grant['grantees'][number] {
  const object = granteeKinds.find((words) => (p.peekAt(words.length + 1).kind === 'word' || p.peekAt(words.length + 1).kind === 'name') && p.acceptAll(...words))?.join(' ');
  return { ...(object === undefined ? {} : { object }), name: p.vocabulary.dialect === 'snowflake' ? objectName(p, 'a role') : [p.identifier('a role', true)] };
}

/** `COMMENT [IF EXISTS] ON <object> <name> IS '…'`; https://docs.snowflake.com/en/sql-reference/sql/comment */
export function commentOn(p: SqlParser): CommentOn {
  const start = p.start();
  p.expect('COMMENT');
  const ifExists = p.acceptAll('IF', 'EXISTS');
  p.expect('ON');
  const object = objectKind(p);
  const found = named(p, object);
  p.expect('IS');
  const text = p.accept('NULL') ? {} : { text: p.string() };
  return { kind: 'CommentOn', object, ifExists, ...found, ...text, pos: start, end: p.end() };
}
