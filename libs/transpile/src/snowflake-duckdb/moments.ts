import { build, type Expression } from '@millrace/sql-ir';
import { sessionParameter, type SessionContext } from '../binder/session.ts';
import type { SqlType } from '../types/sql-type.ts';
import { type FormatPart, formatParts, strftimeOf } from './format-model.ts';

/*
 * A TIMESTAMP_LTZ is DuckDB's TIMESTAMPTZ, an instant; a TIMESTAMP_TZ a struct of the UTC time `t` and the offset `o` in minutes.
 * The engine's own time zone plays no part: the session's is written into the query. What a clock on the wall shows is a TIMESTAMP.
 */

const timestamp = build.type('TIMESTAMP');
const utc = build.string('UTC');

/** The session's time zone. */
export function sessionZone(session: SessionContext): Expression {
  return build.string(String(sessionParameter(session, 'TIMEZONE')));
}

/** What the clock shows at a moment: in the session's zone for a TIMESTAMP_LTZ, with its own offset for a TIMESTAMP_TZ. */
export function wallClock(value: Expression, type: SqlType, session: SessionContext): Expression {
  switch (type.type) {
    case 'timestamp_ltz': return build.call('timezone', [sessionZone(session), value]);
    case 'timestamp_tz': return build.call('mr_tz_wall', [value]);
    case 'date': return build.cast(value, timestamp);
    case 'time': return build.binary('+', build.cast(build.string('1970-01-01'), build.type('DATE')), value);
    default: return value;
  }
}

/** The time in UTC: of the instant where the type has one, else the clock's as it is. */
export function utcClock(value: Expression, type: SqlType, session: SessionContext): Expression {
  switch (type.type) {
    case 'timestamp_ltz': return build.call('timezone', [utc, value]);
    case 'timestamp_tz': return build.call('mr_tz_utc', [value]);
    default: return wallClock(value, type, session);
  }
}

/** The moment of a type at which the clock shows `wall`. A TIMESTAMP_TZ keeps the offset of `like`, else gets the session's. */
export function fromWallClock(wall: Expression, type: SqlType, session: SessionContext, like?: Expression): Expression {
  switch (type.type) {
    case 'timestamp_ltz': return build.call('timezone', [sessionZone(session), wall]);
    case 'timestamp_tz': return like === undefined
      ? build.call('mr_tz_local', [wall, sessionZone(session)])
      : build.call('mr_tz', [wall, build.call('mr_tz_offset', [like])]);
    case 'date': return build.cast(wall, build.type('DATE'));
    case 'time': return build.cast(wall, build.type('TIME'));
    default: return wall;
  }
}

/** The moment of a type at a time in UTC, shown with the session's offset. */
export function fromUtc(time: Expression, type: SqlType, session: SessionContext): Expression {
  switch (type.type) {
    case 'timestamp_ltz': return build.call('timezone', [utc, time]);
    case 'timestamp_tz': return build.call('mr_tz_at', [time, sessionZone(session)]);
    default: return fromWallClock(time, type, session);
  }
}

/** Minutes east of UTC. */
export function offsetOf(value: Expression, type: SqlType, session: SessionContext): Expression {
  switch (type.type) {
    case 'timestamp_ltz': return build.call('mr_zone_offset', [utcClock(value, type, session), sessionZone(session)]);
    case 'timestamp_tz': return build.call('mr_tz_offset', [value]);
    default: return build.number(0);
  }
}

/**
 * A moment as text.
 *
 * @param format a Snowflake format.
 */
export function momentText(value: Expression, type: SqlType, format: string, session: SessionContext): Expression {
  const wall = type.type === 'date' ? value : wallClock(value, type, session);
  const pieces: Expression[] = [];
  let pattern = '';
  const flush = (): void => {
    if (pattern !== '') pieces.push(build.call('strftime', [wall, build.string(pattern)]));
    pattern = '';
  };
  for (const part of formatParts(format)) {
    const word = strftimeOf(part);
    if (word !== undefined) pattern += word;
    else if ('element' in part && part.element !== 'FF0') {
      flush();
      pieces.push(oddElement(part, wall, value, type, session));
    }
  }
  flush();
  return pieces.reduce<Expression | undefined>((left, right) => (left === undefined ? right : build.binary('||', left, right)), undefined) ?? build.string('');
}

/** An offset, or a fraction of some digits. */
function oddElement(part: Extract<FormatPart, { element: string }>, wall: Expression, value: Expression, type: SqlType, session: SessionContext): Expression {
  const digits = /^FF(\d)$/.exec(part.element)?.[1];
  if (digits !== undefined) return build.call('left', [build.call('strftime', [wall, build.string('%n')]), build.number(digits)]);
  return build.call('mr_offset_text', [offsetOf(value, type, session), build.string(part.element)]);
}
