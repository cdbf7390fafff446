/** Which DuckDB database to open and how. */
export interface DuckDbOptions {
  /** A file, made when it is not there; in memory when absent or `:memory:`. */
  readonly path?: string;
  readonly readOnly?: boolean;
  /** DuckDB settings by name: `{ memory_limit: '1GB', threads: '2' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}
