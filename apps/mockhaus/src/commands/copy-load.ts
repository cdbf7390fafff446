import { messageOf } from '@millrace/diagnostics';
import type { Copy, Table } from '@millrace/sql-ir';
import { visit } from '@millrace/sql-ir';
import type { EngineConnection } from '../engine/engine.ts';
import { SqlFailure, shapes, unsupported } from '../failures.ts';
import { type QueryResult, statementTypes } from '../history/query-result.ts';
import { foldNames, requireTable } from '../session/resolve.ts';
import { resolveFormat } from '../stages/file-format.ts';
import { joinPath, locateStage, type StagePlace } from '../stages/locate-stage.ts';
import type { StageFile } from '../stages/stage-store.ts';
import { stageRelation } from '../stages/stage-relation.ts';
import { toFailure } from '../to-failure.ts';
import { numberColumn, textColumn } from '../wire/result-column.ts';
import type { StatementContext } from './context.ts';
import { type CopyPlan, insertOf, rowChecks, targetColumns } from './copy-plan.ts';
import { type FileFault, firstFault, describeFault } from './copy-faults.ts';
import { readSettings, settingIsOn, settingText, settingTexts } from './properties.ts';
import { rowsResult, statusResult } from './results.ts';
import { highestPosition, isStage } from './stage-tables.ts';
import { translate } from './translate.ts';

/** What became of one file. */
interface FileOutcome {
  readonly file: StageFile;
  readonly parsed: number;
  readonly loaded: number;
  readonly errors: number;
  readonly fault: FileFault | undefined;
}

/** COPY INTO a table from stage files. */
export async function loadFiles(statement: Copy, context: StatementContext): Promise<QueryResult> {
  const table = requireTable(context.session, foldNames(statement.target.name), 'COPY');
  const settings = readSettings(statement.properties);
  if (settings['VALIDATION_MODE'] !== undefined) throw unsupported('VALIDATION_MODE');
  const place = locateStage(context.session, stageOf(statement).name[0]?.name ?? '');
  const plan: CopyPlan = { statement, table, settings, format: resolveFormat(context.session, settings, place.settings) };
  const files = await newFiles(plan, place, context);
  if (files.length === 0) return statusResult('Copy executed with 0 files processed.', statementTypes.copy);
  const mode = (settingText(settings, 'ON_ERROR') ?? 'ABORT_STATEMENT').toUpperCase();
  const outcomes = mode === 'ABORT_STATEMENT' ? await loadAll(plan, files, context) : await loadEach(plan, files, mode, context);
  if (settingIsOn(settings, 'PURGE')) for (const { file, loaded } of outcomes) if (loaded > 0) await context.account.stages.remove(file);
  return rowsResult(resultColumns, outcomes.map((outcome) => outcomeRow(outcome, place, mode)), statementTypes.copy);
}

/** The stage that a COPY reads, in its FROM or inside its query. */
function stageOf(statement: Copy): Table {
  const stages: Table[] = [];
  visit(statement.source, { Table: (table) => { if (isStage(table)) stages.push(table); } });
  const [stage] = stages;
  if (stage === undefined) throw unsupported('COPY INTO from something that is no stage');
  return stage;
}

/** The files a COPY would load: as FILES and PATTERN say, without those loaded before. */
async function newFiles(plan: CopyPlan, place: StagePlace, context: StatementContext): Promise<readonly StageFile[]> {
  const { stages } = context.account;
  const named = settingTexts(plan.settings, 'FILES');
  const pattern = settingText(plan.settings, 'PATTERN');
  const all = named === undefined ? stages.list(place.key, place.path) : named.map((name) => {
    const file = stages.get(place.key, joinPath(place, name));
    if (file === undefined) throw new SqlFailure(shapes.fileNotFound, `Remote file '${place.prefix}${joinPath(place, name)}' was not found. There are several potential causes. The file might not exist.`);
    return file;
  });
  const wanted = pattern === undefined ? all : all.filter(({ path }) => new RegExp(`^(?:${pattern})$`).test(path));
  if (settingIsOn(plan.settings, 'FORCE')) return wanted;
  const rows = await context.lane.unit.run((connection) => connection.run({ sql: 'SELECT path, md5 FROM _mh.loads WHERE table_id = $1 AND stage = $2', parameters: [plan.table.id, place.key] }));
  const done = new Set((await rows.getRowsJS()).map(([path, md5]) => JSON.stringify([path, md5])));
  return wanted.filter(({ path, md5 }) => !done.has(JSON.stringify([path, md5])));
}

/** ON_ERROR = ABORT_STATEMENT: all files or none; the first wrong row is named. */
async function loadAll(plan: CopyPlan, files: readonly StageFile[], context: StatementContext): Promise<readonly FileOutcome[]> {
  let current: StageFile | undefined;
  try {
    return await context.lane.unit.atomically(async (connection) => {
      const outcomes: FileOutcome[] = [];
      for (const file of files) {
        current = file;
        outcomes.push(await loadFile(plan, file, 'strict', context, connection));
      }
      return outcomes;
    });
  } catch (error) {
    if (current === undefined || isQuery(plan)) throw error;
    throw await named(plan, current, error, context);
  }
}

