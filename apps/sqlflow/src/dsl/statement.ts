import type { Span } from '@millrace/diagnostics';
import type { Condition } from './condition.ts';
import type { JsonObject } from './json.ts';
import type { Template } from './template.ts';

/** A text with the name it is known by; spans of statements point into `source`. */
export interface SourceText {
  readonly file: string;
  readonly source: string;
}

/** A possibly qualified name: its parts without quotes, and where it stands. */
export interface Name extends Span {
  readonly parts: readonly string[];
}

/** A single word of the language, upper-cased where it is a keyword or type. */
export interface Word extends Span {
  readonly text: string;
}

export type Mode =
  | { readonly type: 'REPLACE' | 'APPEND' }
  | { readonly type: 'UPSERT'; readonly keys: readonly string[]; readonly span: Span }
  | { readonly type: 'INCREMENTAL'; readonly by: string; readonly lookback?: { readonly amount: number; readonly unit: string } };

export interface SourceStatement extends Span {
  readonly kind: 'Source';
  readonly name: Name;
  readonly by: { readonly type: Word } | { readonly connector: Template };
  readonly params: JsonObject;
}

export interface LoadStatement extends Span {
  readonly kind: 'Load';
  readonly table: Name;
  readonly source: Name;
  readonly where?: Span;
  readonly mode?: Mode;
  readonly options?: JsonObject;
}

export interface CreateStatement extends Span {
  readonly kind: 'Create';
  readonly object: 'TABLE' | 'VIEW';
  readonly temporary: boolean;
  readonly orReplace: boolean;
  readonly name: Name;
  readonly mode?: Mode;
  readonly sql: Span;
}

export interface ExportStatement extends Span {
  readonly kind: 'Export';
  readonly from: { readonly sql: Span } | { readonly table: Name };
  readonly destination: Template;
  /** Written `TO CONNECTOR "name"`: the destination names a connector of the profile. */
  readonly toConnector: boolean;
  readonly type?: Word;
  readonly options?: JsonObject;
}

export interface IncludeStatement extends Span {
  readonly kind: 'Include';
  readonly path: Template;
  readonly alias?: Name;
}

export interface SetStatement extends Span {
  readonly kind: 'Set';
  readonly name: Name;
  readonly value: Template;
}

export interface IfStatement extends Span {
  readonly kind: 'If';
  readonly branches: readonly { readonly condition: Condition; readonly body: readonly Statement[] }[];
  readonly otherwise: readonly Statement[];
}

/** One statement of a pipeline file. SQL bodies are spans of the source, never tokens. */
export type Statement =
  | SourceStatement | LoadStatement | CreateStatement | ExportStatement | IncludeStatement | SetStatement | IfStatement;
