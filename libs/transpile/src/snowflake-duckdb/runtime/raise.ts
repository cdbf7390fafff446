/** Stops a native function with an error of the user's data, in the form that `runtimeError` reads back. */
export function raise(code: string, sqlState: string, message: string): never {
  throw new Error(`[${code}/${sqlState}] ${message}`);
}
