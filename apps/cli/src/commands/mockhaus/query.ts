import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { MillraceCommand } from '../../base-command.ts';
import { formatFlag } from '../../flags.ts';
import { type PrintedRows, printRows } from '../../output/print-rows.ts';

export default class MockhausQuery extends MillraceCommand {
  static override summary = 'Run a statement on a Mockhaus (or Snowflake) through the official driver.';
  static override examples = [
    "<%= config.bin %> mockhaus query 'select current_version()'",
    "<%= config.bin %> mockhaus query 'show tables' --url http://127.0.0.1:9090 --database SHOP --format csv",
  ];
  static override args = { sql: Args.string({ required: true, description: 'the statement' }) };
  static override flags = {
    url: Flags.string({ default: 'http://127.0.0.1:8080', description: 'where the server is' }),
    account: Flags.string({ default: 'test', description: 'the account' }),
    user: Flags.string({ default: 'test', description: 'the user' }),
    password: Flags.string({ default: 'test', env: 'SNOWFLAKE_PASSWORD', description: 'the password; better given as SNOWFLAKE_PASSWORD' }),
    database: Flags.string({ char: 'd', default: 'DEMO', description: 'the database of the session' }),
    schema: Flags.string({ char: 's', default: 'PUBLIC', description: 'the schema of the session' }),
    format: formatFlag(),
  };

  async run(): Promise<PrintedRows> {
    const { args, flags } = await this.parse(MockhausQuery);
    const { openSnowflake } = await import('@millrace/connectors');
    await using connector = await openSnowflake({ accessUrl: flags.url, account: flags.account, username: flags.user, password: flags.password, database: flags.database, schema: flags.schema });
    const result = await connector.query(args.sql, [], { signal: this.signal });
    return await printRows(result, flags.format, (line) => this.log(line), { collect: this.jsonEnabled() });
  }
}
