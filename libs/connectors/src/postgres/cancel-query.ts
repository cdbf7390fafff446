/**
 * Asks the server to stop a query. The server answers a cancel request by closing its connection, sometimes with a reset,
 * and the driver's own `cancel()` drops the promise that then rejects, where nobody can catch it: so the request is made here.
 * Whether the query stopped, the query itself says.
 *
 * @param query a query of postgres.js.
 * @returns when the server has dealt with the request. A connection must not be used again before: the request is for whatever it then runs.
 */
export async function cancelQuery(query: object): Promise<void> {
  const canceller: unknown = Reflect.get(query, 'canceller');
  if (typeof canceller !== 'function') return;
  Reflect.set(query, 'canceller', null);
  const asked: unknown = Reflect.apply(canceller, undefined, [query]);
  await Promise.resolve(asked).catch(() => undefined);
}
