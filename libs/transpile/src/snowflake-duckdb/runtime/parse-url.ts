import { raise } from './raise.ts';
import { writeObject } from './parse-json.ts';

const shape = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?#:]*(?::[^/?#@]*@[^/?#:]*)?)(?::(\d+))?)?\/?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/;

/**
 * The parts of a URL as a JSON object.
 *
 * @param permissive gives `{"error": …}` instead of an error.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions/parse_url
 */
export function parseUrl(url: string, permissive: boolean): string {
  const match = shape.exec(url);
  if (match === null) return permissive ? '{"error":"scheme not specified"}' : raise('100139', '22000', 'Error parsing URL: scheme not specified');
  const [, scheme, host, port, path = '', query, fragment] = match;
  const parameters = query === undefined ? undefined : new Map(query.split('&').map((pair) => {
    const [key = '', ...value] = pair.split('=');
    return [key, JSON.stringify(value.join('='))] as const;
  }));
  const text = (value: string | undefined): string => (value === undefined ? 'null' : JSON.stringify(value));
  return writeObject(new Map([
    ['scheme', text(scheme?.toLowerCase())], ['host', text(host)], ['port', text(port)], ['path', text(path)], ['query', text(query)], ['fragment', text(fragment)],
    ['parameters', parameters === undefined ? 'null' : writeObject(parameters)],
  ]));
}
