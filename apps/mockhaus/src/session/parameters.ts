import { SqlFailure, shapes } from '../failures.ts';

export type ParameterValue = string | number | boolean;

/** What drivers read at login and users change with ALTER SESSION: name to default. The default's type is the parameter's. */
const defaults: Readonly<Record<string, ParameterValue>> = {
  ABORT_DETACHED_QUERY: false,
  AUTOCOMMIT: true,
  BINARY_INPUT_FORMAT: 'HEX',
  BINARY_OUTPUT_FORMAT: 'HEX',
  CLIENT_MEMORY_LIMIT: 1536,
  CLIENT_METADATA_REQUEST_USE_CONNECTION_CTX: false,
  CLIENT_OUT_OF_BAND_TELEMETRY_ENABLED: false,
  CLIENT_PREFETCH_THREADS: 4,
  CLIENT_RESULT_CHUNK_SIZE: 160,
  CLIENT_RESULT_COLUMN_CASE_INSENSITIVE: false,
  CLIENT_SESSION_KEEP_ALIVE: false,
  CLIENT_SESSION_KEEP_ALIVE_HEARTBEAT_FREQUENCY: 3600,
  // Zero means "always stage" to the Node driver and a missing one is an error in Python: the vendor's own value suits all.
  CLIENT_STAGE_ARRAY_BINDING_THRESHOLD: 65_280,
  CLIENT_TELEMETRY_ENABLED: false,
  CLIENT_TIMESTAMP_TYPE_MAPPING: 'TIMESTAMP_LTZ',
  DATE_INPUT_FORMAT: 'AUTO',
  DATE_OUTPUT_FORMAT: 'YYYY-MM-DD',
  ENABLE_STAGE_S3_PRIVATELINK_FOR_US_EAST_1: false,
  ERROR_ON_NONDETERMINISTIC_MERGE: true,
  ERROR_ON_NONDETERMINISTIC_UPDATE: false,
  GEOGRAPHY_OUTPUT_FORMAT: 'GeoJSON',
  GO_QUERY_RESULT_FORMAT: 'ARROW',
  JDBC_ENABLE_PUT_GET: true,
  JDBC_QUERY_RESULT_FORMAT: 'ARROW',
  JDBC_RS_COLUMN_CASE_INSENSITIVE: false,
  JDBC_TREAT_DECIMAL_AS_INT: true,
  JSON_INDENT: 2,
  JS_TREAT_INTEGER_AS_BIGINT: false,
  LOCK_TIMEOUT: 43_200,
  MULTI_STATEMENT_COUNT: 1,
  ODBC_QUERY_RESULT_FORMAT: 'ARROW',
  PYTHON_CONNECTOR_QUERY_RESULT_FORMAT: 'ARROW',
  QUERY_CONTEXT_CACHE_SIZE: 5,
  QUERY_TAG: '',
  QUOTED_IDENTIFIERS_IGNORE_CASE: false,
  ROWS_PER_RESULTSET: 0,
  STATEMENT_QUEUED_TIMEOUT_IN_SECONDS: 0,
  STATEMENT_TIMEOUT_IN_SECONDS: 172_800,
  STRICT_JSON_OUTPUT: false,
  TIMESTAMP_DAY_IS_ALWAYS_24H: false,
  TIMESTAMP_INPUT_FORMAT: 'AUTO',
  TIMESTAMP_LTZ_OUTPUT_FORMAT: '',
  TIMESTAMP_NTZ_OUTPUT_FORMAT: 'YYYY-MM-DD HH24:MI:SS.FF3',
  TIMESTAMP_OUTPUT_FORMAT: 'YYYY-MM-DD HH24:MI:SS.FF3 TZHTZM',
  TIMESTAMP_TYPE_MAPPING: 'TIMESTAMP_NTZ',
  TIMESTAMP_TZ_OUTPUT_FORMAT: '',
  TIMEZONE: 'America/Los_Angeles',
  TIME_INPUT_FORMAT: 'AUTO',
  TIME_OUTPUT_FORMAT: 'HH24:MI:SS',
  TRANSACTION_ABORT_ON_ERROR: false,
  TRANSACTION_DEFAULT_ISOLATION_LEVEL: 'READ COMMITTED',
  TWO_DIGIT_CENTURY_START: 1970,
  USE_CACHED_RESULT: true,
  WEEK_OF_YEAR_POLICY: 0,
  WEEK_START: 0,
};

/** One line of SHOW PARAMETERS, or of the list sent to the driver. */
export interface ParameterEntry {
  readonly name: string;
  readonly value: ParameterValue;
  readonly default: ParameterValue;
}

/** A session's parameters: the defaults, and what the session has set over them. */
export class SessionParameters {
  readonly #set = new Map<string, ParameterValue>();
  readonly #defaults: Readonly<Record<string, ParameterValue>>;

  /** @param overrides the account's own defaults. */
  constructor(overrides: Readonly<Record<string, ParameterValue>> = {}) {
    this.#defaults = { ...defaults, ...overrides };
  }

  get(name: string): ParameterValue | undefined {
    return this.#set.get(name) ?? this.#defaults[name];
  }

  /** The text of a parameter, empty when there is none of this name. */
  text(name: string): string {
    return String(this.get(name) ?? '');
  }

  isOn(name: string): boolean {
    return this.get(name) === true;
  }

  /** @throws SqlFailure 001006 when there is no such parameter, or the value is not of its type. */
  set(name: string, value: ParameterValue): void {
    const upper = name.toUpperCase();
    const initial = this.#defaults[upper];
    if (initial === undefined) throw new SqlFailure(shapes.invalidProperty, `invalid property '${upper}' for 'SESSION'`);
    this.#set.set(upper, coerce(upper, value, initial));
  }

  /** Sets what is known and ignores the rest, as login does. */
  setKnown(values: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(values)) {
      const known = name.toUpperCase() in this.#defaults;
      if (known && (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')) this.set(name, value);
    }
  }

  unset(name: string): void {
    this.#set.delete(name.toUpperCase());
  }

  all(): readonly ParameterEntry[] {
    return Object.entries(this.#defaults).map(([name, initial]) => ({ name, value: this.#set.get(name) ?? initial, default: initial }));
  }

  /** A copy that a statement's own parameters can be set on. */
  fork(): SessionParameters {
    const copy = new SessionParameters(this.#defaults);
    for (const [name, value] of this.#set) copy.#set.set(name, value);
    return copy;
  }
}

function coerce(name: string, value: ParameterValue, like: ParameterValue): ParameterValue {
  if (typeof like === 'boolean') {
    if (/^(true|1|on|yes)$/i.test(String(value))) return true;
    if (/^(false|0|off|no)$/i.test(String(value))) return false;
  } else if (typeof like === 'number') {
    if (value !== '' && Number.isInteger(Number(value))) return Number(value);
  } else return String(value);
  throw new SqlFailure(shapes.invalidProperty, `invalid value [${String(value)}] for parameter '${name}'`);
}
