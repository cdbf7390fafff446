import { definable, dialectTitles, precedences, reservedWords } from '@millrace/sql-ir';
import { Conditions } from '../ansi/conditions.ts';
import { withoutQualify } from '../ansi/numbered.ts';
import type { Dialect } from '../dialect.ts';
import { printers } from './printers.ts';
import { types } from './types.ts';

const conditions = new Conditions(new Set(['CONTAINS', 'FREETEXT', 'UPDATE']));

/** SQL Server 2022; https://learn.microsoft.com/en-us/sql/t-sql/language-reference */
export const mssql: Dialect = {
  name: 'mssql',
  title: dialectTitles.mssql,
  identifiers: { open: '[', close: ']', escape: ']]', folding: 'none', caseSensitive: false, bareLetters: 'any', maxLength: 128, reserved: reservedWords.mssql },
  bareAfterDot: false,
  strings: { escape: "''", backslash: false },
  placeholder: '@p1',
  booleans: { true: '1', false: '0' },
  paging: { style: 'top', unlimited: undefined },
  nullOrdering: 'small',
  syntax: { tableAlias: ' AS ', recursive: false, except: 'EXCEPT', dual: undefined, row: '' },
  capabilities: {
    qualify: false, returning: true, merge: true, mergeStar: false, mergeBySource: true, filterClause: false, distinctOn: false, ilike: false, rlike: false,
    similarTo: false, likeAny: false, fullJoin: true, semiJoin: false, asofJoin: false, lateral: true, byName: false, upsert: false,
    insertOverwrite: false, updateFrom: true, deleteUsing: true, truncate: true, groupByAll: false, groupingSets: true, pivot: true,
    sample: true, matchRecognize: false, insertAll: false, timeTravel: true, stages: false, starExclude: false, starRename: false, nullTreatment: 'after', withinGroup: true,
    aggregateOrderBy: false, tryCast: true, quantified: true, lambdas: false, path: false, orReplace: false, materializedCte: false,
    intersectAll: false, nestedSetOperations: true, collate: true, atTimeZone: true, explainAnalyze: false, connectBy: false,
    withBeforeDml: true, tableWrapper: false, variables: true, nullsOrder: false,
  },
  operators: new Set([
    'OR', 'AND', ':=', '=', '<>', '<', '<=', '>', '>=', 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM', '+', '-', '*', '/', '%', '#', '&', '|', '<<', '>>',
  ]),
  objects: definable.mssql,
  precedence: precedences.mssql,
  types,
  prepare: (node) => conditions.node(withoutQualify(node)),
  printers,
};
