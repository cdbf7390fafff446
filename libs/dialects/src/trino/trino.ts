import { definable, dialectTitles, precedences, reservedWords } from '@millrace/sql-ir';
import { withoutQualify } from '../ansi/numbered.ts';
import type { Dialect } from '../dialect.ts';
import { printers } from './printers.ts';
import { types } from './types.ts';

/** Trino; https://trino.io/docs/current/sql.html */
export const trino: Dialect = {
  name: 'trino',
  title: dialectTitles.trino,
  identifiers: { open: '"', close: '"', escape: '""', folding: 'lower', caseSensitive: false, bareLetters: 'ascii', maxLength: undefined, reserved: reservedWords.trino },
  bareAfterDot: false,
  strings: { escape: "''", backslash: false },
  placeholder: '?',
  booleans: { true: 'TRUE', false: 'FALSE' },
  paging: { style: 'offset first', unlimited: undefined },
  nullOrdering: 'last',
  syntax: { tableAlias: ' AS ', recursive: true, except: 'EXCEPT', dual: undefined, row: '' },
  capabilities: {
    qualify: false, returning: false, merge: true, mergeStar: false, mergeBySource: false, filterClause: true, distinctOn: false, ilike: false, rlike: false,
    similarTo: false, likeAny: false, fullJoin: true, semiJoin: false, asofJoin: false, lateral: true, byName: false, upsert: false,
    insertOverwrite: false, updateFrom: false, deleteUsing: false, truncate: true, groupByAll: false, groupingSets: true, pivot: false,
    sample: true, matchRecognize: true, insertAll: false, timeTravel: true, stages: false, starExclude: false, starRename: false, nullTreatment: 'after', withinGroup: true,
    aggregateOrderBy: true, tryCast: true, quantified: true, lambdas: true, path: true, orReplace: true, materializedCte: false,
    intersectAll: true, nestedSetOperations: true, collate: false, atTimeZone: true, explainAnalyze: true, connectBy: false,
    withBeforeDml: false, tableWrapper: true, variables: false, nullsOrder: true,
  },
  operators: new Set(['OR', 'AND', '=', '<>', '<', '<=', '>', '>=', 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM', '||', '+', '-', '*', '/', '%']),
  objects: definable.trino,
  precedence: precedences.trino,
  types,
  prepare: withoutQualify,
  printers,
};
