import type { NodeOf } from '@millrace/sql-ir';
import type { Writer } from '../writer.ts';

/** `EXEC @r = p 1, @b = 2 OUTPUT`. */
export function callStatement(w: Writer, n: NodeOf<'CallStatement'>): void {
  const { call, into, outputs = [] } = n;
  w.need(n.procedures.length === 0, n, 'WITH … AS PROCEDURE');
  w.text += 'EXEC ';
  if (into !== undefined) {
    w.node(into);
    w.text += ' = ';
  }
  w.name(call.name);
  call.args.forEach((arg, i) => {
    w.text += i === 0 ? ' ' : ', ';
    if (arg.kind === 'NamedArgument') {
      w.text += `@${arg.name.name} = `;
      w.node(arg.value);
    } else w.node(arg);
    if (outputs.includes(i)) w.text += ' OUTPUT';
  });
}

/** `EXEC (@sql)`. */
export function execute(w: Writer, n: NodeOf<'Execute'>): void {
  const { source } = n;
  if (n.object !== 'IMMEDIATE' || source === undefined || source.from || n.using.length > 0) return w.unsupported(n, `EXECUTE ${n.object}`);
  w.text += 'EXEC (';
  w.node(source.value);
  w.text += ')';
}
