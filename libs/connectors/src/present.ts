/** The same properties, without those that may be undefined. */
export type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** An absent parameter is no property at all. */
export function withoutAbsent<T extends object>(given: T): Partial<Present<T>> {
  const kept: Partial<Present<T>> = {};
  for (const [name, value] of Object.entries(given)) if (value !== undefined) Reflect.set(kept, name, value);
  return kept;
}
