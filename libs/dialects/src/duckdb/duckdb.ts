import { definable, dialectTitles, precedences, reservedWords } from '@millrace/sql-ir';
import type { Dialect } from '../dialect.ts';
import { printers } from './printers.ts';
import { types } from './types.ts';

/** DuckDB 1.5; https://duckdb.org/docs/stable/sql/introduction */
export const duckdb: Dialect = {
  name: 'duckdb',
  title: dialectTitles.duckdb,
  identifiers: { open: '"', close: '"', escape: '""', folding: 'none', caseSensitive: false, bareLetters: 'any', maxLength: undefined, reserved: reservedWords.duckdb },
  bareAfterDot: true,
  strings: { escape: "''", backslash: false },
  placeholder: '$1',
  booleans: { true: 'TRUE', false: 'FALSE' },
  paging: { style: 'limit', unlimited: undefined },
  nullOrdering: 'last',
  syntax: { tableAlias: ' AS ', recursive: true, except: 'EXCEPT', dual: undefined, row: '' },
  capabilities: {
    qualify: true, returning: true, merge: true, mergeStar: true, mergeBySource: true, filterClause: true, distinctOn: true, ilike: true, rlike: false,
    similarTo: true, likeAny: false, fullJoin: true, semiJoin: true, asofJoin: true, lateral: true, byName: true, upsert: true,
    insertOverwrite: false, updateFrom: true, deleteUsing: true, truncate: true, groupByAll: true, groupingSets: true, pivot: true,
    sample: true, matchRecognize: false, insertAll: false, timeTravel: false, stages: false, starExclude: true, starRename: true, nullTreatment: 'inside', withinGroup: true,
    aggregateOrderBy: true, tryCast: true, quantified: true, lambdas: true, path: false, orReplace: true, materializedCte: true,
    intersectAll: true, nestedSetOperations: true, collate: true, atTimeZone: true, explainAnalyze: true, connectBy: false,
    withBeforeDml: true, tableWrapper: false, variables: false, nullsOrder: true,
  },
  operators: new Set([
    'OR', 'AND', '=', '<>', '<', '<=', '>', '>=', 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM', '||', '+', '-', '*', '/', '//', '%', '^', '&', '|',
    '<<', '>>', '->', '->>', '@>', '<@', '~',
    '&&', '<->', '<=>', '^@', '!~',
  ]),
  objects: definable.duckdb,
  precedence: precedences.duckdb,
  types,
  prepare: undefined,
  printers,
};
