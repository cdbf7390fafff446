/** Runs one piece of work at a time, in the order asked. */
export type Serial = <T>(work: () => Promise<T>) => Promise<T>;

/** Makes a queue of its own; a failed piece of work does not stop the next. */
export function createSerial(): Serial {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}
