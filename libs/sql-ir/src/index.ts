export { build, type Builders } from './build.ts';
export { childKeys } from './children.ts';
export type * from './data-type.ts';
export { equal } from './equal.ts';
export type * from './expression.ts';
export { type Node, type NodeKind, type NodeOf, type Spanned, synthetic } from './node.ts';
export type * from './query.ts';
export type * from './statement.ts';
export { fold, forEachChild, isNode, mapChildren, rewrite, type Rewriter, visit, type Visitor } from './walk.ts';
