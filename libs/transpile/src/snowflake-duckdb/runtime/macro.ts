/** A macro of the engine: SQL that other SQL calls by name. */
export interface Macro {
  readonly name: string;
  readonly parameters: string;
  readonly body: string;
}
