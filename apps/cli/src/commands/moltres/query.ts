import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type { Connector, SqlConnector } from '@millrace/connectors';
import { redact } from '@millrace/diagnostics';
import { MillraceCommand } from '../../base-command.ts';
import { errors } from '../../errors.ts';
import { formatFlag } from '../../flags.ts';
import { type PrintedRows, printRows } from '../../output/print-rows.ts';

export default class MoltresQuery extends MillraceCommand {
  static override summary = 'Query any database or file by its address.';
  static override description = 'Addresses: postgres://…, duckdb:file, sqlite:file, snowflake://…; values after the SQL are bound to its placeholders.';
  static override examples = [
    "<%= config.bin %> moltres query duckdb: \"select * from 'flights.parquet' limit 5\"",
    "<%= config.bin %> moltres query postgres://ann@localhost/shop 'select * from orders where status = $1' paid --format csv",
  ];
  static override strict = false;
  static override args = {
    url: Args.string({ required: true, description: 'the address of the database' }),
    sql: Args.string({ required: true, description: 'the query, with placeholders for values' }),
  };
  static override flags = {
    format: formatFlag(),
    explain: Flags.boolean({ description: "show the engine's plan instead of the rows" }),
  };

  async run(): Promise<PrintedRows> {
    const { args, argv, flags } = await this.parse(MoltresQuery);
    const { openUrl } = await import('@millrace/connectors');
    await using connector = await openUrl(args.url);
    if (!speaksSql(connector)) throw errors.CLI_NO_SQL.error({ url: redact(args.url) });
    const values = argv.slice(2).map(String);
    const result = await connector.query(flags.explain ? `EXPLAIN ${args.sql}` : args.sql, values, { signal: this.signal });
    return await printRows(result, flags.format, (line) => this.log(line), { collect: this.jsonEnabled() });
  }
}

function speaksSql(connector: Connector): connector is SqlConnector {
  return 'dialect' in connector;
}
