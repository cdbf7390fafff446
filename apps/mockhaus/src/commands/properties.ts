import { type Expression, isStatement, type Property } from '@millrace/sql-ir';
import type { Setting, Settings } from '../catalog/entries.ts';

/** The settings of DDL, COPY and PUT as plain values: names upper-case, numbers and booleans as such, words as text. */
export function readSettings(properties: readonly Property[]): Settings {
  return Object.fromEntries(properties.map(({ name, value }) => [name.toUpperCase(), readValue(value)]));
}

function readValue(value: Property['value']): Setting {
  // Clauses may hold statements and types, which are no settings.
  if (!isList(value)) return isStatement(value) || value.kind === 'DataType' ? '' : readExpression(value);
  if (value.every(isProperty)) return value.length === 0 ? [] : readSettings(value);
  return value.filter((item) => !isProperty(item)).map(readExpression);
}

function isList(value: Property['value']): value is readonly Expression[] | readonly Property[] {
  return Array.isArray(value);
}

function isProperty(item: Expression | Property): item is Property {
  return !('kind' in item);
}

function readExpression(expression: Expression): Setting {
  switch (expression.kind) {
    case 'Literal': {
      if (expression.type === 'number') return Number(expression.value);
      return expression.type === 'null' ? 'NULL' : expression.value;
    }
    case 'Unary': {
      const operand = readExpression(expression.operand);
      return expression.op === '-' && typeof operand === 'number' ? -operand : operand;
    }
    case 'Column': return wordOf(expression.parts.map((part) => part.name).join('.'));
    case 'Identifier': return wordOf(expression.name);
    case 'Tuple': return expression.items.map(readExpression);
    case 'ArrayOf': return expression.items.map(readExpression);
    default: return '';
  }
}

function wordOf(word: string): Setting {
  if (/^true$/i.test(word)) return true;
  return /^false$/i.test(word) ? false : word;
}

/** A setting's text, or undefined when it is absent or no text. */
export function settingText(settings: Settings, name: string): string | undefined {
  const value = settings[name];
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** Whether a setting is on. */
export function settingIsOn(settings: Settings, name: string): boolean {
  return /^true$/i.test(settingText(settings, name) ?? '');
}

/** A setting's nested settings; empty when absent. */
export function settingGroup(settings: Settings, name: string): Settings {
  const value = settings[name];
  return typeof value === 'object' && !isSettingList(value) ? value : {};
}

/** A setting's texts, from a list or a single value; undefined when absent. */
export function settingTexts(settings: Settings, name: string): readonly string[] | undefined {
  const value = settings[name];
  if (value === undefined) return undefined;
  return (typeof value === 'object' && isSettingList(value) ? value : [value]).map(String);
}

function isSettingList(value: Setting): value is readonly Setting[] {
  return Array.isArray(value);
}
