import type { NodeOf } from '@millrace/sql-ir';
import type { Writer } from '../writer.ts';

/** A step by name. */
export type KeyStep = Exclude<NodeOf<'Path'>['steps'][number], { readonly index: unknown }>;

/** The printer of `v:key.key[i]`. @param key writes the name of a step */
export function colonPath(key: (w: Writer, step: KeyStep) => void): (w: Writer, n: NodeOf<'Path'>) => void {
  return (w, n) => {
    w.expression(n.operand, w.dialect.precedence.postfix.power + (n.operand.kind === 'Path' ? 1 : 0));
    n.steps.forEach((step, i) => {
      if ('index' in step) {
        w.text += '[';
        w.node(step.index);
        w.text += ']';
        return;
      }
      w.text += i === 0 ? ':' : '.';
      key(w, step);
    });
  };
}
