import { type Cte, type DialectName, forEachChild, type Identifier, isQuery, isStatement, type Node, type QueryTail, type Relation, type SetOperation, type Statement, type Table } from '@millrace/sql-ir';

/** One mention of a table. */
export interface TableUse {
  readonly name: readonly Identifier[];
  readonly node: Table;
}

/** What a statement reads and writes, each mention once, in source order. */
export interface TablesOf {
  readonly reads: readonly TableUse[];
  readonly writes: readonly TableUse[];
}

/** The common table expressions in sight, innermost last. */
type Scope = ReadonlySet<string>;

/** What makes two names one: only Snowflake and PostgreSQL tell case in quotes, and they fold what has none to opposite sides. */
function foldingOf(dialect: DialectName | undefined): (name: Identifier) => string {
  switch (dialect) {
    case 'snowflake': return ({ name, quoted }) => (quoted ? name : name.toUpperCase());
    case 'postgres': return ({ name, quoted }) => (quoted ? name : name.toLowerCase());
    case 'oracle': return ({ name, quoted }) => (quoted ? name : name.toUpperCase());
    case 'duckdb': case 'sqlite': case 'mysql': case 'mssql': case 'trino': case 'spark': case undefined: return ({ name }) => name.toLowerCase();
  }
}

class Finder {
  private readonly fold: (name: Identifier) => string;
  /** Whether a union may name itself without RECURSIVE. Rule: https://docs.snowflake.com/en/sql-reference/constructs/with */
  private readonly recursiveUnions: boolean;

  constructor(dialect: DialectName | undefined) {
    this.fold = foldingOf(dialect);
    this.recursiveUnions = dialect === 'snowflake' || dialect === 'mssql' || dialect === 'oracle';
  }

  readonly reads: TableUse[] = [];
  readonly writes: TableUse[] = [];

  read(node: Node, scope: Scope): void {
    if (node.kind === 'Table') this.table(node, scope);
    if (node.kind === 'SemanticView') this.reads.push({ name: node.name, node: { kind: 'Table', name: node.name, pos: node.name[0]?.pos ?? node.pos, end: node.name.at(-1)?.end ?? node.end } });
    // A node's own handler goes first, so that WITH is in sight of what follows it and not of itself.
    const inner = 'with' in node ? this.ctes(node, scope) : scope;
    forEachChild(node, (child) => {
      if (child.kind !== 'Cte' || !('with' in node)) this.read(child, inner);
    });
  }

  private table(table: Table, scope: Scope): void {
    const [only] = table.name;
    if (table.name.length === 1 && only !== undefined && scope.has(this.fold(only))) return;
    this.reads.push({ name: table.name, node: table });
  }

  /** Reads the queries of a WITH clause and answers what is in sight after it. */
  ctes(node: QueryTail | { readonly with: readonly Cte[]; readonly recursive: boolean }, scope: Scope): Scope {
    if (node.with.length === 0) return scope;
    const inner = new Set(scope);
    // With RECURSIVE each sees itself and those before it; without, only those before it.
    for (const cte of node.with) {
      if (node.recursive) inner.add(this.fold(cte.name));
      if (this.recursiveUnions && cte.query.kind === 'SetOperation') this.union(cte.query, new Set(inner), this.fold(cte.name));
      else if (isQuery(cte.query)) this.read(cte.query, new Set(inner));
      else inStatement(this, cte.query);
      inner.add(this.fold(cte.name));
    }
    return inner;
  }

  /** Reads a union whose second query sees the union itself. */
  private union(query: SetOperation, scope: Scope, self: string): void {
    const inner = this.ctes(query, scope);
    this.read(query.left, inner);
    this.read(query.right, new Set([...inner, self]));
    for (const { expression } of query.orderBy) this.read(expression, inner);
  }

  write(table: Table): void {
    this.writes.push({ name: table.name, node: table });
  }

  /** Writes those tables of a join that are named as changed, by alias or name, and reads the others. */
  changed(targets: readonly Table[], joined: Relation, scope: Scope): void {
    const nameOf = (table: Table): string => [table.alias?.name ?? table.name.at(-1)].map((name) => (name === undefined ? '' : this.fold(name))).join('');
    const names = new Set(targets.map(nameOf));
    const side = (n: Relation): void => {
      if (n.kind === 'Join') {
        side(n.left);
        side(n.right);
        if (n.on !== undefined) this.read(n.on, scope);
      } else if (n.kind === 'Table' && names.has(nameOf(n))) this.write(n);
      else this.read(n, scope);
    };
    side(joined);
  }

  writeName(name: readonly Identifier[], at: { readonly pos: number; readonly end: number }): void {
    this.write({ kind: 'Table', name, pos: name[0]?.pos ?? at.pos, end: name.at(-1)?.end ?? at.end });
  }
}

