import { locate } from '@millrace/diagnostics';
import type { CompiledPipeline } from '../planner/compile.ts';
import { type Step, stepLabel } from '../planner/step.ts';
import type { RunResult, StepResult } from '../runner/result.ts';
import { directEdges } from './layout.ts';
import { renderSvg } from './render-svg.ts';

export type DagFormat = 'text' | 'dot' | 'mermaid' | 'svg';

/** What a run did, by step id; empty before a run. */
export type DagResults = ReadonlyMap<string, StepResult>;

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function labelOf(step: Step): string {
  return step.kind === 'export' ? step.id.replace(/^export_/, 'EXPORT ') : stepLabel(step);
}

function renderText(steps: readonly Step[], results: DagResults): string {
  const edges = directEdges(steps);
  const number = new Map(steps.map((step, i) => [step.id, i + 1]));
  const width = String(steps.length).length;
  return steps.map((step, i) => {
    const after = edges.filter(([, to]) => to === step.id).map(([from]) => number.get(from));
    const rows = results.get(step.id)?.rowsWritten;
    const line = locate(step.text.source, step.span.start).line;
    return `${String(i + 1).padStart(width)}. ${labelOf(step)}  (${step.text.file}:${line})${after.length === 0 ? '' : `  <- ${after.join(', ')}`}${rows === undefined ? '' : `  ${rows} rows`}`;
  }).join('\n');
}

function renderDot(steps: readonly Step[]): string {
  const shapes = { source: 'cylinder', load: 'box', transform: 'box', export: 'note' } as const;
  const nodes = steps.map((step) => `  ${quoted(step.id)} [label=${quoted(labelOf(step))}, shape=${shapes[step.kind]}];`);
  const edges = directEdges(steps).map(([from, to]) => `  ${quoted(from)} -> ${quoted(to)};`);
  return ['digraph pipeline {', '  rankdir=LR;', '  node [fontname="Helvetica"];', ...nodes, ...edges, '}'].join('\n');
}

function renderMermaid(steps: readonly Step[]): string {
  const name = new Map(steps.map((step, i) => [step.id, `s${i + 1}`]));
  const safe = (text: string): string => text.replaceAll('"', '#quot;');
  const nodes = steps.map((step) => {
    const label = `"${safe(labelOf(step))}"`;
    return `  ${name.get(step.id) ?? ''}${step.kind === 'source' ? `[(${label})]` : step.kind === 'export' ? `>${label}]` : `[${label}]`}`;
  });
  const edges = directEdges(steps).map(([from, to]) => `  ${name.get(from) ?? ''} --> ${name.get(to) ?? ''}`);
  return ['flowchart LR', ...nodes, ...edges].join('\n');
}

/**
 * Draws a pipeline's DAG.
 *
 * @param format `text` for a terminal, `dot` for Graphviz, `mermaid` for Markdown, `svg` for a page.
 * @param run adds row counts and failures of a run, in `text` and `svg`.
 * @example renderDag(await compilePipeline('sales.sf'), 'mermaid')
 */
export function renderDag(compiled: Pick<CompiledPipeline, 'steps'>, format: DagFormat, run?: Pick<RunResult, 'steps'>): string {
  const results: DagResults = new Map(run?.steps.map((step) => [step.id, step]));
  switch (format) {
    case 'text': return renderText(compiled.steps, results);
    case 'dot': return renderDot(compiled.steps);
    case 'mermaid': return renderMermaid(compiled.steps);
    case 'svg': return renderSvg(compiled.steps, results);
  }
}
