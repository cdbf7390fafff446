/** What DuckDB said, taken apart (`SET errors_as_json = true`). */
export class EngineFailure extends Error {
  override readonly name = 'EngineFailure';
  /** DuckDB's class of error: Conversion, Catalog, Binder, Constraint, … */
  readonly kind: string;
  readonly subtype: string | undefined;
  /** UTF-8 byte offset into the SQL that was run. */
  readonly position: number | undefined;
  /** What the missing thing is called. */
  readonly missing: string | undefined;

  constructor(fields: { message: string; kind: string; subtype?: string; position?: number; missing?: string }, options: { cause?: unknown } = {}) {
    super(fields.message, options);
    this.kind = fields.kind;
    this.subtype = fields.subtype;
    this.position = fields.position;
    this.missing = fields.missing;
  }

  get isInterrupt(): boolean {
    return this.kind === 'Interrupt' || this.message.includes('Interrupted');
  }

  /** Two writers met: the statement may be tried again. */
  get isConflict(): boolean {
    return this.kind === 'TransactionContext' || /conflict/i.test(this.message);
  }

  /** Reads an error that the driver threw. */
  static from(thrown: unknown): EngineFailure {
    if (thrown instanceof EngineFailure) return thrown;
    const text = thrown instanceof Error ? thrown.message : String(thrown);
    const fields = parse(text);
    return new EngineFailure(fields ?? { message: text, kind: /^(\w+) Error: /.exec(text)?.[1] ?? 'Unknown' }, { cause: thrown });
  }
}

function parse(text: string): { message: string; kind: string; subtype?: string; position?: number; missing?: string } | undefined {
  const start = text.indexOf('{');
  if (start < 0) return undefined;
  try {
    const parsed: unknown = JSON.parse(text.slice(start));
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    const field = (name: string): string | undefined => {
      const value: unknown = Reflect.get(parsed, name);
      return typeof value === 'string' ? value : undefined;
    };
    const message = field('exception_message');
    if (message === undefined) return undefined;
    const [subtype, position, missing] = [field('error_subtype'), field('position'), field('name')];
    return {
      message,
      kind: field('exception_type') ?? 'Unknown',
      ...(subtype === undefined ? {} : { subtype }),
      ...(position === undefined ? {} : { position: Number(position) }),
      ...(missing === undefined ? {} : { missing }),
    };
  } catch {
    return undefined;
  }
}
