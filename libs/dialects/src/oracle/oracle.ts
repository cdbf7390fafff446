import { definable, dialectTitles, precedences, reservedWords } from '@millrace/sql-ir';
import { Conditions } from '../ansi/conditions.ts';
import { withoutQualify } from '../ansi/numbered.ts';
import type { Dialect } from '../dialect.ts';
import { printers } from './printers.ts';
import { types } from './types.ts';

const conditions = new Conditions(new Set(['REGEXP_LIKE', 'JSON_EXISTS', 'JSON_EQUAL', 'JSON_TEXTCONTAINS', 'XMLEXISTS', 'LNNVL', 'EQUALS_PATH', 'UNDER_PATH']));

/**
 * Oracle Database 19c, which has no type for truth; an empty string is NULL there, whatever it was elsewhere.
 * https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/index.html
 */
export const oracle: Dialect = {
  name: 'oracle',
  title: dialectTitles.oracle,
  identifiers: { open: '"', close: '"', escape: '""', folding: 'upper', caseSensitive: true, bareLetters: 'any', maxLength: 128, reserved: reservedWords.oracle },
  bareAfterDot: false,
  strings: { escape: "''", backslash: false },
  placeholder: ':1',
  booleans: { true: '1', false: '0' },
  paging: { style: 'fetch', unlimited: undefined },
  nullOrdering: 'large',
  syntax: { tableAlias: ' ', recursive: false, except: 'MINUS', dual: 'DUAL', row: '' },
  capabilities: {
    qualify: false, returning: false, merge: true, mergeStar: false, mergeBySource: false, filterClause: false, distinctOn: false, ilike: false, rlike: false,
    similarTo: false, likeAny: false, fullJoin: true, semiJoin: false, asofJoin: false, lateral: true, byName: false, upsert: false,
    insertOverwrite: false, updateFrom: false, deleteUsing: false, truncate: true, groupByAll: false, groupingSets: true, pivot: true,
    sample: true, matchRecognize: true, insertAll: true, timeTravel: true, stages: false, starExclude: false, starRename: false, nullTreatment: 'after', withinGroup: true,
    aggregateOrderBy: false, tryCast: false, quantified: true, lambdas: false, path: false, orReplace: false, materializedCte: false,
    intersectAll: false, nestedSetOperations: true, collate: true, atTimeZone: true, explainAnalyze: false, connectBy: true,
    withBeforeDml: false, tableWrapper: true, variables: false, nullsOrder: true,
  },
  operators: new Set(['OR', 'AND', '=', '<>', '<', '<=', '>', '>=', '||', '+', '-', '*', '/']),
  objects: definable.oracle,
  precedence: precedences.oracle,
  types,
  prepare: (node) => conditions.node(withoutQualify(node)),
  printers,
};
