import { definable, dialectTitles, precedences, reservedWords } from '@millrace/sql-ir';
import type { Dialect } from '../dialect.ts';
import { printers } from './printers.ts';
import { types } from './types.ts';

/** PostgreSQL 18; https://www.postgresql.org/docs/current/sql-syntax.html */
export const postgres: Dialect = {
  name: 'postgres',
  title: dialectTitles.postgres,
  identifiers: { open: '"', close: '"', escape: '""', folding: 'lower', caseSensitive: true, bareLetters: 'any', maxLength: 63, reserved: reservedWords.postgres },
  bareAfterDot: true,
  strings: { escape: "''", backslash: false },
  placeholder: '$1',
  booleans: { true: 'TRUE', false: 'FALSE' },
  paging: { style: 'limit', unlimited: undefined },
  nullOrdering: 'large',
  syntax: { tableAlias: ' AS ', recursive: true, except: 'EXCEPT', dual: undefined, row: '' },
  capabilities: {
    qualify: false, returning: true, merge: true, mergeStar: false, mergeBySource: true, filterClause: true, distinctOn: true, ilike: true, rlike: false,
    similarTo: true, likeAny: false, fullJoin: true, semiJoin: false, asofJoin: false, lateral: true, byName: false, upsert: true,
    insertOverwrite: false, updateFrom: true, deleteUsing: true, truncate: true, groupByAll: false, groupingSets: true, pivot: false,
    sample: true, matchRecognize: false, insertAll: false, timeTravel: false, stages: false, starExclude: false, starRename: false, nullTreatment: false, withinGroup: true,
    aggregateOrderBy: true, tryCast: false, quantified: true, lambdas: false, path: true, orReplace: true, materializedCte: true,
    intersectAll: true, nestedSetOperations: true, collate: true, atTimeZone: true, explainAnalyze: true, connectBy: false,
    withBeforeDml: true, tableWrapper: false, variables: false, nullsOrder: true,
  },
  operators: new Set([
    'OR', 'AND', '=', '<>', '<', '<=', '>', '>=', 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM', '||', '+', '-', '*', '/', '%', '^', '&', '|', '#',
    '<<', '>>', '->', '->>', '#>', '#>>', '@>', '<@', '?', '~', '~*', '!~', '!~*',
    '&&', '@@', '@?', '?|', '?&', '#-', '-|-', '&<', '&>', '<->', '<=>', '<#>', '~=', '<<=', '>>=', '^@', 'OVERLAPS',
  ]),
  objects: definable.postgres,
  precedence: precedences.postgres,
  types,
  prepare: undefined,
  printers,
};
