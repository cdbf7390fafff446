import type { MatchRecognize, NodeOf, RowPattern } from '@millrace/sql-ir';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';
import { orderBy } from './calls.ts';
import { clause } from './queries.ts';
import { side, tableAlias } from './relations.ts';

/** How tightly a pattern holds: alternatives least, then rows of parts, then what may be repeated. */
function power(pattern: RowPattern): number {
  switch (pattern.type) {
    case 'alternation': return 1;
    case 'sequence': return pattern.parts.length === 0 ? 4 : 2;
    case 'repetition': return 3;
    case 'exclusion': case 'first row': case 'last row': case 'permutation': case 'symbol': return 4;
  }
}

function rowPattern(w: Writer, pattern: RowPattern, atLeast: number): void {
  if (power(pattern) < atLeast) {
    w.text += '(';
    bare(w, pattern);
    w.text += ')';
  } else bare(w, pattern);
}

function parts(w: Writer, patterns: readonly RowPattern[], separator: string, atLeast: number): void {
  patterns.forEach((part, i) => {
    if (i > 0) w.text += separator;
    rowPattern(w, part, atLeast);
  });
}

function bare(w: Writer, pattern: RowPattern): void {
  switch (pattern.type) {
    case 'symbol': return w.node(pattern.name);
    case 'first row': w.text += '^'; return;
    case 'last row': w.text += '$'; return;
    case 'sequence':
      if (pattern.parts.length === 0) w.text += '()';
      return parts(w, pattern.parts, ' ', 3);
    case 'alternation': return parts(w, pattern.parts, ' | ', 2);
    case 'permutation':
      w.text += 'PERMUTE(';
      parts(w, pattern.parts, ', ', 1);
      w.text += ')';
      return;
    case 'exclusion':
      w.text += '{- ';
      rowPattern(w, pattern.part, 1);
      w.text += ' -}';
      return;
    case 'repetition':
      rowPattern(w, pattern.part, pattern.part.type === 'repetition' ? 4 : 3);
      w.text += quantifier(pattern.min, pattern.max);
      if (pattern.reluctant) w.text += '?';
  }
}

function quantifier(min: number, max: number | undefined): string {
  if (max === undefined) return min === 0 ? '*' : min === 1 ? '+' : `{${String(min)},}`;
  if (min === 0 && max === 1) return '?';
  return min === max ? `{${String(min)}}` : `{${String(min)},${String(max)}}`;
}

function matchRecognize(w: Writer, n: MatchRecognize): void {
  w.need(w.dialect.capabilities.matchRecognize, n, 'MATCH_RECOGNIZE');
  side(w, n.source, true);
  w.text += ' MATCH_RECOGNIZE (';
  w.indented(() => matchClauses(w, n));
  w.softLine();
  w.text += ')';
  tableAlias(w, n.alias);
}

function matchClauses(w: Writer, n: MatchRecognize): void {
  w.softLine();
  const start = w.text.length;
  const next = (): void => {
    if (w.text.length > start) w.line();
  };
  if (n.partitionBy.length > 0) {
    w.text += 'PARTITION BY ';
    w.list(n.partitionBy);
  }
  if (n.orderBy.length > 0) {
    next();
    orderBy(w, n.orderBy, '');
  }
  if (n.measures.length > 0) {
    next();
    w.text += 'MEASURES ';
    w.indented(() => w.items(n.measures, ({ semantics, measure }) => {
      if (semantics !== undefined) w.text += `${semantics} `;
      w.node(measure);
    }));
  }
  if (n.rows !== undefined) {
    next();
    w.text += n.unmatched === undefined ? n.rows : `${n.rows} ${n.unmatched}`;
  }
  if (n.skip !== undefined) {
    next();
    w.text += `AFTER MATCH SKIP ${n.skip.to}`;
    if ('symbol' in n.skip) {
      w.text += ' ';
      w.node(n.skip.symbol);
    }
  }
  next();
  w.text += 'PATTERN (';
  rowPattern(w, n.pattern, 0);
  w.text += ')';
  definitions(w, n);
}

function definitions(w: Writer, n: MatchRecognize): void {
  if (n.subsets.length > 0) {
    clause(w, 'SUBSET', () => w.items(n.subsets, ({ name, symbols }) => {
      w.node(name);
      w.text += ' = ';
      w.names(symbols);
    }));
  }
  if (n.define.length > 0) {
    clause(w, 'DEFINE', () => w.items(n.define, ({ symbol, condition }) => {
      w.node(symbol);
      w.text += ' AS ';
      w.node(condition);
    }));
  }
}

function semanticView(w: Writer, n: NodeOf<'SemanticView'>): void {
  w.need(w.dialect.name === 'snowflake', n, 'SEMANTIC_VIEW');
  w.text += 'SEMANTIC_VIEW(';
  w.name(n.name);
  for (const { type, items } of n.parts) clause(w, type, () => w.list(items));
  const { where } = n;
  if (where !== undefined) clause(w, 'WHERE', () => w.node(where));
  w.text += ')';
  tableAlias(w, n.alias);
}

function resample(w: Writer, n: NodeOf<'Resample'>): void {
  w.need(w.dialect.name === 'snowflake', n, 'RESAMPLE');
  side(w, n.source, true);
  w.text += ' RESAMPLE (USING ';
  w.node(n.using);
  w.text += ' INCREMENT BY ';
  w.node(n.increment);
  if (n.partitionBy.length > 0) {
    w.text += ' PARTITION BY ';
    w.list(n.partitionBy);
  }
  if (n.metadata.length > 0) {
    w.text += ' METADATA_COLUMNS ';
    w.list(n.metadata);
  }
  w.text += ')';
  tableAlias(w, n.alias);
}

/** Relations that make other rows of their source's. */
export const reshaping: Pick<Printers, 'MatchRecognize' | 'SemanticView' | 'Resample'> = { MatchRecognize: matchRecognize, SemanticView: semanticView, Resample: resample };
