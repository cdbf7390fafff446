import * as Flags from '@oclif/core/flags';
import { MillraceCommand } from '../../base-command.ts';
import { errors } from '../../errors.ts';

export default class MockhausServe extends MillraceCommand {
  static override summary = 'Serve a local Snowflake until Ctrl-C.';
  static override description = 'Any user and password is accepted unless --user is given. Data is kept in memory unless --data names a folder.';
  static override examples = [
    '<%= config.bin %> mockhaus serve',
    '<%= config.bin %> mockhaus serve --port 9090 --data ./snowflake-data',
    '<%= config.bin %> mockhaus serve --user ann:secret --timezone UTC',
  ];
  static override flags = {
    port: Flags.integer({ char: 'p', default: 8080, min: 0, max: 65_535, description: 'port to listen on; 0 takes any free one' }),
    host: Flags.string({ default: '127.0.0.1', description: 'address to listen on; the loopback unless told otherwise' }),
    data: Flags.string({ description: 'folder to keep the accounts in' }),
    user: Flags.string({ multiple: true, description: 'name:password that may log in; may be repeated' }),
    timezone: Flags.string({ description: "the sessions' TIMEZONE, instead of America/Los_Angeles" }),
  };

  protected override readonly outlivesReader = true;
  private announced = false;

  async run(): Promise<{ readonly url: string }> {
    const { flags } = await this.parse(MockhausServe);
    const { describeConnections, serve } = await import('@millrace/mockhaus');
    const users = flags.user?.map(parseUser);
    if (flags.timezone !== undefined && !isTimezone(flags.timezone)) throw errors.CLI_BAD_TIMEZONE.error({ given: flags.timezone });
    const server = await serve({
      port: flags.port, host: flags.host,
      ...(flags.data === undefined ? {} : { dataDir: flags.data }),
      ...(users === undefined ? {} : { users: Object.fromEntries(users) }),
      ...(flags.timezone === undefined ? {} : { parameters: { TIMEZONE: flags.timezone } }),
    });
    try {
      if (this.jsonEnabled()) this.logJson({ url: server.url });
      else {
        this.log(`Mockhaus listens on ${server.url}; Ctrl-C stops it.\n`);
        for (const { client, connect } of describeConnections(server.url)) this.log(`  ${client}\n    ${connect}`);
      }
      await this.interrupted();
    } finally {
      await server.close();
    }
    return { url: server.url };
  }

  /** Prints one document: where the server is, as soon as it is, and not again at the end. */
  protected override logJson(json: unknown): void {
    if (!this.announced) super.logJson(json);
    this.announced = true;
  }

  /** Waits for Ctrl-C or SIGTERM, which is how a server is meant to end. */
  private interrupted(): Promise<void> {
    return new Promise((resolve) => { this.signal.addEventListener('abort', () => resolve(), { once: true }); });
  }
}

function parseUser(pair: string): readonly [name: string, password: string] {
  const colon = pair.indexOf(':');
  if (colon < 1) throw errors.CLI_BAD_USER.error({});
  return [pair.slice(0, colon), pair.slice(colon + 1)];
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
