import type { Diagnostic, Location, Severity } from './diagnostic.ts';
import { ToolError } from './errors.ts';
import type { ExitCode } from './exit-code.ts';

/** One entry of a package's error catalogue. `{name}` in the texts is filled from the call's arguments. */
export interface CodeDefinition {
  /** What is wrong, one sentence: `Table '{table}' does not exist.` */
  readonly text: string;
  /** The usual fix; a call may replace it with a better one. */
  readonly hint?: string;
  readonly severity?: Severity;
  /** What the process exits with when this ends the run; see `exitCodes`. */
  readonly exit: ExitCode;
}

type Placeholders<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholders<Rest> : never;

/** The named values a definition's texts ask for. */
export type Arguments<D extends CodeDefinition> = {
  readonly [K in Placeholders<D['text']> | (D extends { hint: infer H extends string } ? Placeholders<H> : never)]: string | number | bigint;
};

/** What one code of a catalogue can do. */
export interface Code<D extends CodeDefinition> {
  readonly code: string;
  readonly definition: D;
  /** Builds the finding; `at` adds the place and may replace the hint. */
  diagnostic(args: Arguments<D>, at?: Location & Pick<Diagnostic, 'hint' | 'related'>): Diagnostic;
  /** Builds a throwable with this one finding. */
  error(args: Arguments<D>, at?: Location & Pick<Diagnostic, 'hint' | 'related'>, options?: { readonly cause?: unknown }): ToolError;
}

/** A package's codes by name. */
export type Catalogue<T extends Readonly<Record<string, CodeDefinition>>> = { readonly [K in keyof T & string]: Code<T[K]> };

function fill(template: string, args: Readonly<Record<string, string | number | bigint>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in args ? String(args[name]) : whole));
}

/**
 * Defines a package's error catalogue: each entry becomes a typed factory of diagnostics and errors.
 *
 * @param definitions code to text, hint and exit code; `{name}` marks an argument the call must give.
 * @example
 * const definitions = { FLOW_CYCLE: { text: 'Tables depend on each other: {path}.', exit: 3 } } as const;
 * export const errors: Catalogue<typeof definitions> = defineCodes(definitions);
 * throw errors.FLOW_CYCLE.error({ path: 'a -> b -> a' }, { file, source, span });
 */
export function defineCodes<const T extends Readonly<Record<string, CodeDefinition>>>(definitions: T): Catalogue<T> {
  const entries = Object.entries(definitions).map(([code, definition]): [string, Code<CodeDefinition>] => {
    const diagnostic: Code<CodeDefinition>['diagnostic'] = (args, at = {}) => {
      const hint = at.hint ?? (definition.hint === undefined ? undefined : fill(definition.hint, args));
      return {
        ...at,
        code,
        severity: definition.severity ?? 'error',
        message: fill(definition.text, args),
        ...(hint === undefined ? {} : { hint }),
      };
    };
    return [code, { code, definition, diagnostic, error: (args, at, options) => new ToolError([diagnostic(args, at)], definition.exit, options) }];
  });
  // The mapped type cannot be rebuilt from entries by inference; the keys are exactly those of `definitions`.
  return Object.fromEntries(entries) as unknown as Catalogue<T>;
}
