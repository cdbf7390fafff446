import type { CreateTable, CreateView, Identifier, NodeOf, Property, Section, SectionItem, Spanned, Statement } from '@millrace/sql-ir';
import { cascades, isNode } from '@millrace/sql-ir';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';
import { alter } from './alter.ts';
import { createIndex } from './indexes.ts';
import { column, tableConstraint } from './definitions.ts';
import { partitionBounds } from './partitions.ts';
import { property, propertyList, settingLines } from './properties.ts';
import { timeTravel } from './relations.ts';
import { createHead, signature } from './routines.ts';

const knownTables: ReadonlySet<string> = new Set(['TEMPORARY', 'TEMP', 'UNLOGGED', 'VIRTUAL']);

function openTable(w: Writer, n: CreateTable | CreateView, object: string): void {
  const foreign = n.modifiers.filter((m) => !knownTables.has(m) && m !== 'RECURSIVE' && !(m === 'MATERIALIZED' && w.dialect.name === 'postgres') && !(m === 'FORCE' && w.dialect.name === 'oracle') && !(m === 'EXTERNAL' && w.dialect.name === 'spark'));
  for (const modifier of foreign) w.need(w.dialect.name === 'snowflake', n, `${modifier} ${object}`);
  createHead(w, n, object);
  w.name(n.name);
}

function clone(w: Writer, n: CreateTable | NodeOf<'CreateObject'>): void {
  if (n.clone === undefined) return;
  w.need(w.dialect.name === 'snowflake', n, 'CLONE');
  w.text += ' CLONE ';
  w.name(n.clone);
  timeTravel(w, n.cloneAt);
}

/** Who writes LIKE behind the table's name. */
const likes: ReadonlySet<string> = new Set(['snowflake', 'mysql', 'spark']);

/** `LIKE t INCLUDING ALL`. */
function likeClause(w: Writer, n: CreateTable, like: readonly Identifier[]): void {
  w.text += 'LIKE ';
  w.name(like);
  for (const option of n.likeOptions ?? []) w.text += ` ${option}`;
}

function createTable(w: Writer, n: CreateTable): void {
  openTable(w, n, 'TABLE');
  if (n.partitionOf !== undefined) {
    w.need(w.dialect.name === 'postgres', n, 'PARTITION OF');
    w.text += ' PARTITION OF ';
    w.name(n.partitionOf.table);
  }
  // PostgreSQL copies among its columns.
  const copied = w.dialect.name === 'postgres' ? n.like : undefined;
  if (n.columns.length > 0 || n.constraints.length > 0 || copied !== undefined) {
    w.text += ' ';
    w.parenthesised([...(copied === undefined ? [] : [{ like: copied }]), ...n.columns, ...n.constraints], (part) => {
      if ('like' in part) likeClause(w, n, part.like);
      else if ('type' in part && typeof part.type === 'string') tableConstraint(w, n, part);
      else column(w, n, part);
    });
  }
  if (n.partitionOf !== undefined) partitionBounds(w, n.partitionOf.bounds);
  if (n.like !== undefined && copied === undefined) {
    w.need(likes.has(w.dialect.name) && n.likeOptions === undefined, n, 'CREATE TABLE … LIKE');
    w.text += ' LIKE ';
    w.name(n.like);
  }
  clone(w, n);
  if (n.template !== undefined) {
    w.need(w.dialect.name === 'snowflake', n, 'USING TEMPLATE');
    w.text += ' USING TEMPLATE ';
    w.node(n.template);
  }
  if (n.module !== undefined) moduleOf(w, n, n.module);
  properties(w, n);
  asQuery(w, n);
  withoutData(w, n);
}

/** ` USING fts5(a, tokenize = 'x')`. */
function moduleOf(w: Writer, n: CreateTable, { name, args }: NonNullable<CreateTable['module']>): void {
  w.need(w.dialect.name === 'sqlite', n, 'VIRTUAL TABLE');
  w.text += ' USING ';
  w.node(name);
  if (args.length === 0) return;
  w.parenthesised(args, (arg) => {
    w.node(arg.name);
    for (const word of arg.words ?? []) w.text += ` ${word}`;
    if (arg.value === undefined) return;
    w.text += ' = ';
    w.node(arg.value);
  });
}

