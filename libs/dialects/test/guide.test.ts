import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type Capabilities, dialect, print } from '@millrace/dialects';
import { dialectNames } from '@millrace/sql-ir';
import { parseStatement } from '@millrace/sql-parser';

const page = new URL('../../../docs/guide/dialects.md', import.meta.url);

/** How a capability goes by in the guide; undefined for those that choose between spellings of one thing. */
const labels: { readonly [C in keyof Capabilities]: string | undefined } = {
  qualify: 'QUALIFY', returning: 'RETURNING or OUTPUT', merge: 'MERGE', mergeBySource: 'WHEN NOT MATCHED BY SOURCE', mergeStar: undefined, filterClause: 'FILTER (WHERE …)',
  distinctOn: 'DISTINCT ON', ilike: 'ILIKE', rlike: 'RLIKE', similarTo: 'SIMILAR TO', likeAny: 'LIKE ANY', fullJoin: 'FULL JOIN', semiJoin: 'SEMI and ANTI JOIN', asofJoin: 'ASOF JOIN',
  lateral: 'LATERAL or APPLY', byName: 'BY NAME', upsert: 'ON CONFLICT or ON DUPLICATE KEY', insertOverwrite: 'INSERT OVERWRITE', insertAll: 'INSERT into several tables', updateFrom: 'UPDATE … FROM',
  deleteUsing: 'DELETE … USING', truncate: 'TRUNCATE', groupByAll: 'GROUP BY ALL', groupingSets: 'GROUPING SETS, CUBE', pivot: 'PIVOT, UNPIVOT', sample: 'TABLESAMPLE',
  matchRecognize: 'MATCH_RECOGNIZE', timeTravel: 'tables as of a moment', stages: 'stages', starExclude: '* EXCLUDE', starRename: '* RENAME', nullTreatment: 'IGNORE NULLS', withinGroup: 'WITHIN GROUP',
  aggregateOrderBy: 'ORDER BY in an aggregate', tryCast: 'TRY_CAST', quantified: '= ANY (SELECT …)', lambdas: 'lambdas', path: 'paths into values', orReplace: 'CREATE OR REPLACE', materializedCte: undefined,
  intersectAll: 'INTERSECT ALL, EXCEPT ALL', nestedSetOperations: undefined, collate: 'COLLATE', atTimeZone: 'AT TIME ZONE', explainAnalyze: undefined, connectBy: 'CONNECT BY', withBeforeDml: undefined,
  tableWrapper: undefined, variables: undefined, nullsOrder: 'NULLS FIRST, NULLS LAST',
};

function table(): string {
  const rows = Object.entries(labels).flatMap(([key, label]) => {
    if (label === undefined) return [];
    const marks = dialectNames.map((name) => (dialect(name).capabilities[key as keyof Capabilities] === false ? '·' : 'yes'));
    return [`| ${label} | ${marks.join(' | ')} |`];
  });
  return [`| | ${dialectNames.join(' | ')} |`, `|---|${dialectNames.map(() => '---|').join('')}`, ...rows].join('\n');
}

it('the guide tells what each dialect can say', () => {
  const text = readFileSync(page, 'utf8');
  const whole = text.replace(/(?<=<!-- capabilities -->\n)[^]*(?=<!-- \/capabilities -->)/, () => `${table()}\n`);
  if (process.env['UPDATE'] === '1') writeFileSync(page, whole);
  else expect(text).toBe(whole);
});

it('the example of the guide prints what it says', () => {
  const example = /```ts\n([^]*?)```/.exec(readFileSync(page, 'utf8'))?.[1] ?? '';
  const source = /parseStatement\("(.*)", \{/.exec(example)?.[1] ?? '';
  const printed = /^\/\/ (.*)$/m.exec(example)?.[1];
  expect(print(parseStatement(source, { dialect: 'postgres' }), 'mssql').sql).toBe(printed);
});
