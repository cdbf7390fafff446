import type { DataType, Identifier, NodeOf, ShowScope } from '@millrace/sql-ir';
import { ansi } from '../ansi/ansi.ts';
import { colonPath, type KeyStep } from '../ansi/colon-path.ts';
import { bracketed, dataType, typeField } from '../ansi/expressions.ts';
import { property, propertyList } from '../ansi/properties.ts';
import { signature, tableType } from '../ansi/routines.ts';
import { tableAlias } from '../ansi/relations.ts';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';

const stage = /^@(?:"(?:[^"]|"")*"|[\w.~%/$\-=*+,:@!#&{}[\]\\])+$/;

/** A name; `$1`, `@stage/path` and `IDENTIFIER($v)` stand where names do. */
function identifier(w: Writer, n: Identifier): void {
  // No table is called like a place in a cloud.
  if (n.quoted) return n.name.includes('://') ? w.string(n.name, n) : w.identifier(n);
  // The schema left out of `db..t`.
  if (n.name === '') return;
  if (/^(?:\$\d+|\w+!\w+|#\w+)$/.test(n.name)) w.text += n.name;
  else if (n.name.startsWith('@')) {
    if (stage.test(n.name)) w.text += n.name;
    else w.string(n.name, n);
  } else if (/^(?:[$:][\w.]+|\?)$/.test(n.name)) w.text += `IDENTIFIER(${n.name})`;
  else w.identifier(n);
}

function type(w: Writer, n: DataType): void {
  const { elements, fields } = n;
  if (n.name === 'TABLE') return tableType(w, n);
  if (elements.length === 0 && fields.length === 0) return dataType(w, n);
  w.text += fields.length > 0 ? 'OBJECT(' : elements.length > 1 ? 'MAP(' : n.name === 'VECTOR' ? 'VECTOR(' : 'ARRAY(';
  elements.forEach((element, i) => {
    if (i > 0) w.text += ', ';
    w.node(element);
    if (element.nullable === false) w.text += ' NOT NULL';
  });
  if (n.name === 'VECTOR') w.text += `, ${n.args.join(', ')}`;
  fields.forEach((field, i) => {
    if (i > 0) w.text += ', ';
    typeField(w, field, ' ');
  });
  w.text += ')';
}

function pathKey(w: Writer, { key, quoted }: KeyStep): void {
  w.text += quoted || !/^[A-Za-z_][\w$]*$/.test(key) ? `"${key.replaceAll('"', '""')}"` : key;
}

function show(w: Writer, n: NodeOf<'Show'>): void {
  w.text += n.terse ? 'SHOW TERSE ' : 'SHOW ';
  w.text += n.object;
  if (n.history) w.text += ' HISTORY';
  const text = (word: string, value: string | undefined): void => {
    if (value === undefined) return;
    w.text += ` ${word} `;
    w.string(value, n);
  };
  text('LIKE', n.like);
  if (n.for !== undefined) showScope(w, n.for);
  if (n.in !== undefined) showScope(w, n.in);
  text('STARTS WITH', n.startsWith);
  if (n.limit !== undefined) {
    w.text += ' LIMIT ';
    w.node(n.limit);
  }
  text('FROM', n.from);
  if (n.privileges !== undefined) w.text += ` WITH PRIVILEGES ${n.privileges.join(', ')}`;
}

function showScope(w: Writer, scope: ShowScope): void {
  w.text += ` ${scope.preposition ?? 'IN'}`;
  if (scope.object !== undefined) w.text += ` ${scope.object}`;
  if (scope.name.length > 0) w.text += ' ';
  signature(w, scope);
  if (scope.version === undefined) return;
  w.text += ' VERSION ';
  w.node(scope.version);
}

function copy(w: Writer, n: NodeOf<'Copy'>): void {
  if (n.direction !== undefined) return w.unsupported(n, `COPY ${n.direction}`);
  w.text += n.files === true ? 'COPY FILES INTO ' : 'COPY INTO ';
  w.node(n.target);
  if (n.columns.length > 0) {
    w.text += ' ';
    w.names(n.columns);
  }
  w.line();
  w.text += 'FROM ';
  if (n.source.kind === 'Table') w.node(n.source);
  else w.block(() => w.node(n.source));
  tableAlias(w, n.sourceAlias);
  if (n.partitionBy !== undefined) {
    w.line();
    w.text += 'PARTITION BY (';
    w.node(n.partitionBy);
    w.text += ')';
  }
  for (const p of n.properties) {
    w.line();
    property(w, p);
  }
}

function stageCommand(w: Writer, n: NodeOf<'StageCommand'>): void {
  w.text += n.action;
  const write = (text: string): void => {
    w.text += ' ';
    if (/^[^\s'";]+$/.test(text) || stage.test(text)) w.text += text;
    else w.string(text, n);
  };
  if (n.action === 'PUT' && n.file !== undefined) write(n.file);
  write(n.stage);
  if (n.action === 'GET' && n.file !== undefined) write(n.file);
  if (n.properties.length > 0) w.text += ' ';
  propertyList(w, n.properties, ' ');
}

/** What Snowflake says differently. */
export const printers: Printers = {
  ...ansi,
  Identifier: identifier,
  DataType: type,
  Path: colonPath(pathKey),
  ArrayOf: bracketed,
  ObjectOf(w, n) {
    w.text += '{';
    w.items(n.entries, ({ key, value }) => {
      if (key === undefined && value.kind !== 'Star') w.text += '**';
      else if (key !== undefined) {
        w.string(key, n);
        w.text += ': ';
      }
      w.node(value);
    });
    w.text += '}';
  },
  Tuple(w, n) {
    w.parenthesised(n.items, (item) => w.node(item));
  },
  Collate(w, n) {
    w.expression(n.operand, w.dialect.precedence.collate.power);
    w.text += ' COLLATE ';
    w.string(n.collation, n);
  },
  Transaction(w, n) {
    ansi.Transaction(w, n);
    if (n.name === undefined) return;
    w.text += ' NAME ';
    w.node(n.name);
  },
  Copy: copy,
  Show: show,
  StageCommand: stageCommand,
  SetVariable(w, n) {
    const unset = n.values.length === 0;
    const several = n.names.length > 1;
    w.text += unset ? 'UNSET ' : 'SET ';
    if (several) w.names(n.names);
    else w.list(n.names);
    if (unset) return;
    w.text += several ? ' = (' : ' = ';
    w.list(n.values);
    if (several) w.text += ')';
  },
  AlterSession(w, n) {
    w.text += 'ALTER SESSION ';
    if (n.unset.length > 0) w.text += `UNSET ${n.unset.join(', ')}`;
    else {
      w.text += 'SET ';
      propertyList(w, n.set, ' ');
    }
  },
};