/** Who has which words behind the query of a definition; Trino and Spark have none for views. */
const trailing: Readonly<Record<string, ReadonlySet<Writer['dialect']['name']>>> = {
  'WITH NO DATA': new Set(['postgres', 'duckdb', 'trino']),
  'WITH CHECK OPTION': new Set(['postgres', 'mysql', 'mssql', 'oracle']),
  'WITH LOCAL CHECK OPTION': new Set(['postgres', 'mysql']),
  'WITH CASCADED CHECK OPTION': new Set(['postgres', 'mysql']),
  'WITH READ ONLY': new Set(['oracle']),
};

function withoutData(w: Writer, n: CreateTable | CreateView): void {
  if (n.query === undefined) return;
  for (const { name } of n.properties) {
    const who = trailing[name];
    if (who === undefined) continue;
    w.need(who.has(w.dialect.name), n, name);
    w.line();
    w.text += name;
  }
}

/** AS and the query; behind settings, which have lines of their own, AS has one too. */
function asQuery(w: Writer, n: CreateTable | CreateView): void {
  if (n.query === undefined) return;
  if (w.dialect.name === 'snowflake' && n.properties.length > 0) w.line();
  else w.text += ' ';
  w.text += 'AS';
  w.line();
  w.node(n.query);
}

/** The settings of tables that Spark and MySQL have. */
const engineSettings: { readonly [D in Writer['dialect']['name']]?: ReadonlySet<string> } = {
  spark: new Set([
    'USING', 'PARTITIONED BY', 'CLUSTERED BY', 'SORTED BY', 'CLUSTER BY', 'INTO', 'BUCKETS', 'LOCATION', 'TBLPROPERTIES', 'OPTIONS', 'STORED AS', 'ROW FORMAT DELIMITED', 'FIELDS TERMINATED BY', 'ESCAPED BY',
    'COLLECTION ITEMS TERMINATED BY', 'MAP KEYS TERMINATED BY', 'LINES TERMINATED BY', 'NULL DEFINED AS', 'COMMENT',
  ]),
  oracle: new Set(['TABLESPACE']),
  mysql: new Set(['ENGINE', 'AUTO_INCREMENT', 'DEFAULT CHARSET', 'CHARSET', 'DEFAULT CHARACTER SET', 'CHARACTER SET', 'COLLATE', 'DEFAULT COLLATE', 'COMMENT', 'ROW_FORMAT', 'KEY_BLOCK_SIZE', 'MAX_ROWS', 'MIN_ROWS', 'AVG_ROW_LENGTH']),
};

/** What connectors of Trino let a table be made with, in `WITH (…)`; https://trino.io/docs/current/connector/hive.html#table-properties and iceberg.html */
const trinoSettings: ReadonlySet<string> = new Set([
  'FORMAT', 'FORMAT_VERSION', 'LOCATION', 'EXTERNAL_LOCATION', 'PARTITIONED_BY', 'PARTITIONING', 'BUCKETED_BY', 'BUCKET_COUNT', 'SORTED_BY', 'TRANSACTIONAL', 'COMPRESSION_CODEC', 'ORC_BLOOM_FILTER_COLUMNS',
]);

/** https://www.sqlite.org/lang_createtable.html */
const sqliteSettings: ReadonlySet<string> = new Set(['WITHOUT ROWID', 'STRICT']);

/** Settings of Spark's tables that no other engine's tables have. */
const sparkAlone: ReadonlySet<string> = new Set(['PARTITIONED BY', 'CLUSTERED BY', 'SORTED BY', 'BUCKETS', 'TBLPROPERTIES', 'STORED AS', 'ROW FORMAT DELIMITED']);

