import { type Expression, type Precedence, primaryPower, unaryKey } from '@millrace/sql-ir';

/** How tightly a node's outermost operator holds; what holds less than its place asks for gets parentheses. */
export function powerOf(node: Expression, precedence: Precedence): number {
  switch (node.kind) {
    case 'Binary': return precedence[node.op].power;
    case 'Unary': return precedence[unaryKey(node.op)].power;
    case 'Between': return precedence.between.power;
    case 'In': return precedence.in.power;
    case 'Like': return precedence.like.power;
    case 'Is': return precedence.is.power;
    case 'Quantified': return precedence.quantified.power;
    case 'Collate': return precedence.collate.power;
    case 'AtTimeZone': return precedence['at time zone'].power;
    case 'Path':
    case 'Index':
    case 'Slice': return precedence.postfix.power;
    // A negative number is read back as a minus sign and a number.
    case 'Literal': return node.type === 'number' && node.value.startsWith('-') ? precedence.negate.power : primaryPower;
    case 'Lambda':
    case 'NamedArgument':
    case 'Verbatim': return 0;
    case 'Cast': return node.written === undefined ? primaryPower : precedence.postfix.power;
    case 'ArrayOf': case 'Call': case 'Case': case 'Column': case 'Exists': case 'Identifier': case 'Interval': case 'ObjectOf':
    case 'Parameter': case 'Star': case 'Subquery': case 'Tuple': case 'TypedLiteral':
      return primaryPower;
  }
}
