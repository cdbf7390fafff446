import { definable, dialectTitles, precedences, reservedWords } from '@millrace/sql-ir';
import type { Dialect } from '../dialect.ts';
import { printers } from './printers.ts';
import { types } from './types.ts';

/** Snowflake; https://docs.snowflake.com/en/sql-reference */
export const snowflake: Dialect = {
  name: 'snowflake',
  title: dialectTitles.snowflake,
  identifiers: { open: '"', close: '"', escape: '""', folding: 'upper', caseSensitive: true, bareLetters: 'any', maxLength: 255, reserved: reservedWords.snowflake },
  bareAfterDot: true,
  strings: { escape: "''", backslash: true },
  placeholder: '?',
  booleans: { true: 'TRUE', false: 'FALSE' },
  paging: { style: 'limit', unlimited: 'NULL' },
  nullOrdering: 'large',
  syntax: { tableAlias: ' AS ', recursive: true, except: 'EXCEPT', dual: undefined, row: '' },
  capabilities: {
    qualify: true, returning: false, merge: true, mergeStar: false, mergeBySource: false, filterClause: true, distinctOn: false, ilike: true, rlike: true,
    similarTo: false, likeAny: true, fullJoin: true, semiJoin: false, asofJoin: true, lateral: true, byName: true, upsert: false,
    insertOverwrite: true, updateFrom: true, deleteUsing: true, truncate: true, groupByAll: true, groupingSets: true, pivot: true,
    sample: true, matchRecognize: true, insertAll: true, timeTravel: true, stages: true, starExclude: true, starRename: true, nullTreatment: 'after', withinGroup: true,
    aggregateOrderBy: false, tryCast: true, quantified: true, lambdas: true, path: true, orReplace: true, materializedCte: false,
    intersectAll: true, nestedSetOperations: true, collate: true, atTimeZone: false, explainAnalyze: false, connectBy: true,
    withBeforeDml: false, tableWrapper: true, variables: true, nullsOrder: true,
  },
  operators: new Set([
    'OR', 'AND', '=', '<>', '<', '<=', '>', '>=', 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM', '||', '+', '-', '*', '/', '%',
  ]),
  objects: definable.snowflake,
  precedence: precedences.snowflake,
  types,
  prepare: undefined,
  printers,
};
