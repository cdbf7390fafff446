import type { Diagnostic, Span } from '@millrace/diagnostics';
import type { JsonNode, JsonObject } from '../dsl/json.ts';
import type { SourceText } from '../dsl/statement.ts';
import type { VariableValue } from '../dsl/template.ts';
import type { Settings } from './step.ts';
import { collecting, type Scope, valueOf } from './variables.ts';

export type JsonValue = null | boolean | number | bigint | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

function resolveNode(node: JsonNode, scope: Scope, text: SourceText): JsonValue | VariableValue {
  switch (node.kind) {
    case 'scalar': return node.value;
    case 'text': return valueOf(node.template, scope, text);
    case 'array': return node.items.map((item) => resolveNode(item, scope, text));
    case 'object': return Object.fromEntries(node.entries.map((entry) => [entry.key, resolveNode(entry.value, scope, text)]));
  }
}

/** Gives the variables in PARAMS or OPTIONS their values, keeping types; what has none is a finding. */
export function resolveSettings(object: JsonObject | undefined, scope: Scope, text: SourceText, problems: Diagnostic[]): Settings {
  const values: Record<string, JsonValue> = {};
  const spans: Record<string, Span> = {};
  for (const entry of object?.entries ?? []) {
    const value = collecting(problems, () => resolveNode(entry.value, scope, text));
    if (value === undefined) continue;
    values[entry.key] = value;
    spans[entry.key] = { start: entry.keySpan.start, end: entry.value.end };
  }
  return { values, spans };
}
