// Runs the conformance suites and counts the functions: `npm run conformance [-- acceptance | meaning | functions …] [--show N] [--json]`.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { didYouMean, messageOf } from '@millrace/diagnostics';
import { type Acceptance, acceptance } from './acceptance.ts';
import { countFunctions, type FunctionCount } from './functions.ts';
import { type Meaning, meaning } from './meaning.ts';
import { findSuites } from './suites.ts';

const parts = ['acceptance', 'meaning', 'functions'] as const;

/** What a part found, or why it did not run. */
interface Report {
  readonly acceptance?: Acceptance | { readonly skipped: string };
  readonly meaning?: Meaning | { readonly skipped: string };
  readonly functions?: FunctionCount;
}

const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
const oneLine = (text: string, width: number): string => {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length > width ? `${line.slice(0, width - 1)}…` : line;
};

function options(): { readonly wanted: readonly string[]; readonly suites: string | undefined; readonly filter: string | undefined; readonly show: number; readonly json: boolean } {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { suites: { type: 'string' }, filter: { type: 'string' }, show: { type: 'string', default: '20' }, json: { type: 'boolean', default: false } },
  });
  const unknown = positionals.find((name) => !parts.some((part) => part === name));
  if (unknown !== undefined) throw new Error(`there is no '${unknown}'; ${didYouMean(unknown, parts) ?? `there are ${parts.join(', ')}`}`);
  const show = Number(values.show);
  if (!Number.isInteger(show) || show < 0) throw new Error(`--show takes a number of failures, not '${values.show}'`);
  return { wanted: positionals.length === 0 ? parts : positionals, suites: values.suites ?? process.env.MILLRACE_CONFORMANCE, filter: values.filter, show, json: values.json };
}

async function measure({ wanted, suites, filter, show, json }: ReturnType<typeof options>): Promise<Report> {
  const found = findSuites(suites);
  const skipped = { skipped: `the suites are not in ${found.folder}; name their folder with --suites or MILLRACE_CONFORMANCE` };
  const report: { -readonly [K in keyof Report]: Report[K] } = {};
  if (wanted.includes('acceptance')) {
    report.acceptance = found.statements === undefined ? skipped : acceptance(JSON.parse(readFileSync(found.statements, 'utf8')) as readonly string[], 'snowflake');
    if (!json) tellAcceptance(report.acceptance, show);
  }
  if (wanted.includes('meaning')) {
    report.meaning = found.logic === undefined ? skipped : await meaning(found.logic, { quiet: json, ...(filter === undefined ? {} : { filter }) });
    if (!json) tellMeaning(report.meaning, show);
  }
  if (wanted.includes('functions')) {
    report.functions = countFunctions();
    if (!json) tellFunctions(report.functions);
  }
  return report;
}

function tellAcceptance(result: Acceptance | { readonly skipped: string }, show: number): void {
  if ('skipped' in result) return console.log(`acceptance: skipped: ${result.skipped}`);
  for (const { sql, stage, problem } of result.failures.slice(0, show)) console.log(`  ${stage}: ${oneLine(problem, 200)}\n    ${oneLine(sql, 200)}`);
  const { total, accepted, roundTrips } = result;
  console.log(`acceptance: ${accepted} of ${total} statements accepted (${percent(accepted, total)}), ${roundTrips} round-trip (${percent(roundTrips, total)})`);
}

function tellMeaning(result: Meaning | { readonly skipped: string }, show: number): void {
  if ('skipped' in result) return console.log(`meaning: skipped: ${result.skipped}`);
  for (const { file, line, sql, problem } of result.failures.slice(0, show)) console.log(`  ${file}:${line} ${oneLine(problem, 200)}\n    ${oneLine(sql, 200)}`);
  console.log(`meaning: ${result.passed} of ${result.queries} queries pass (${percent(result.passed, result.queries)}), ${result.statementsPassed} of ${result.statements} statements run, ${result.errorsRaised} of ${result.errors} expected errors came`);
}

function tellFunctions({ working, names, unsupported, examples, tableFunctions }: FunctionCount): void {
  console.log(`functions: ${working} records work under ${names} names, and ${tableFunctions} table functions; ${unsupported} say why they do not; ${examples} example values are compared`);
}

try {
  const chosen = options();
  const report = await measure(chosen);
  if (chosen.json) console.log(JSON.stringify(report, null, 2));
  process.exit(0);
} catch (error) {
  console.error(`conformance: ${messageOf(error)}`);
  process.exit(2);
}
