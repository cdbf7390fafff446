const names = new Map<string, string>();

/** The name a function of ours has in the engine. */
export function runtimeName(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const made = `mr_${name.toLowerCase()}`;
  names.set(name, made);
  return made;
}