function inStatement(find: Finder, s: Statement): void {
  const none: Scope = new Set();
  // SQL Server's OUTPUT … INTO writes to a table, unless that is a variable.
  if ('returningInto' in s && s.returningInto?.table?.name[0]?.name.startsWith('@') === false) find.write(s.returningInto.table);
  const readAll = (nodes: readonly (Node | undefined)[], scope: Scope): void => nodes.forEach((node) => node !== undefined && find.read(node, scope));
  switch (s.kind) {
    case 'Insert': {
      find.write(s.table);
      const scope = find.ctes(s, none);
      if (s.source !== 'DEFAULT VALUES') find.read(s.source, scope);
      readAll([...(s.conflict?.set.map((set) => set.value) ?? []), s.conflict?.where, ...s.returning], scope);
      return;
    }
    case 'InsertAll': {
      for (const { table } of [...s.branches.flatMap((branch) => branch.into), ...s.otherwise]) find.write(table);
      readAll(s.branches.map(({ condition }) => condition), none);
      for (const one of s.inserts ?? []) inStatement(find, one);
      return find.read(s.source, none);
    }
    case 'Update': {
      if (s.joined === undefined) find.write(s.table);
      const scope = find.ctes(s, none);
      if (s.joined !== undefined) find.changed([s.table], s.joined, scope);
      return readAll([...s.set.map((set) => set.value), s.from, s.where, ...s.returning], scope);
    }
    case 'Delete': {
      if (s.joined === undefined) find.write(s.table);
      const scope = find.ctes(s, none);
      if (s.joined !== undefined) find.changed([s.table, ...(s.more ?? [])], s.joined, scope);
      return readAll([s.using, s.where, ...s.returning], scope);
    }
    case 'Merge': {
      find.write(s.target);
      const scope = find.ctes(s, none);
      readAll([s.source, s.on, ...s.returning], scope);
      // The conditions and values of the branches are reached through a copy without what was read above.
      for (const when of s.whens) {
        readAll([when.condition], scope);
        if (when.action.type === 'UPDATE') readAll(when.action.set.map((set) => set.value), scope);
        if (when.action.type === 'INSERT') readAll(when.action.values, scope);
      }
      return;
    }
    case 'Truncate': return s.tables.forEach((table) => find.write(table));
    case 'Copy':
      // What stands beside the table is a file.
      if (s.direction === 'FROM') return find.write(s.target);
      if (s.direction === 'TO') return find.read(s.source, none);
      find.write(s.target);
      find.read(s.source, none);
      return;
    case 'CreateTable':
      find.writeName(s.name, s);
      for (const name of [s.like, s.clone]) if (name !== undefined) find.reads.push({ name, node: { kind: 'Table', name, pos: name[0]?.pos ?? s.pos, end: name.at(-1)?.end ?? s.end } });
      return readAll([s.query], none);
    case 'CreateView':
      find.writeName(s.name, s);
      return find.read(s.query, none);
    case 'Alter': case 'Drop': case 'Undrop':
      if (!s.object.endsWith('TABLE') && !s.object.endsWith('VIEW')) return;
      find.writeName(s.name, s);
      if (s.kind === 'Drop') for (const name of s.more ?? []) find.writeName(name, s);
      // The other name of SWAP WITH and RENAME TO is another table from now on.
      if (s.kind === 'Alter') for (const action of s.actions) if (action.type === 'SWAP WITH' || action.type === 'RENAME TO') find.writeName(action.name, s);
      return;
    case 'Explain': return inStatement(find, s.statement);
    case 'Flow': return s.statements.forEach((statement) => inStatement(find, statement));
    case 'EngineCommand':
      if (s.statement !== undefined) inStatement(find, s.statement);
      return readAll([s.query], none);
    case 'QueryStatement': case 'SetVariable': case 'Show': case 'CallStatement': case 'Execute': return find.read(s, none);
    case 'Block': case 'Declare': case 'Assign': case 'Branch': case 'Loop': case 'Jump': case 'CursorCommand': case 'Async':
      return forEachChild(s, (child) => (isStatement(child) ? inStatement(find, child) : find.read(child, none)));
    // What a routine, a task or a pipe does, it does when it runs.
    case 'CreateRoutine': case 'CreateObject': return;
    case 'AlterSession': case 'CommentOn': case 'Describe': case 'Grant': case 'StageCommand': case 'Transaction': case 'Use': return;
  }
}

/**
 * The tables a statement reads and writes. A name that a common table expression in sight carries is none, but
 * `WITH a AS (SELECT * FROM a)` reads the table a: without RECURSIVE a common table expression does not see itself.
 *
 * @param dialect decides whether case tells names apart; without it, it does not.
 * @example tablesOf(parseStatement('INSERT INTO t SELECT * FROM s', { dialect: 'duckdb' })) // reads s, writes t
 */
export function tablesOf(statement: Statement, dialect?: DialectName): TablesOf {
  const find = new Finder(dialect);
  inStatement(find, statement);
  return { reads: find.reads, writes: find.writes };
}
