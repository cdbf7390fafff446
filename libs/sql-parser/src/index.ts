export { errors } from './errors.ts';
export { parse, parseExpression, type ParseOptions, parseQuery, type ParseResult, parseStatement } from './parse.ts';
export { splitStatements } from './split.ts';
export { writtenForms } from './written-forms.ts';
export { type TablesOf, tablesOf, type TableUse } from './tables-of.ts';
