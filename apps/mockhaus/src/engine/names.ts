/** A name as the engine reads it: always quoted. */
export function quoteName(...parts: readonly string[]): string {
  return parts.map((part) => `"${part.replaceAll('"', '""')}"`).join('.');
}

/**
 * A name for the engine that no other has. The engine ignores case, Snowflake does not:
 * a name that differs from a taken one in case alone gets a number.
 *
 * @example physicalName('a', ['A']) // 'a~2'
 */
export function physicalName(name: string, taken: Iterable<string>): string {
  const used = new Set([...taken].map((other) => other.toLowerCase()));
  if (!used.has(name.toLowerCase())) return name;
  for (let number = 2; ; number++) {
    const candidate = `${name}~${number}`;
    if (!used.has(candidate.toLowerCase())) return candidate;
  }
}
