import type { Account, AccountPlace } from '../session/account.ts';
import { openAccount } from '../session/account.ts';
import type { ParameterValue } from '../session/parameters.ts';
import { SessionStore, type TokenLifetimes } from '../session/session-store.ts';
import type { Users } from '../session/users.ts';

/** How the emulator behaves, apart from where it listens. */
export interface EmulatorOptions {
  /** Folder of the accounts' databases; absent: everything is in memory and ends with the process. */
  readonly dataDir?: string;
  /** Who may log in, user name to password; absent: everyone with any password. */
  readonly users?: Users;
  /** Whether a login makes the database and schema it names; on by default. */
  readonly autoCreate?: boolean;
  /** Parameters that differ from Snowflake's defaults in every session, such as `{ TIMEZONE: 'UTC' }`. */
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  /** Seconds until a session token must be renewed (3600), and until the login ends (14400). */
  readonly tokenSeconds?: Partial<TokenLifetimes>;
  /** Milliseconds after which a running query is answered with "still running" (30000). */
  readonly longQueryMs?: number;
  /** Milliseconds since the epoch; the clock of everything but the network. */
  readonly clock?: () => number;
}

/** The running emulator: its accounts and who is logged in. */
export interface Emulator {
  readonly options: Required<Pick<EmulatorOptions, 'autoCreate' | 'parameters' | 'longQueryMs' | 'clock'>> & Pick<EmulatorOptions, 'users'>;
  readonly lifetimes: TokenLifetimes;
  readonly sessions: SessionStore;
  /** The account of that name, opened when first asked for. */
  account(name: string): Promise<Account>;
  accounts(): Promise<readonly Account[]>;
  close(): Promise<void>;
}

/** Makes an emulator that serves nothing yet. */
export function createEmulator(options: EmulatorOptions): Emulator {
  const clock = options.clock ?? Date.now;
  const lifetimes = { session: options.tokenSeconds?.session ?? 3600, master: options.tokenSeconds?.master ?? 14_400 };
  const sessions = new SessionStore(lifetimes, clock);
  const place: AccountPlace = { now: clock, ...(options.dataDir === undefined ? {} : { dataDir: options.dataDir }) };
  const accounts = new Map<string, Promise<Account>>();
  return {
    options: {
      autoCreate: options.autoCreate ?? true, parameters: options.parameters ?? {}, longQueryMs: options.longQueryMs ?? 30_000, clock,
      ...(options.users === undefined ? {} : { users: options.users }),
    },
    lifetimes, sessions,
    account: (name) => {
      const key = name.toUpperCase();
      const opened = accounts.get(key) ?? openAccount(key, place);
      accounts.set(key, opened);
      // An account that cannot be opened now may be opened later.
      opened.catch(() => accounts.delete(key));
      return opened;
    },
    accounts: () => Promise.all(accounts.values()),
    close: async () => {
      await sessions.removeAll();
      for (const account of await Promise.all(accounts.values())) await account.close();
    },
  };
}
