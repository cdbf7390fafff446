import { missing, SqlFailure, shapes } from '../failures.ts';
import { displayName, qualify, requireObject, requireTable } from '../session/resolve.ts';
import type { Session } from '../session/session.ts';
import type { Settings } from '../catalog/entries.ts';
import type { StageFile } from './stage-store.ts';
import { parseStageName, stageKeyOf, tableStageKey, userStageKey } from './stage-name.ts';

/** A place in a stage. */
export interface StagePlace {
  /** Under which the files are kept. */
  readonly key: string;
  /** Where in the stage; empty: the stage itself. */
  readonly path: string;
  /** What LIST puts before a file's path: `stage_name/`, empty for the user's and tables' own stages. */
  readonly prefix: string;
  /** The stage's own settings: its file format and copy options. */
  readonly settings: Settings;
}

/**
 * Finds the stage a statement names.
 *
 * @param text as written: `@~/x`, `@%t`, `@db.s.stage/path`.
 * @throws SqlFailure 002003 when there is no such stage or table.
 */
export function locateStage(session: Session, text: string): StagePlace {
  const name = parseStageName(text);
  if (name === undefined) throw new SqlFailure(shapes.invalidProperty, `invalid stage name '${text}'`);
  switch (name.kind) {
    case 'user': return { key: userStageKey(session.user), path: name.path, prefix: '', settings: {} };
    case 'table': {
      const table = requireTable(session, name.name, 'PUT');
      return { key: tableStageKey([table.database, table.schema, table.name]), path: name.path, prefix: '', settings: {} };
    }
    case 'named': {
      // Drivers name the stage of bound rows as SYSTEM$BIND, relative to the current schema.
      if (name.name.length > 3) throw missing('Stage', displayName(name.name));
      qualify(session, name.name, 'PUT');
      const stage = requireObject(session, 'STAGE', name.name, 'PUT');
      return { key: stageKeyOf(stage), path: name.path, prefix: `${stage.name.toLowerCase()}/`, settings: stage.settings };
    }
  }
}

/** A path for a file under a place in a stage. */
export function joinPath(place: StagePlace, file: string): string {
  return place.path === '' ? file : `${place.path.replace(/\/$/, '')}/${file}`;
}

/** What follows when a place names a folder: files whose path starts with it. */
export function filesAt(session: Session, place: StagePlace): readonly StageFile[] {
  return session.account.stages.list(place.key, place.path);
}
