import { definable, dialectTitles, precedences, reservedWords } from '@millrace/sql-ir';
import { withoutDistinctOn } from '../ansi/numbered.ts';
import type { Dialect } from '../dialect.ts';
import { printers } from './printers.ts';
import { types } from './types.ts';

/** Spark SQL 3.5 and Databricks SQL; https://spark.apache.org/docs/latest/sql-ref.html, https://docs.databricks.com/en/sql/language-manual/index.html */
export const spark: Dialect = {
  name: 'spark',
  title: dialectTitles.spark,
  identifiers: { open: '`', close: '`', escape: '``', folding: 'none', caseSensitive: false, bareLetters: 'ascii', maxLength: 255, reserved: reservedWords.spark },
  bareAfterDot: true,
  strings: { escape: String.raw`\'`, backslash: true },
  placeholder: '?',
  booleans: { true: 'TRUE', false: 'FALSE' },
  paging: { style: 'limit', unlimited: undefined },
  nullOrdering: 'small',
  syntax: { tableAlias: ' AS ', recursive: true, except: 'EXCEPT', dual: undefined, row: '' },
  capabilities: {
    qualify: true, returning: false, merge: true, mergeStar: true, mergeBySource: true, filterClause: true, distinctOn: false, ilike: true, rlike: true,
    similarTo: false, likeAny: true, fullJoin: true, semiJoin: true, asofJoin: false, lateral: true, byName: true, upsert: false,
    insertOverwrite: true, updateFrom: false, deleteUsing: false, truncate: true, groupByAll: true, groupingSets: true, pivot: true,
    sample: true, matchRecognize: false, insertAll: false, timeTravel: true, stages: false, starExclude: true, starRename: false, nullTreatment: 'after', withinGroup: true,
    aggregateOrderBy: false, tryCast: true, quantified: false, lambdas: true, path: true, orReplace: true, materializedCte: false,
    intersectAll: true, nestedSetOperations: true, collate: true, atTimeZone: false, explainAnalyze: false, connectBy: false,
    withBeforeDml: true, tableWrapper: false, variables: false, nullsOrder: true,
  },
  operators: new Set([
    'OR', 'AND', '=', '<>', '<', '<=', '>', '>=', 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM', '||', '+', '-', '*', '/', '//', '%', '#', '&', '|',
  ]),
  objects: definable.spark,
  precedence: precedences.spark,
  types,
  prepare: withoutDistinctOn,
  printers,
};
