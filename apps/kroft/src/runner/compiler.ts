import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';

/** Tables are named at run time, so no row types are known here. */
export type SqlCompiler = Kysely<Record<string, Record<string, unknown>>>;

/** A Kysely without a server: it quotes and compiles, the writer's own session executes. */
export function sqlCompiler(schema: string): SqlCompiler {
  const compiler = new Kysely<Record<string, Record<string, unknown>>>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  return compiler.withSchema(schema);
}
