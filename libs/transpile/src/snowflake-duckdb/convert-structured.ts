import { build, type Expression } from '@millrace/sql-ir';
import { isSemiStructured, isStructured, type SqlType, types } from '../types/sql-type.ts';
import { convert, type ConvertOptions, toVariant } from './convert.ts';
import { once } from './once.ts';

const member = '_m';
const lambda = (body: Expression): Expression => ({ kind: 'Lambda', parameters: [{ name: build.identifier(member) }], body, pos: -1, end: -1 });
const record = (key: Expression, value: Expression): Expression => ({ kind: 'ObjectOf', entries: [{ key: 'k', value: key }, { key: 'v', value }], pos: -1, end: -1 });

/**
 * A variant as a value of a structured type: each member is cast to its declared type.
 *
 * @param value a variant in canonical form.
 * Rule: https://docs.snowflake.com/en/sql-reference/data-types-structured#converting-structured-and-semi-structured-types
 */
export function structure(value: Expression, to: SqlType, options: ConvertOptions): Expression {
  const cast = (part: Expression, type: SqlType): Expression => once(build.call('mr_present', [part]), (present) => {
    const value = convert(present, types.variant, type, options);
    return isSemiStructured(type) ? value : toVariant(value, type, options.session);
  });
  switch (to.type) {
    case 'array': return once(value, (array) => {
      const items = build.call('mr_items', [build.call('mr_structured_array', [array])]);
      return build.call('mr_array', [build.call('list_transform', [items, lambda(cast(build.column(member), to.element ?? types.variant))])]);
    });
    case 'map': return once(value, (map) => {
      const key = convert(convert(build.column(member, 'k'), types.text, to.key, options), to.key, types.text, options);
      const members = build.call('mr_members', [build.call('mr_structured_object', [map])]);
      return build.call('mr_object_keep_null', [build.call('list_transform', [members, lambda(record(key, cast(build.column(member, 'v'), to.value)))])]);
    });
    case 'object': return once(value, (object) => {
      const names: Expression = { kind: 'ArrayOf', items: (to.fields ?? []).map(({ name }) => build.string(name)), pos: -1, end: -1 };
      const members: Expression = { kind: 'ArrayOf', items: (to.fields ?? []).map(({ name, type }) => record(build.string(name), cast(build.call('mr_key', [object, build.string(name)]), type))), pos: -1, end: -1 };
      // Fields keep their declared order.
      return build.call('mr_record', [build.call('mr_structured_fields', [object, names]), members]);
    });
    default: return value;
  }
}

/** A value of a structured type as a variant: fields of an OBJECT lose their declared order. */
export function unstructure(value: Expression, from: SqlType): Expression {
  return isStructured(from) && ordered(from) ? build.call('mr_parse_json', [build.cast(value, build.type('VARCHAR'))]) : value;
}

const ordered = (type: SqlType): boolean => (type.type === 'object' && type.fields !== undefined) || (type.type === 'array' && type.element !== undefined && ordered(type.element)) || (type.type === 'map' && ordered(type.value));
