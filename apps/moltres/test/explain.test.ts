import { expect, it } from 'vitest';
import { connect, t, table } from '@millrace/moltres';

it('explains a frame as it was written, and after each rule that changed it', async () => {
  await using db = await connect('duckdb::memory:');
  const users = table('users', { id: t.int(), age: t.int() });
  const text = db.from(users).select((u) => ({ id: u.id, twice: u.age.mul(2) })).filter((u) => u.id.gt(1)).explain();
  expect(text.startsWith('as written\n')).toBe(true);
  expect(text).toMatch(/\n\nafter [a-z -]+\n/i);
});
