import { definable, dialectTitles, precedences, reservedWords } from '@millrace/sql-ir';
import type { Dialect } from '../dialect.ts';
import { printers } from './printers.ts';
import { types } from './types.ts';

/** SQLite 3.45 and later; https://www.sqlite.org/lang.html */
export const sqlite: Dialect = {
  name: 'sqlite',
  title: dialectTitles.sqlite,
  identifiers: { open: '"', close: '"', escape: '""', folding: 'none', caseSensitive: false, bareLetters: 'any', maxLength: undefined, reserved: reservedWords.sqlite },
  bareAfterDot: false,
  strings: { escape: "''", backslash: false },
  placeholder: '?',
  booleans: { true: 'TRUE', false: 'FALSE' },
  paging: { style: 'limit', unlimited: '-1' },
  nullOrdering: 'small',
  syntax: { tableAlias: ' AS ', recursive: true, except: 'EXCEPT', dual: undefined, row: '' },
  capabilities: {
    qualify: false, returning: true, merge: false, mergeStar: false, mergeBySource: false, filterClause: true, distinctOn: false, ilike: false, rlike: false,
    similarTo: false, likeAny: false, fullJoin: true, semiJoin: false, asofJoin: false, lateral: false, byName: false, upsert: true,
    insertOverwrite: false, updateFrom: true, deleteUsing: false, truncate: false, groupByAll: false, groupingSets: false, pivot: false,
    sample: false, matchRecognize: false, insertAll: false, timeTravel: false, stages: false, starExclude: false, starRename: false, nullTreatment: false, withinGroup: false,
    aggregateOrderBy: true, tryCast: false, quantified: false, lambdas: false, path: false, orReplace: false, materializedCte: true,
    intersectAll: false, nestedSetOperations: false, collate: true, atTimeZone: false, explainAnalyze: false, connectBy: false,
    withBeforeDml: true, tableWrapper: false, variables: false, nullsOrder: true,
  },
  operators: new Set([
    'OR', 'AND', '=', '<>', '<', '<=', '>', '>=', 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM', '||', '+', '-', '*', '/', '%', '&', '|', '<<', '>>',
    '->', '->>',
    'MATCH',
  ]),
  objects: definable.sqlite,
  precedence: precedences.sqlite,
  types,
  prepare: undefined,
  printers,
};
