/** Names that differ even where case is ignored, as the engine does: a repeated one gets `$2`, `$3`, … */
export function uniqueNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let n = 2; taken.has(unique.toLowerCase()); n++) unique = `${name}$${n}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
