import { SqlFailure, shapes, unsupported } from '../failures.ts';
import type { Settings } from '../catalog/entries.ts';
import { settingGroup, settingIsOn, settingText, settingTexts } from '../commands/properties.ts';
import { requireObject } from '../session/resolve.ts';
import type { Session } from '../session/session.ts';
import { parseStageName } from './stage-name.ts';

/** How CSV text is cut into rows and fields. */
export interface CsvFormat {
  readonly type: 'CSV';
  readonly compression: string;
  readonly fieldDelimiter: string;
  readonly recordDelimiter: string | undefined;
  readonly enclosedBy: string | undefined;
  readonly escape: string | undefined;
  readonly escapeUnenclosed: string | undefined;
  readonly skipHeader: number;
  readonly parseHeader: boolean;
  readonly skipBlankLines: boolean;
  readonly trimSpace: boolean;
  readonly nullIf: readonly string[];
  readonly emptyFieldAsNull: boolean;
  readonly errorOnColumnCountMismatch: boolean;
  /** DATE_FORMAT, TIME_FORMAT and TIMESTAMP_FORMAT; absent means AUTO. */
  readonly dateFormat: string | undefined;
  readonly timeFormat: string | undefined;
  readonly timestampFormat: string | undefined;
}

export interface JsonFormat {
  readonly type: 'JSON';
  readonly compression: string;
  readonly stripOuterArray: boolean;
}

export interface ParquetFormat {
  readonly type: 'PARQUET';
  readonly compression: string;
}

export type FileFormat = CsvFormat | JsonFormat | ParquetFormat;

/**
 * The file format of a statement: its own, else the stage's, else CSV. `FORMAT_NAME` takes a named one as the base.
 *
 * @param own the statement's settings. @param stage the stage's settings.
 * @throws SqlFailure 002003 for an unknown named format, 000002 for a type that is not supported.
 */
export function resolveFormat(session: Session, own: Settings, stage: Settings): FileFormat {
  const merged = { ...formatSettings(session, stage), ...formatSettings(session, own) };
  const type = (settingText(merged, 'TYPE') ?? 'CSV').toUpperCase();
  const compression = (settingText(merged, 'COMPRESSION') ?? 'AUTO').toUpperCase();
  switch (type) {
    case 'CSV': return csvFormat(merged, compression);
    case 'JSON': return { type, compression, stripOuterArray: settingIsOn(merged, 'STRIP_OUTER_ARRAY') };
    case 'PARQUET': return { type, compression };
    default: throw unsupported(`FILE_FORMAT TYPE = ${type}`);
  }
}

function formatSettings(session: Session, settings: Settings): Settings {
  const named = settingText(settings, 'FILE_FORMAT');
  const group = settingGroup(settings, 'FILE_FORMAT');
  const name = named ?? settingText(group, 'FORMAT_NAME');
  if (name === undefined) return group;
  const parsed = parseStageName(name);
  if (parsed?.kind !== 'named') throw new SqlFailure(shapes.invalidProperty, `invalid file format name '${name}'`);
  return { ...requireObject(session, 'FILE FORMAT', parsed.name, 'COPY').settings, ...group };
}

function csvFormat(settings: Settings, compression: string): CsvFormat {
  const text = (name: string, otherwise?: string): string | undefined => {
    const value = settingText(settings, name) ?? otherwise;
    return value === undefined || value.toUpperCase() === 'NONE' || value === '' ? undefined : value;
  };
  const isOn = (name: string, otherwise: boolean): boolean => (settings[name] === undefined ? otherwise : settingIsOn(settings, name));
  const pattern = (name: string): string | undefined => {
    const value = text(name);
    return value?.toUpperCase() === 'AUTO' ? undefined : value;
  };
  return {
    type: 'CSV', compression,
    fieldDelimiter: text('FIELD_DELIMITER', ',') ?? '\u0000',
    recordDelimiter: settings['RECORD_DELIMITER'] === undefined || settingText(settings, 'RECORD_DELIMITER') === '\n' ? undefined : text('RECORD_DELIMITER'),
    enclosedBy: text('FIELD_OPTIONALLY_ENCLOSED_BY'),
    escape: text('ESCAPE'),
    escapeUnenclosed: text('ESCAPE_UNENCLOSED_FIELD', '\\'),
    skipHeader: Number(settingText(settings, 'SKIP_HEADER') ?? 0),
    parseHeader: isOn('PARSE_HEADER', false),
    skipBlankLines: isOn('SKIP_BLANK_LINES', false),
    trimSpace: isOn('TRIM_SPACE', false),
    nullIf: settingTexts(settings, 'NULL_IF') ?? ['\\N'],
    emptyFieldAsNull: isOn('EMPTY_FIELD_AS_NULL', true),
    errorOnColumnCountMismatch: isOn('ERROR_ON_COLUMN_COUNT_MISMATCH', true),
    dateFormat: pattern('DATE_FORMAT'), timeFormat: pattern('TIME_FORMAT'), timestampFormat: pattern('TIMESTAMP_FORMAT'),
  };
}
