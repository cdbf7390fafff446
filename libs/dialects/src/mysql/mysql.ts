import { definable, dialectTitles, precedences, reservedWords } from '@millrace/sql-ir';
import { withoutQualify } from '../ansi/numbered.ts';
import type { Dialect } from '../dialect.ts';
import { printers } from './printers.ts';
import { types } from './types.ts';

/** MySQL 8.0.31 and MariaDB 10.6, and later; https://dev.mysql.com/doc/refman/8.0/en/sql-statements.html */
export const mysql: Dialect = {
  name: 'mysql',
  title: dialectTitles.mysql,
  identifiers: { open: '`', close: '`', escape: '``', folding: 'none', caseSensitive: false, bareLetters: 'any', maxLength: 64, reserved: reservedWords.mysql },
  bareAfterDot: true,
  strings: { escape: "''", backslash: true },
  placeholder: '?',
  booleans: { true: 'TRUE', false: 'FALSE' },
  paging: { style: 'limit', unlimited: '18446744073709551615' },
  nullOrdering: 'small',
  // MariaDB takes a row without a word before it, MySQL only with ROW; and MariaDB skips comments for MySQL 8.
  syntax: { tableAlias: ' AS ', recursive: true, except: 'EXCEPT', dual: undefined, row: '/*!80000 ROW*/' },
  capabilities: {
    qualify: false, returning: false, merge: false, mergeStar: false, mergeBySource: false, filterClause: false, distinctOn: false, ilike: true, rlike: true,
    similarTo: false, likeAny: false, fullJoin: false, semiJoin: false, asofJoin: false, lateral: true, byName: false, upsert: true,
    insertOverwrite: false, updateFrom: true, deleteUsing: true, truncate: true, groupByAll: false, groupingSets: false, pivot: false,
    sample: false, matchRecognize: false, insertAll: false, timeTravel: false, stages: false, starExclude: false, starRename: false, nullTreatment: false, withinGroup: false,
    aggregateOrderBy: true, tryCast: false, quantified: true, lambdas: false, path: false, orReplace: false, materializedCte: false,
    intersectAll: true, nestedSetOperations: true, collate: true, atTimeZone: false, explainAnalyze: true, connectBy: false,
    withBeforeDml: false, tableWrapper: false, variables: true, nullsOrder: false,
  },
  operators: new Set([
    'OR', 'XOR', 'AND', ':=', '=', '<>', '<', '<=', '>', '>=', 'IS NOT DISTINCT FROM', '+', '-', '*', '/', '//', '%', '#', '&', '|', '<<', '>>', '->', '->>',
  ]),
  objects: definable.mysql,
  precedence: precedences.mysql,
  types,
  prepare: withoutQualify,
  printers,
};