/** The error of a file with the row and column where it is, as COPY reports it. */
async function named(plan: CopyPlan, file: StageFile, error: unknown, context: StatementContext): Promise<unknown> {
  const { connection } = context.lane;
  const relation = await stageRelation(connection, [file], plan.format, { width: targetColumns(plan).length });
  try {
    const { fault } = await firstFault(plan, relation, file, context, connection);
    return fault === undefined ? error : describeFault(fault, plan);
  } catch {
    // Only the first error tells the user something.
    return error;
  } finally {
    await relation.release();
  }
}

/** ON_ERROR = CONTINUE or SKIP_FILE: each file by itself. */
async function loadEach(plan: CopyPlan, files: readonly StageFile[], mode: string, context: StatementContext): Promise<readonly FileOutcome[]> {
  const outcomes: FileOutcome[] = [];
  for (const file of files) {
    try {
      outcomes.push(await context.lane.unit.atomically((connection) => loadFile(plan, file, mode === 'CONTINUE' ? 'continue' : 'skip', context, connection)));
    } catch (error) {
      const failure = toFailure(error, context.source);
      outcomes.push({ file, parsed: 0, loaded: 0, errors: 1, fault: { message: failure.message, file: file.path, code: failure.code } });
    }
  }
  return outcomes;
}

async function loadFile(plan: CopyPlan, file: StageFile, mode: 'strict' | 'continue' | 'skip', context: StatementContext, connection: EngineConnection): Promise<FileOutcome> {
  const width = isQuery(plan) ? highestPosition({ ...plan.statement }) : targetColumns(plan).length;
  const relation = await stageRelation(connection, [file], plan.format, { width });
  try {
    const parsed = await count(connection, relation.table.physicalName.at(-1) ?? '');
    const { fault, errors } = mode === 'strict' || isQuery(plan)
      ? await mismatch(plan, relation, file, context, connection)
      : await firstFault(plan, relation, file, context, connection);
    if (fault !== undefined && mode === 'strict') throw describeFault(fault, plan);
    if (fault !== undefined && mode === 'skip') return { file, parsed, loaded: 0, errors, fault };
    const keep = fault === undefined ? undefined : rowChecks(plan, relation).keep;
    const insert = translate(insertOf(plan, relation, keep), context, new Map([[relation.table.name[2], relation.table]]));
    const { rowsChanged } = await connection.run(insert);
    await connection.run({
      sql: 'INSERT INTO _mh.loads VALUES ($1, $2, $3, $4, $5, $6)',
      parameters: [plan.table.id, file.stage, file.path, file.md5, BigInt(context.now.getTime()), BigInt(rowsChanged)],
    });
    return { file, parsed: isQuery(plan) ? rowsChanged : parsed, loaded: rowsChanged, errors, fault };
  } finally {
    await relation.release().catch((error: unknown) => {
      // Inside a transaction that has failed nothing can be dropped; its end drops the relation.
      if (!messageOf(error).includes('aborted')) throw error;
    });
  }
}

/** The first row whose number of fields is wrong: the one fault that a plain load would not notice. */
async function mismatch(plan: CopyPlan, ...rest: [Parameters<typeof firstFault>[1], StageFile, StatementContext, EngineConnection]): Promise<{ fault: FileFault | undefined; errors: number }> {
  if (isQuery(plan) || plan.format.type !== 'CSV' || !plan.format.errorOnColumnCountMismatch) return { fault: undefined, errors: 0 };
  return firstFault(plan, ...rest, { onlyFieldCount: true });
}

function isQuery(plan: CopyPlan): boolean {
  return plan.statement.source.kind !== 'Table';
}

async function count(connection: EngineConnection, relation: string): Promise<number> {
  const rows = await (await connection.run({ sql: `SELECT count(*) FROM temp."${relation}"` })).getRowsJS();
  return Number(rows[0]?.[0] ?? 0);
}

const resultColumns = [
  textColumn('file'), textColumn('status'), numberColumn('rows_parsed'), numberColumn('rows_loaded'), numberColumn('error_limit'), numberColumn('errors_seen'),
  textColumn('first_error'), numberColumn('first_error_line'), numberColumn('first_error_character'), textColumn('first_error_column_name'),
];

function outcomeRow({ file, parsed, loaded, errors, fault }: FileOutcome, place: StagePlace, mode: string): readonly (string | bigint | null)[] {
  const status = errors === 0 ? 'LOADED' : loaded === 0 ? 'LOAD_FAILED' : 'PARTIALLY_LOADED';
  return [
    place.prefix + file.path, status, BigInt(parsed), BigInt(loaded), BigInt(mode === 'CONTINUE' ? parsed : 1), BigInt(errors),
    fault?.message ?? null, fault?.line === undefined ? null : BigInt(fault.line), fault === undefined ? null : 1n, fault?.column ?? null,
  ];
}
