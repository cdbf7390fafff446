import type { BindingKey, DataType, Expression, Query, Relation, Statement } from '@millrace/sql-ir';
import { Cursor } from './cursor.ts';
import { dataType } from './grammar/data-type.ts';
import { climb } from './grammar/expression.ts';
import { query } from './grammar/query.ts';
import { fromList } from './grammar/relation.ts';
import { statement } from './grammar/statement.ts';

/** What rules give while Chevrotain only records them; never seen by a caller. */
const recorded = undefined as never;

/**
 * The grammar, whose families are in `grammar/<family>.ts`. Texts, statements and queries are rules of Chevrotain; what nests most,
 * expressions and relations, is reached as plain functions, since a rule costs as much as a short expression. Within a family the choice
 * is made by looking at the next word: most words of SQL are keywords in one place and names in all others.
 */
export class SqlParser extends Cursor {
  // Chevrotain puts each rule on the parser under its name, so no method may be called the same.
  private readonly entryRule = this.RULE('entryRule', (body: () => unknown): unknown => {
    if (this.RECORDING_PHASE) return recorded;
    const result = body();
    // Chevrotain reports tokens that are left over in words of its own.
    this.currIdx = this.input.length - 1;
    return result;
  });
  private readonly statementRule = this.RULE('statementRule', (): Statement => (this.RECORDING_PHASE ? recorded : statement(this)));
  private readonly queryRule = this.RULE('queryRule', (): Query => (this.RECORDING_PHASE ? recorded : query(this)));

  constructor() {
    super();
    this.performSelfAnalysis();
  }

  /** Runs `body` over the tokens that were set as input. */
  run<T>(body: () => T): T {
    return this.entryRule(body) as T;
  }

  statement(): Statement {
    this.enter();
    const found = this.SUBRULE(this.statementRule);
    this.leave();
    return found;
  }

  query(): Query {
    this.enter();
    const found = this.SUBRULE(this.queryRule);
    this.leave();
    return found;
  }

  /** What stands after FROM. */
  relation(): Relation {
    this.enter();
    const found = fromList(this);
    this.leave();
    return found;
  }

  expression(): Expression {
    return this.climbing(0);
  }

  /** An expression all of whose operators bind tighter than `key`: what may stand before a word that is an operator too. */
  above(key: BindingKey): Expression {
    return this.climbing(this.vocabulary.precedence[key].power + 1);
  }

  /** An expression whose operators bind at least as tight as that; counts as nesting. */
  climbing(atLeast: number): Expression {
    this.enter();
    const found = climb(this, atLeast);
    this.leave();
    return found;
  }

  type(): DataType {
    this.enter();
    const found = dataType(this);
    this.leave();
    return found;
  }
}
