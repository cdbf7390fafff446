import { quoteName } from '../engine/names.ts';
import { stageKeyOf } from '../stages/stage-name.ts';
import { temporarySchema } from './account.ts';
import type { Session } from './session.ts';

/** Ends what a session has open: its transaction, its temporary tables and stages, its connection. */
export async function closeSession(session: Session): Promise<void> {
  await session.lane.queue.run(async () => {
    await session.lane.unit.rollback();
    if (session.temporary.hasSchema) await session.lane.connection.run({ sql: `DROP SCHEMA IF EXISTS ${quoteName(temporarySchema(session.id))} CASCADE` });
    for (const entry of session.temporary.objects.values()) {
      for (const file of session.account.stages.list(stageKeyOf(entry))) await session.account.stages.remove(file);
    }
    session.lane.connection.close();
  });
}
