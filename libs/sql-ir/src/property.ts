import type { DataType } from './data-type.ts';
import type { Expression } from './expression.ts';
import type { Statement } from './statement.ts';

/**
 * A setting or clause of DDL, COPY and EXECUTE. By `style`:
 * absent, `NAME = value`; `flag`, words that stand alone (the value is TRUE); `clause`, `WORDS value`;
 * `list`, `WORDS a, b`; `assigned list`, `NAME = a, b`. Lists of the first and third stand in parentheses.
 */
export interface Property {
  /** Upper-case words, or a name as written when it was quoted. */
  readonly name: string;
  readonly style?: 'flag' | 'clause' | 'list' | 'assigned list';
  readonly value: Expression | DataType | Statement | readonly Expression[] | readonly Property[];
}
