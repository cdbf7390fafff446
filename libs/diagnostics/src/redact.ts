const secretName = /pass(word|wd|phrase|code)?|secret|token|api_?key|private_?key|credential/i;

/** Whether a setting of this name holds a secret (`password`, `api_key`, `TOKEN`). */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/**
 * Removes secrets from a text before it is shown or logged: passwords in URLs and `name=value` pairs with a secret's name.
 *
 * @example redact('postgres://ann:s3cret@db/shop') // 'postgres://ann:***@db/shop'
 */
export function redact(text: string): string {
  return text
    .replace(/([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:)[^\s@/]+@/gi, '$1***@')
    .replace(/\b((?:\w*(?:password|passwd|passphrase|secret|token|api_?key))["']?\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s,;&}]+)/gi, '$1***');
}
