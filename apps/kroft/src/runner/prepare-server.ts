import type { ISql } from 'postgres';
import type { PostgresClient } from '@millrace/connectors';
import { firstVersion } from '../evolution/evolve-table.ts';
import { errors } from '../errors.ts';
import type { Schema } from '../schema/define-schema.ts';
import { sqlCompiler } from './compiler.ts';
import { createTable } from './ddl.ts';

/** Kroft's own tables on the server: how far each run has come, and every schema change it made. */
export const bookkeeping = 'kroft';

/** How far a run has come, as committed with its last transaction. */
export interface Progress {
  readonly transaction: number;
  readonly planHash: string;
}

async function createBookkeeping(client: ISql): Promise<void> {
  await client`create schema if not exists ${client(bookkeeping)}`;
  await client`create table if not exists ${client(bookkeeping)}.progress (schema_name text primary key, tx_seq bigint not null, plan_hash text not null, started_at timestamptz not null default now())`;
  await client`create table if not exists ${client(bookkeeping)}.audit (
    id bigint generated always as identity primary key, schema_name text not null, tx_seq bigint not null, version int not null, kind text not null,
    table_name text not null, column_name text not null, before jsonb, after jsonb, sql text not null,
    xid bigint not null default pg_current_xact_id()::text::bigint, at timestamptz not null default clock_timestamp())`;
}

/** @throws ToolError KROFT_WAL_LEVEL when the server keeps too little in its log for change streams. */
export async function requireLogicalWal(client: PostgresClient): Promise<void> {
  const [row] = await client<{ wal_level: string }[]>`show wal_level`;
  if (row?.wal_level !== 'logical') throw errors.KROFT_WAL_LEVEL.error({ level: row?.wal_level ?? 'unknown' });
}

/**
 * Creates a model's schema and tables, all or nothing.
 *
 * @param ifExists `fail` refuses a schema that is there, `replace` drops it first when it is one of Kroft's.
 * @throws ToolError KROFT_SCHEMA_EXISTS.
 */
export async function createSchema(client: PostgresClient, schema: Schema, ifExists: 'fail' | 'replace'): Promise<void> {
  const compiler = sqlCompiler(schema.name);
  await client.begin(async (tx) => {
    const [existing] = await tx<{ ours: boolean }[]>`
      select to_regclass(${`${bookkeeping}.progress`}) is not null as ours from pg_namespace where nspname = ${schema.name}`;
    if (existing !== undefined) {
      const ours = existing.ours && (await tx`select 1 from ${tx(bookkeeping)}.progress where schema_name = ${schema.name}`).length > 0;
      if (ifExists === 'fail') throw errors.KROFT_SCHEMA_EXISTS.error({ schema: schema.name });
      if (!ours) throw errors.KROFT_SCHEMA_EXISTS.error({ schema: schema.name }, { hint: 'Kroft did not create it, so it is not replaced; drop it yourself, or choose another name' });
      await tx`drop schema ${tx(schema.name)} cascade`;
    }
    await createBookkeeping(tx);
    await tx`create schema ${tx(schema.name)}`;
    for (const table of parentsFirst(schema)) for (const { sql } of createTable(compiler, firstVersion(table))) await tx.unsafe(sql);
    await tx`delete from ${tx(bookkeeping)}.audit where schema_name = ${schema.name}`;
    await tx`insert into ${tx(bookkeeping)}.progress (schema_name, tx_seq, plan_hash) values (${schema.name}, 0, '')
      on conflict (schema_name) do update set tx_seq = 0, plan_hash = '', started_at = now()`;
  });
}

/** How far the server says a run has come; undefined when it knows none of that schema. */
export async function readProgress(client: PostgresClient, schema: string): Promise<Progress | undefined> {
  const [known] = await client<{ known: boolean }[]>`select to_regclass(${`${bookkeeping}.progress`}) is not null as known`;
  if (known?.known !== true) return undefined;
  const [row] = await client<{ tx_seq: string; plan_hash: string }[]>`select tx_seq, plan_hash from ${client(bookkeeping)}.progress where schema_name = ${schema}`;
  return row === undefined ? undefined : { transaction: Number(row.tx_seq), planHash: row.plan_hash };
}

function parentsFirst(schema: Schema): Schema['tables'] {
  const ordered: Schema['tables'][number][] = [];
  const visit = (table: Schema['tables'][number]): void => {
    if (ordered.includes(table)) return;
    for (const { references } of table.columns) {
      const parent = schema.tables.find((candidate) => candidate.name === references?.table);
      if (parent !== undefined) visit(parent);
    }
    ordered.push(table);
  };
  schema.tables.forEach(visit);
  return ordered;
}
