/**
 * How to point drivers at a running emulator: one line per driver, ready to paste.
 *
 * @param url what `serve` returned.
 * @example describeConnections('http://127.0.0.1:8080')
 */
export function describeConnections(url: string): readonly { readonly client: string; readonly connect: string }[] {
  const { hostname, port } = new URL(url);
  return [
    { client: 'Node.js (snowflake-sdk)', connect: `createConnection({ accessUrl: '${url}', account: 'test', username: 'test', password: 'test', database: 'DEMO', schema: 'PUBLIC' })` },
    { client: 'Python (snowflake-connector-python)', connect: `connect(host='${hostname}', port=${port}, protocol='http', account='test', user='test', password='test', database='DEMO', schema='PUBLIC')` },
    { client: 'Go (gosnowflake)', connect: `test:test@${hostname}:${port}/DEMO/PUBLIC?account=test&protocol=http&disableOCSPChecks=true` },
    { client: 'JDBC', connect: `jdbc:snowflake://${hostname}:${port}/?ssl=off&account=test&db=DEMO&schema=PUBLIC` },
  ];
}