function properties(w: Writer, n: CreateTable | CreateView): void {
  if (n.properties.length === 0) return;
  for (const { name } of n.properties) {
    if (sparkAlone.has(name)) w.need(w.dialect.name === 'spark', n, `table setting ${name}`);
    if (name === 'USING') w.need(w.dialect.name === 'spark' || (w.dialect.name === 'postgres' && n.query === undefined), n, 'table setting USING');
  }
  if (w.dialect.name === 'snowflake') {
    for (const p of n.properties) {
      w.line();
      property(w, p);
    }
  } else if (w.dialect.name === 'postgres') postgresSettings(w, n.properties);
  else if (n.properties.every((p) => trailing[p.name] !== undefined)) return;
  else if (w.dialect.name === 'mssql' && n.kind === 'CreateView') viewFlags(w, n);
  else if (n.properties.every((p) => engineSettings[w.dialect.name]?.has(p.name) === true)) {
    // Spark writes its comment without an equals sign, MySQL with one.
    settingLines(w, w.dialect.name === 'spark' ? n.properties.map((p): Property => (p.name === 'COMMENT' ? { ...p, style: 'clause' } : p)) : n.properties);
  }
  else if (w.dialect.name === 'trino' && n.properties.every((p) => p.style === undefined && trinoSettings.has(p.name))) {
    w.text += ' WITH (';
    propertyList(w, n.properties, ', ');
    w.text += ')';
  }
  else if (w.dialect.name === 'sqlite' && n.properties.every((p) => sqliteSettings.has(p.name))) {
    w.text += ` ${n.properties.map((p) => p.name).join(', ')}`;
  } else w.unsupported(n, `table setting ${n.properties.map((p) => p.name).join(', ')}`);
}

/** `WITH SCHEMABINDING, ENCRYPTION`; https://learn.microsoft.com/en-us/sql/t-sql/statements/create-view-transact-sql */
function viewFlags(w: Writer, n: CreateView): void {
  const own = n.properties.filter((p) => trailing[p.name] === undefined);
  for (const p of own) w.need(p.style === 'flag', n, p.name);
  w.text += ` WITH ${own.map((p) => p.name).join(', ')}`;
}

/** Clauses as they are but for what follows the query, and settings in `WITH (…)` before ON COMMIT. */
function postgresSettings(w: Writer, properties: readonly Property[]): void {
  const settings = properties.filter((p) => p.style === undefined);
  const late = (p: Property): boolean => p.name.startsWith('ON COMMIT') || p.name === 'TABLESPACE';
  const clauses = properties.filter((p) => p.style !== undefined && trailing[p.name] === undefined);
  for (const p of clauses.filter((clause) => !late(clause))) {
    w.text += ' ';
    property(w, p);
  }
  if (settings.length > 0) {
    w.text += ' WITH (';
    propertyList(w, settings, ', ');
    w.text += ')';
  }
  for (const p of clauses.filter(late)) {
    w.text += ' ';
    property(w, p);
  }
}

const alwaysKnown: ReadonlySet<string> = new Set(['TABLE', 'VIEW']);

function object(w: Writer, n: Spanned, name: string): void {
  const { objects } = w.dialect;
  w.need(objects === 'any' || alwaysKnown.has(name) || objects.has(name), n, name);
}

function createObject(w: Writer, n: NodeOf<'CreateObject'>): void {
  object(w, n, n.object);
  if (n.on !== undefined) return createIndex(w, n, n.on);
  createHead(w, n, n.object);
  w.name(n.name);
  if (n.args !== undefined) w.parenthesised(n.args, (arg) => w.node(arg));
  if (w.dialect.name !== 'snowflake') foreignSettings(w, n);
  clone(w, n);
  for (const part of n.sections ?? []) section(w, part);
  const settings = w.dialect.name === 'snowflake' ? n.properties : n.properties.map(spelledOut);
  settingLines(w, settings, n.object === 'TRIGGER' ? (p) => triggerClause(w, p) : undefined);
}

function triggerClause(w: Writer, p: Property): void {
  const body = isNode(p.value) && p.value.kind === 'Block' ? p.value.body : undefined;
  if (body !== undefined) triggerBody(w, body);
  else if (p.name === 'WHEN' && isNode(p.value)) {
    w.text += 'WHEN (';
    w.node(p.value);
    w.text += ')';
  } else property(w, p);
}

