/** Runs tasks one after another, in the order they came. */
export class Serial {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs a task once all earlier ones have ended; its outcome does not touch theirs. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task, task);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
