import { expect, test } from 'vitest';
import { scramClient } from '../src/postgres/replication/scram.ts';

// The conversation of RFC 7677, section 3.
const serverFirst = 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096';

test('the conversation of RFC 7677', () => {
  const client = scramClient('pencil', 'user', 'rOprNGfwEbeRWgbNEkqO');
  expect(client.first).toBe('n,,n=user,r=rOprNGfwEbeRWgbNEkqO');
  expect(client.final(serverFirst)).toBe('c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=');
  expect(client.verifies('v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=')).toBe(true);
  expect(client.verifies('v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=')).toBe(false);
  expect(client.verifies('e=other-error')).toBe(false);
});

test('a server that answers another conversation is refused', () => {
  expect(() => scramClient('pencil', 'user', 'mine').final(serverFirst)).toThrow(/nonce/);
});
