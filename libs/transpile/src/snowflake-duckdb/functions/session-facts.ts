import type { ParameterValue } from '@millrace/sql-ir';
import type { RewriteContext } from './record.ts';

/** The account roles that are active; without more knowledge the primary role and PUBLIC, which every user has. */
export function activeRoles({ session }: RewriteContext): readonly string[] {
  return session.activeRoles ?? [...(session.role === undefined ? [] : [session.role]), 'PUBLIC'];
}

/** The database roles that are active. */
export function activeDatabaseRoles({ session }: RewriteContext): readonly string[] {
  return session.activeDatabaseRoles ?? [];
}

/** The schemas that unqualified names are looked for in, as CURRENT_SCHEMAS shows them. */
export function searchPath({ catalog }: RewriteContext): string | undefined {
  const { currentDatabase: database, currentSchema: schema } = catalog ?? {};
  if (database === undefined) return undefined;
  const schemas = [...new Set([...(schema === undefined ? [] : [schema]), 'PUBLIC'])];
  return `[${schemas.map((each) => JSON.stringify(`${database}.${each}`)).join(', ')}]`;
}

/** The text of a session variable, undefined for NULL. */
export function variableText(value: ParameterValue): string | undefined {
  return value === null ? undefined : String(value);
}

const truth = (value: boolean): string => (value ? 'TRUE' : 'FALSE');

/**
 * A property that SYS_CONTEXT reads, or the answer of a function of its; undefined for one that there is not, which is NULL in SQL.
 *
 * @param words the call's arguments, undefined for what is no constant text.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions/sys_context
 */
export function contextProperty(words: readonly (string | undefined)[], context: RewriteContext): string | undefined {
  const [namespace, property, ...args] = words;
  const { session, catalog } = context;
  const roles = (known: readonly string[]): string => truth(args.some((name) => name !== undefined && known.includes(name)));
  switch (`${namespace}.${property?.toUpperCase()}`) {
    case 'SNOWFLAKE$SESSION.PRINCIPAL_NAME': return session.user;
    case 'SNOWFLAKE$SESSION.PRINCIPAL_TYPE': return session.user === undefined ? undefined : 'USER';
    case 'SNOWFLAKE$SESSION.ID': return session.sessionId;
    case 'SNOWFLAKE$SESSION.IP_ADDRESS': return session.ipAddress ?? '127.0.0.1';
    case 'SNOWFLAKE$SESSION.ROLE': case 'SNOWFLAKE$CURRENT.ROLE': return session.role;
    case 'SNOWFLAKE$SESSION.ROLE_TYPE': case 'SNOWFLAKE$CURRENT.ROLE_TYPE': return session.role === undefined ? undefined : 'ROLE';
    case 'SNOWFLAKE$SESSION.DATABASE': return catalog?.currentDatabase;
    case 'SNOWFLAKE$SESSION.SCHEMA': return catalog?.currentSchema;
    case 'SNOWFLAKE$SESSION.SCHEMAS': return searchPath(context)?.replaceAll(', ', ',');
    case 'SNOWFLAKE$SESSION.WAREHOUSE': return session.warehouse;
    case 'SNOWFLAKE$SESSION.IS_ROLE_ACTIVATED': case 'SNOWFLAKE$CURRENT.IS_ROLE_ACTIVATED': return roles(activeRoles(context));
    case 'SNOWFLAKE$SESSION.IS_DATABASE_ROLE_ACTIVATED': return roles(activeDatabaseRoles(context));
    case 'SNOWFLAKE$ENVIRONMENT.CLIENT': return session.client ?? 'Millrace';
    case 'SNOWFLAKE$ENVIRONMENT.ACCOUNT': return session.account;
    case 'SNOWFLAKE$ENVIRONMENT.REGION': return session.region ?? 'AWS_US_WEST_2';
    default: return undefined;
  }
}
