/**
 * How many cases a property test tries: what `MILLRACE_PROPERTY_RUNS` says, else as many as are quick.
 *
 * @param usual cases without the variable.
 * @throws RangeError when the variable is no positive whole number.
 */
export function propertyRuns(usual = 300): number {
  const given = process.env['MILLRACE_PROPERTY_RUNS'];
  if (given === undefined || given === '') return usual;
  const runs = Number(given);
  if (!Number.isInteger(runs) || runs < 1) throw new RangeError(`MILLRACE_PROPERTY_RUNS is '${given}', which is no number of cases`);
  return runs;
}

/** Milliseconds that a property test may take: a hundred for each case, several times what the slowest takes, and a minute besides. */
export function propertyTimeout(usual = 300): number {
  return 60_000 + propertyRuns(usual) * 100;
}
