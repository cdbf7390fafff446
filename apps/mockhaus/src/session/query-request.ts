/** A statement as a driver sends it. */
export interface QueryRequest {
  readonly sqlText: string;
  readonly requestId?: string;
  /** Answer at once; the result is fetched later. */
  readonly asyncExec: boolean;
  /** Say what the result would look like; do not run. */
  readonly describeOnly: boolean;
  /** Session parameters for this statement alone. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Bound values by position from "1", or by name. */
  readonly bindings: Readonly<Record<string, unknown>>;
  /** A stage that holds the bound rows. */
  readonly bindStage?: string;
  /** The server as the client reaches it. */
  readonly baseUrl: string;
}
