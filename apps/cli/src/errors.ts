import { type Catalogue, defineCodes } from '@millrace/diagnostics';

const definitions = {
  CLI_NO_FILE: { text: "File '{path}' does not exist.", hint: 'check the path, or use - to read standard input', exit: 4 },
  CLI_BAD_VARIABLE: { text: "'{given}' is not a variable.", hint: 'write name=value, as in --var region=EU', exit: 2 },
  CLI_BAD_FILE: { text: "'{path}' cannot be read: {problem}.", exit: 4 },
  CLI_BAD_USER: { text: 'A --user has no password.', hint: 'write name:password, as in --user ann:secret', exit: 2 },
  CLI_BAD_TIMEZONE: { text: "'{given}' is not a time zone.", hint: 'write a name such as Europe/Paris or UTC', exit: 2 },
  CLI_NOTHING_TO_WRITE: { text: '--write needs a file to write to.', hint: 'name the file, or leave --write out to print', exit: 2 },
  CLI_TWO_INPUTS: { text: "Both --sql and the file '{path}' are given.", hint: 'leave one of them out', exit: 2 },
  CLI_NO_INPUT: { text: 'There is no SQL to work on.', hint: 'name a file, pass the text with --sql, or pipe it in', exit: 2 },
  CLI_BAD_LINE: { text: 'The line is {problem}.', hint: 'write one JSON string per line, as in "select 1"', exit: 3 },
  CLI_NO_SQL: { text: "'{url}' is a file, and takes no SQL by itself.", hint: "query it through DuckDB: millrace moltres query duckdb: \"select * from 'the file'\"", exit: 2 },
  CLI_INTERRUPTED: { text: 'Interrupted; what was under way has been undone.', exit: 130 },
} as const;

export const errors: Catalogue<typeof definitions> = defineCodes(definitions);
