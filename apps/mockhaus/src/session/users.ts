import { digestOf } from './tokens.ts';
import { timingSafeEqual } from 'node:crypto';

/** Who may log in: user name to password. Absent: everyone may, with any password. */
export type Users = Readonly<Record<string, string>>;

/**
 * Checks a login. User names are case-insensitive, as in Snowflake.
 *
 * @returns whether this user may log in with this password; equally slow for unknown users and wrong passwords.
 */
export function mayLogIn(users: Users | undefined, user: string, password: string): boolean {
  if (users === undefined) return true;
  const expected = Object.entries(users).find(([name]) => name.toUpperCase() === user.toUpperCase())?.[1];
  const isRight = timingSafeEqual(digestOf(password), digestOf(expected ?? ''));
  return expected !== undefined && isRight;
}
