import type { Join } from '@millrace/sql-ir';
import type { Writer } from '../writer.ts';
import { isLateral } from './conditions.ts';
import { relations } from './relations.ts';

const isTrue = (n: Join['on']): boolean => n === undefined || (n.kind === 'Literal' && n.type === 'boolean' && n.value);

/** `a CROSS APPLY b` and `a OUTER APPLY b`, which is what a lateral join is called here; every other join as the standard has it. */
export function applyJoin(w: Writer, n: Join): void {
  const { right } = n;
  if (n.comma && w.dialect.name === 'oracle') return relations.Join(w, n);
  if (!isLateral(right) || (right.kind !== 'DerivedTable' && right.kind !== 'TableFunction')) return relations.Join(w, n);
  const outer = n.type === 'LEFT';
  w.need(outer || n.type === 'CROSS' || n.type === 'INNER', n, `${n.type} JOIN LATERAL`);
  w.need(isTrue(n.on) && n.using.length === 0, n, 'LATERAL with a join condition');
  if (n.left.kind === 'Join' && n.left.comma) {
    w.text += '(';
    w.node({ ...n.left, comma: false });
    w.text += ')';
  } else w.node(n.left);
  w.indented(() => {
    w.line();
    w.text += outer ? 'OUTER APPLY ' : 'CROSS APPLY ';
    w.node({ ...right, lateral: false });
  });
}
