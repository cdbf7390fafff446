import type { PostgresClient } from '../client.ts';
import { type Lsn, parseLsn } from './lsn.ts';

/** A slot as the server keeps it. */
export interface ReplicationSlot {
  readonly name: string;
  readonly active: boolean;
  /** Everything before it is acknowledged. */
  readonly confirmed: Lsn;
  /** Bytes of log that the server keeps for this slot. */
  readonly retained: bigint;
}

/** Creates a slot with pgoutput; it keeps the server's log from now on until someone reads it, or drops it. */
export async function createReplicationSlot(client: PostgresClient, slot: string): Promise<Lsn> {
  const [row] = await client<{ lsn: string }[]>`select lsn from pg_create_logical_replication_slot(${slot}, 'pgoutput')`;
  return parseLsn(row?.lsn ?? '0/0');
}

/** Drops a slot, ending its reader first. Nothing happens when there is none. */
export async function dropReplicationSlot(client: PostgresClient, slot: string): Promise<void> {
  await client`select pg_terminate_backend(active_pid, 5000) from pg_replication_slots where slot_name = ${slot} and active_pid is not null`;
  await client`select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = ${slot}`;
}

/** Looks a slot up. */
export async function replicationSlot(client: PostgresClient, slot: string): Promise<ReplicationSlot | undefined> {
  const [row] = await client<{ active: boolean; confirmed: string; retained: string }[]>`
    select active, confirmed_flush_lsn::text as confirmed, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::bigint as retained
    from pg_replication_slots where slot_name = ${slot}`;
  return row === undefined ? undefined : { name: slot, active: row.active, confirmed: parseLsn(row.confirmed), retained: BigInt(row.retained) };
}

/** Creates a publication of every table of a schema, present and future (PostgreSQL 15), unless it exists. */
export async function createPublication(client: PostgresClient, publication: string, schema: string): Promise<void> {
  const existing = await client`select 1 from pg_publication where pubname = ${publication}`;
  if (existing.length === 0) await client`create publication ${client(publication)} for tables in schema ${client(schema)}`;
}

/** Drops a publication if it exists. */
export async function dropPublication(client: PostgresClient, publication: string): Promise<void> {
  await client`drop publication if exists ${client(publication)}`;
}
