export { type Arguments, type Catalogue, type Code, type CodeDefinition, defineCodes } from './catalogue.ts';
export { type Diagnostic, locate, type Location, type Position, type Severity, type Span } from './diagnostic.ts';
export { BugError, messageOf, ToolError, unreachable } from './errors.ts';
export { type ExitCode, exitCodes } from './exit-code.ts';
export { isSecretName, redact } from './redact.ts';
export { renderDiagnostic, type RenderOptions } from './render.ts';
export { didYouMean, suggest } from './suggest.ts';
