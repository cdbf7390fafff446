import type { Node, PartitionBounds } from '@millrace/sql-ir';
import type { Writer } from '../writer.ts';

/** ` FOR VALUES IN (1, 2)`. */
export function partitionBounds(w: Writer, b: PartitionBounds): void {
  const values = (list: readonly Node[]): void => {
    w.text += '(';
    w.list(list);
    w.text += ')';
  };
  switch (b.type) {
    case 'DEFAULT': w.text += ' DEFAULT'; return;
    case 'IN':
      w.text += ' FOR VALUES IN ';
      return values(b.values);
    case 'FROM':
      w.text += ' FOR VALUES FROM ';
      values(b.from);
      w.text += ' TO ';
      return values(b.to);
    case 'WITH':
      w.text += ' FOR VALUES WITH (MODULUS ';
      w.node(b.modulus);
      w.text += ', REMAINDER ';
      w.node(b.remainder);
      w.text += ')';
  }
}
