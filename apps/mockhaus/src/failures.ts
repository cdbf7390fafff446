/** How an SQL error reaches the driver: Snowflake's number, SQLSTATE and message, with the place where one is known. */
export class SqlFailure extends Error {
  override readonly name = 'SqlFailure';
  /** Six digits, as drivers show them: `002003`. */
  readonly code: string;
  readonly sqlState: string;
  /** 1-based line in the user's text. */
  readonly line: number | undefined;
  /** 0-based position in that line. */
  readonly position: number | undefined;
  readonly type: 'COMPILATION' | 'EXECUTION';

  /** @param place where in the user's text; both are left out of the reply when unknown. */
  constructor([phase, code, sqlState]: FailureShape, message: string, place?: Place, options: { readonly cause?: unknown } = {}) {
    super(phase === 'compile' ? `SQL compilation error:${placeText(code, place)}\n${message}` : message, options);
    this.code = code;
    this.sqlState = sqlState;
    this.line = place?.line;
    this.position = place?.position;
    this.type = phase === 'compile' ? 'COMPILATION' : 'EXECUTION';
  }
}

// Only these carry their place in the message; the others have it in the reply's fields alone.
const placedCodes: ReadonlySet<string> = new Set(['000904', '000938', '000939', '000979', '001038', '001044', '001045', '001104', '002211']);

function placeText(code: string, place: Place | undefined): string {
  return place === undefined || !placedCodes.has(code) ? '' : ` error line ${place.line} at position ${place.position}`;
}

/** A place in the user's text: the line is 1-based, the position in it 0-based. */
export interface Place {
  readonly line: number;
  readonly position: number;
}

/** One of Snowflake's errors: whether it is found before the statement runs, its number, and its SQLSTATE. */
export type FailureShape = readonly [phase: 'compile' | 'execute', code: string, sqlState: string];

const definitions = {
  unsupported: ['compile', '000002', '0A000'],
  statementCount: ['execute', '000008', '0A000'],
  internal: ['execute', '000603', 'XX000'],
  cancelled: ['execute', '000604', '57014'],
  notExecuting: ['execute', '000605', '57014'],
  timeout: ['execute', '000630', '57014'],
  statementNotFound: ['execute', '000709', '02000'],
  emptyStatement: ['compile', '000900', '42601'],
  invalidIdentifier: ['compile', '000904', '42000'],
  tooFewArguments: ['compile', '000938', '22023'],
  tooManyArguments: ['compile', '000939', '22023'],
  syntax: ['compile', '001003', '42000'],
  invalidProperty: ['compile', '001006', '22023'],
  argumentTypes: ['compile', '001044', '42P13'],
  conversion: ['compile', '001038', '22023'],
  setOperands: ['compile', '001789', '42601'],
  objectExists: ['compile', '002002', '42710'],
  objectMissing: ['compile', '002003', '42S02'],
  namespaceMissing: ['compile', '002003', '02000'],
  duplicateColumn: ['compile', '002025', '42S21'],
  columnDefinitions: ['compile', '002026', '42601'],
  ambiguousColumn: ['compile', '002028', '42601'],
  unsupportedType: ['compile', '002040', '42601'],
  invalidOperation: ['compile', '002043', '02000'],
  bindMissing: ['compile', '002049', '42601'],
  unknownFunction: ['compile', '002140', '42601'],
  invalidValue: ['compile', '002023', '22000'],
  variableMissing: ['compile', '002211', '02000'],
  noDatabase: ['compile', '090105', '22000'],
  noSchema: ['compile', '090106', '22000'],
  fileNotFound: ['execute', '091016', '22000'],
  timestampFormat: ['execute', '100035', '22007'],
  booleanFormat: ['execute', '100037', '22018'],
  numericFormat: ['execute', '100038', '22018'],
  numericRange: ['execute', '100039', '22003'],
  dateFormat: ['execute', '100040', '22007'],
  divisionByZero: ['execute', '100051', '22012'],
  jsonFormat: ['execute', '100069', '22P02'],
  variantCast: ['execute', '100071', '22000'],
  nullInRequired: ['execute', '100072', '22000'],
  textTooLong: ['execute', '100078', '22000'],
  fileColumns: ['execute', '100080', '22000'],
  fileFormat: ['execute', '100016', '22000'],
  duplicateMergeRow: ['execute', '100090', '42P18'],
} as const;

/** Snowflake's errors by our name for them; the numbers are those of its drivers' and connectors' own tests. */
export const shapes: Readonly<Record<keyof typeof definitions, FailureShape>> = definitions;

/** The failure of a missing database, schema, table or other object. @param what `Table`, `Schema`, `Database`, … */
export function missing(what: string, name: string): SqlFailure {
  const shape = what === 'Table' || what === 'View' ? shapes.objectMissing : shapes.namespaceMissing;
  return new SqlFailure(shape, `${what} '${name}' does not exist or not authorized.`);
}

/** The failure of a statement or clause that this emulator does not have. */
export function unsupported(what: string): SqlFailure {
  return new SqlFailure(shapes.unsupported, `Unsupported feature '${what}'.`);
}

/** The failure of asking for a statement that nobody sent, or that is forgotten. */
export function missingStatement(id: string): SqlFailure {
  return new SqlFailure(shapes.statementNotFound, `Statement ${id} not found`);
}

/** The failure of stopping a statement that does not run. */
export function notExecuting(): SqlFailure {
  return new SqlFailure(shapes.notExecuting, 'Identified SQL statement is not currently executing.');
}
