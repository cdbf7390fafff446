export { errors } from './errors.ts';
export { parsePipeline } from './dsl/parse.ts';
