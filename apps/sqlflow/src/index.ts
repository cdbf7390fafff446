export { errors } from './errors.ts';
export { parsePipeline, type ParsedFile } from './dsl/parse.ts';
export type { Scalar, VariableValue } from './dsl/template.ts';
export { type CompiledPipeline, type CompileOptions, compilePipeline } from './planner/compile.ts';
export { parseVariables, profileNames } from './planner/load-profile.ts';
export { type PlanJson, planJson, type PlanOperation } from './planner/plan-json.ts';
export type { RunEvent, RunResult, StepCounts, StepResult, StepStatus } from './runner/result.ts';
export { type RunOptions, runPipeline } from './runner/run.ts';
export { scalarUdf, type ScalarBody, type ScalarSpec, type ScalarUdf, type UdfType, type UdfTypes } from './udf/scalar-udf.ts';