/** Only Snowflake has COMMENT and NOORDER in a definition, and settings of databases and schemas written `NAME = value`. */
function foreignSettings(w: Writer, n: NodeOf<'CreateObject'>): void {
  const container = n.object === 'SCHEMA' || n.object === 'DATABASE';
  for (const p of n.properties) {
    const foreign = p.name === 'COMMENT' || p.name === 'ORDER' || p.name === 'WITH MANAGED ACCESS' || (container && ((p.style === undefined && w.dialect.name !== 'postgres') || w.dialect.name === 'duckdb'));
    w.need(!foreign, n, `${n.object} setting ${p.name === 'ORDER' ? 'ORDER or NOORDER' : p.name}`);
  }
}

function triggerBody(w: Writer, body: readonly Statement[]): void {
  w.text += 'BEGIN';
  for (const statement of body) {
    w.line();
    w.node(statement);
    w.text += ';';
  }
  w.line();
  w.text += 'END';
}

function section(w: Writer, { name, items }: Section): void {
  w.line();
  w.text += `${name} `;
  w.parenthesised(items, (item) => sectionItem(w, item));
}

function sectionItem(w: Writer, item: SectionItem): void {
  if (item.visibility !== undefined) w.text += `${item.visibility} `;
  if (item.name !== undefined) w.name(item.name);
  for (const p of item.before) {
    w.text += ' ';
    property(w, p);
  }
  if (item.name !== undefined) w.text += ' AS ';
  w.node(item.value);
  for (const p of item.after) {
    w.text += ' ';
    property(w, p);
  }
}

/** Sequence settings as standard SQL has them. */
function spelledOut(p: Property): Property {
  if (p.name === 'START') return { ...p, name: 'START WITH', style: 'clause' };
  return p.name === 'INCREMENT' ? { ...p, name: 'INCREMENT BY', style: 'clause' } : p;
}

/** Who says of which objects what they are on, or where a secret is kept. */
function dropsOn(dialect: Writer['dialect']['name'], object: string): boolean {
  switch (dialect) {
    case 'postgres': return object === 'TRIGGER' || object === 'POLICY' || object === 'DATABASE';
    case 'mysql': case 'mssql': return object === 'INDEX';
    case 'duckdb': return object.endsWith('SECRET');
    default: return false;
  }
}

/** Standard SQL's statements that change definitions. */
export const ddl: Pick<Printers, 'CreateTable' | 'CreateView' | 'CreateObject' | 'Alter' | 'Drop' | 'Undrop'> = {
  CreateTable: createTable,
  CreateView(w, n) {
    openTable(w, n, 'VIEW');
    if (n.columns.length > 0) {
      w.text += ' ';
      w.parenthesised(n.columns, (c) => column(w, n, c));
    }
    properties(w, n);
    asQuery(w, n);
    withoutData(w, n);
  },
  CreateObject: createObject,
  Alter(w, n) {
    object(w, n, n.object);
    alter(w, n);
  },
  Drop(w, n) {
    object(w, n, n.object);
    w.text += `DROP ${n.object} `;
    if (n.concurrently === true && w.dialect.name === 'postgres') w.text += 'CONCURRENTLY ';
    if (n.ifExists) w.text += 'IF EXISTS ';
    signature(w, n);
    for (const name of n.more ?? []) {
      w.need(w.dialect.name === 'postgres' || w.dialect.name === 'mysql' || w.dialect.name === 'mssql', n, 'DROP of several');
      w.text += ', ';
      w.name(name);
    }
    if (n.behavior !== undefined) {
      w.need(cascades(n.object, w.dialect.name), n, `DROP … ${n.behavior}`);
      w.text += ` ${n.behavior}`;
    }
    if (n.properties === undefined) return;
    w.need(w.dialect.name === 'snowflake' || dropsOn(w.dialect.name, n.object), n, n.properties[0]?.name ?? '');
    w.text += ' ';
    propertyList(w, n.properties, ' ');
  },
  Undrop(w, n) {
    w.need(w.dialect.name === 'snowflake', n, 'UNDROP');
    w.text += `UNDROP ${n.object} `;
    signature(w, n);
    if (n.renameTo === undefined) return;
    w.text += ' RENAME TO ';
    w.name(n.renameTo);
  },
};
