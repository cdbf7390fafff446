import type { DataType } from './data-type.ts';
import type { Identifier } from './expression.ts';
import type { Spanned } from './node.ts';

/** An object's name; of a function or procedure with the types that tell it from its namesakes. */
export interface Signature {
  readonly name: readonly Identifier[];
  readonly signature?: readonly DataType[];
}

/** What privileges are on. */
export interface GrantTarget {
  /** `ON ALL TABLES IN …`, `ON FUTURE TABLES IN …`. */
  readonly every?: 'ALL' | 'FUTURE';
  /** TABLE, SCHEMA, ACCOUNT, …; plural with `every`. Absent where standard SQL means a table. */
  readonly object?: string;
  /** Empty for ACCOUNT and with `every`; with no object either, the privileges are on the whole system. */
  readonly names: readonly Signature[];
  readonly in?: { readonly object: string; readonly name: readonly Identifier[] };
}

/** GRANT and REVOKE of privileges, or of roles. */
export interface Grant extends Spanned {
  readonly kind: 'Grant';
  readonly action: 'GRANT' | 'REVOKE' | 'DENY';
  readonly what:
    | { readonly type: 'PRIVILEGES'; readonly privileges: readonly { readonly name: string; readonly columns: readonly Identifier[] }[]; readonly on: GrantTarget }
    /** `object` is ROLE, DATABASE ROLE, APPLICATION ROLE, SERVICE ROLE, … */
    | { readonly type: 'ROLES'; readonly object?: string; readonly names: readonly (readonly Identifier[])[] };
  readonly grantees: readonly { readonly object?: string; readonly name: readonly Identifier[] }[];
  /** PostgreSQL's ALTER DEFAULT PRIVILEGES: it is for what these roles will make in these schemas. */
  readonly defaults?: { readonly roles: readonly Identifier[]; readonly schemas: readonly Identifier[] };
  /** `WITH GRANT OPTION`, `GRANT OPTION FOR`. */
  readonly grantOption: boolean;
  /** `WITH ADMIN OPTION`, `ADMIN OPTION FOR`: the same of roles. */
  readonly adminOption?: true;
  readonly grantedBy?: Identifier;
  /** What becomes of the grants of the former owner. */
  readonly currentGrants?: 'COPY' | 'REVOKE';
  readonly behavior?: 'CASCADE' | 'RESTRICT';
}

/** `COMMENT ON TABLE t IS '…'`. */
export interface CommentOn extends Spanned, Signature {
  readonly kind: 'CommentOn';
  readonly object: string;
  readonly ifExists: boolean;
  /** Absent: NULL. */
  readonly text?: string;
}
