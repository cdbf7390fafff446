import type { VariableValue } from '../dsl/template.ts';
import type { JsonValue } from './resolve-json.ts';

/** A named connector of a profile. */
export interface ProfileConnector {
  /** Connector kind, lower case. */
  readonly type: string;
  readonly params: Readonly<Record<string, JsonValue>>;
}

/** How and where pipelines run. */
export interface Profile {
  readonly name: string;
  /** The database file, absolute; in memory when absent. */
  readonly database?: string;
  /** DuckDB settings by name. */
  readonly settings: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, VariableValue>>;
  readonly connectors: Readonly<Record<string, ProfileConnector>>;
}
