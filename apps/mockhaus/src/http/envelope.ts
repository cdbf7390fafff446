/** Every reply's shape: SQL errors and expired tokens too travel with HTTP 200, because drivers retry any 5xx for minutes. */
export interface Envelope {
  readonly data: unknown;
  readonly code: string | null;
  readonly message: string | null;
  readonly success: boolean;
}

/** A reply that all went well. */
export function success(data: unknown): Envelope {
  return { data, code: null, message: null, success: true };
}

/** A refusal outside of SQL: login, tokens, sessions. */
export function refusal(code: keyof typeof refusals): Envelope {
  return { data: null, code, message: refusals[code], success: false };
}

/** Snowflake's codes of refusals that drivers act on. */
const refusals = {
  '390100': 'Incorrect username or password was specified.',
  '390101': 'Authorization header not found in the request data.',
  '390104': 'Session token not found or invalid in the request data.',
  '390111': 'Session no longer exists. New login required to access the service.',
  '390112': 'Authentication token has expired. The user must authenticate again.',
  '390114': 'Master token has expired. The user must authenticate again.',
  '390113': 'Master token is invalid.',
  '390201': 'The requested warehouse, database or schema does not exist or not authorized.',
  '390400': 'The request is malformed.',
} as const;
