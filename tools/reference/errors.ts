import { errors as cli } from '@millrace/cli';
import { errors as connectors } from '@millrace/connectors';
import { errors as demo } from '@millrace/demo';
import type { Catalogue, CodeDefinition } from '@millrace/diagnostics';
import { errors as dialects } from '@millrace/dialects';
import { errors as kroft } from '@millrace/kroft';
import { errors as mockhaus } from '@millrace/mockhaus';
import { errors as moltres } from '@millrace/moltres';
import { errors as plan } from '@millrace/plan';
import { errors as parser } from '@millrace/sql-parser';
import { errors as sqlflow } from '@millrace/sqlflow';
import { errors as stateStore } from '@millrace/state-store';
import { errors as transpile } from '@millrace/transpile';

/** Every package's catalogue, in the order of the page. */
export const catalogues: readonly (readonly [string, Catalogue<Readonly<Record<string, CodeDefinition>>>])[] = [
  ['sql-parser', parser], ['dialects', dialects], ['transpile', transpile], ['plan', plan], ['connectors', connectors], ['state-store', stateStore],
  ['moltres', moltres], ['sqlflow', sqlflow], ['mockhaus', mockhaus], ['kroft', kroft], ['cli', cli], ['demo', demo],
];

/** The page of all error codes, by package. */
export function errorsPage(): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('{', '&#123;').replaceAll('<', '&lt;');
  const sections = catalogues.map(([name, codes]) => {
    const rows = Object.values(codes)
      .toSorted((a, b) => a.code.localeCompare(b.code, 'en'))
      .map(({ code, definition }) => `| \`${code}\` | ${cell(definition.text)} | ${cell(definition.hint ?? '')} | ${definition.exit} |`);
    return `## ${name}\n\n| code | what it says | the usual fix | exit |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# Errors\n\nEvery finding carries one of these codes; they are stable. Exit codes are explained [here](exit-codes.md).\nThis page is generated from the packages' catalogues.\n\n${sections.join('\n')}`;
}
