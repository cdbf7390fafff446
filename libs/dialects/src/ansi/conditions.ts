import { build, type ColumnDefinition, type Expression, isNode, mapChildren, type Node, type Relation, synthetic } from '@millrace/sql-ir';

const comparisons: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=', 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM', '~', '~*', '!~', '!~*', '@>', '<@', '?']);

/** Rewrites a tree for a dialect that has conditions but no type for what they say. */
export class Conditions {
  /** Functions that are conditions themselves, by upper-case name. */
  private readonly predicates: ReadonlySet<string>;

  constructor(predicates: ReadonlySet<string>) {
    this.predicates = predicates;
  }

  /** A node that stands where a value does, or that is no expression at all. */
  readonly node = (n: Node): Node => {
    const places = conditionsOf(n);
    const inner = mapChildren(n, (child) => (places.includes(child) ? this.condition(child as Expression) : this.node(child)));
    return this.isCondition(n) ? this.asValue(this.condition(n as Expression), n) : inner;
  };

  private isCondition(n: Node): boolean {
    switch (n.kind) {
      case 'Binary': return comparisons.has(n.op) || n.op === 'AND' || n.op === 'OR' || n.op === 'XOR';
      case 'Unary': return n.op === 'NOT';
      case 'Between': case 'In': case 'Like': case 'Is': case 'Quantified': case 'Exists': return true;
      case 'Call': return this.isPredicate(n);
      default: return false;
    }
  }

  private isPredicate(n: Expression): boolean {
    return n.kind === 'Call' && n.name.length === 1 && n.name[0]?.quoted === false && this.predicates.has(n.name[0].name.toUpperCase());
  }

  /** True is 1, false is 0, unknown is NULL. */
  private asValue(condition: Expression, at: Node): Expression {
    const branch = (when: Expression, then: number): { when: Expression; then: Expression } => ({ when, then: build.number(then) });
    const place = { pos: at.pos, end: at.end };
    const decided = condition.kind === 'Exists' || condition.kind === 'Is';
    if (decided) return { kind: 'Case', branches: [branch(condition, 1)], otherwise: build.number(0), ...place };
    return { kind: 'Case', branches: [branch(condition, 1), branch({ kind: 'Unary', op: 'NOT', operand: condition, ...synthetic }, 0)], ...place };
  }

  /** An expression that stands where a condition does: a value is true when it is 1. */
  condition(n: Expression): Expression {
    if (n.kind === 'Binary' && (n.op === 'AND' || n.op === 'OR')) return { ...n, left: this.condition(n.left), right: this.condition(n.right) };
    if (n.kind === 'Unary' && n.op === 'NOT') return { ...n, operand: this.condition(n.operand) };
    if (n.kind === 'Is' && n.test !== 'NULL') return this.truth(n);
    if (n.kind === 'Literal' && n.type === 'boolean') return build.binary('=', build.number(1), build.number(n.value ? 1 : 0));
    if (n.kind === 'Verbatim') return n;
    if (this.isCondition(n)) return mapChildren(n, (child) => (isNode(child) ? this.node(child) : child));
    return build.binary('=', this.node(n) as Expression, build.number(1));
  }

  /** `x IS TRUE` and its kin, which are never unknown. */
  private truth(n: Expression & { kind: 'Is' }): Expression {
    const operand = this.condition(n.operand);
    const not: Expression = { kind: 'Unary', op: 'NOT', operand, ...synthetic };
    const branch = (when: Expression): { when: Expression; then: Expression } => ({ when, then: build.number(1) });
    const branches = n.test === 'TRUE' ? [branch(operand)] : n.test === 'FALSE' ? [branch(not)] : [branch(operand), branch(not)];
    const wanted = (n.test === 'UNKNOWN') === n.negated ? 1 : 0;
    return build.binary('=', { kind: 'Case', branches, otherwise: build.number(0), ...synthetic }, build.number(wanted));
  }
}

/** Whether rows of the right side are made for each row of the left one. */
export function isLateral(n: Relation): boolean {
  return (n.kind === 'DerivedTable' || n.kind === 'TableFunction') && n.lateral;
}

const present = (nodes: readonly (Node | undefined)[]): readonly Node[] => nodes.filter((n) => n !== undefined);

const checksOf = (columns: readonly ColumnDefinition[]): readonly (Node | undefined)[] => columns.flatMap((column) => column.constraints.map((c) => (c.type === 'CHECK' ? c.condition : undefined)));

/** The children of a node that stand where only a condition may. */
function conditionsOf(n: Node): readonly Node[] {
  switch (n.kind) {
    case 'Select': return present([n.where, n.having, n.qualify, n.connectBy?.start, n.connectBy?.condition]);
    // `OUTER APPLY` is a LEFT JOIN ON TRUE, and is recognised by it.
    case 'Join': return n.on === undefined || (isLateral(n.right) && n.on.kind === 'Literal') ? [] : [n.on];
    case 'Case': return n.operand === undefined ? n.branches.map((branch) => branch.when) : [];
    case 'Call': return n.filter === undefined ? [] : [n.filter];
    case 'Update': case 'Delete': return present([n.where]);
    case 'Insert': return present([n.conflict?.where]);
    case 'InsertAll': return present(n.branches.map((branch) => branch.condition));
    case 'Merge':
      return present([n.on, ...n.whens.map((when) => when.condition), ...n.whens.map((when) => (when.action.type === 'UPDATE' ? when.action.deleteWhere : undefined))]);
    case 'MatchRecognize': return n.define.map(({ condition }) => condition);
    case 'Alter':
      return present(n.actions.flatMap((action) => {
        if (action.type === 'ADD CONSTRAINT') return [action.constraint.type === 'CHECK' ? action.constraint.condition : undefined];
        return action.type === 'ADD COLUMN' ? checksOf(action.columns) : action.type === 'MODIFY COLUMN' ? checksOf([action.column]) : [];
      }));
    case 'CreateObject': return present([n.on?.where]);
    case 'CreateTable':
      return present([
        ...n.constraints.map((c) => (c.type === 'CHECK' ? c.condition : undefined)),
        ...checksOf(n.columns),
      ]);
    default: return [];
  }
}
