import type { DemoResult } from '../run-demo.ts';
import { escapeHtml } from './escape-html.ts';
import { renderTimeline } from './timeline.ts';

const style = `
  :root { color-scheme: light dark; --ink: #1c2530; --soft: #5b6773; --line: #d5dbe1; --page: #fff; --good: #1a7f4b; --bad: #b3261e; --mark: #2563a8; }
  @media (prefers-color-scheme: dark) { :root { --ink: #e6eaee; --soft: #9aa6b2; --line: #39424c; --page: #14181d; --good: #4cc38a; --bad: #ff8a80; --mark: #7ab7f5; } }
  body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page); max-width: 1100px; margin: 2rem auto; padding: 0 1rem; }
  h1 { font-size: 1.5rem; margin-bottom: 0; } h2 { font-size: 1.1rem; margin-top: 2.2rem; } p.lead { color: var(--soft); margin-top: .2rem; }
  table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
  th { color: var(--soft); font-weight: 500; } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
  .ok { color: var(--good); } .fail { color: var(--bad); font-weight: 600; } .detail { color: var(--soft); }
  figure { margin: 0; overflow-x: auto; background: #fff; color: #1c2530; border: 1px solid var(--line); border-radius: 6px; padding: .5rem; } svg { max-width: 100%; height: auto; }
`;

/**
 * The demo's report as one self-contained page: the summary, the pipeline's DAG, the schema's evolution on a time line,
 * and every check. Nothing is loaded from elsewhere.
 */
export function renderReport(result: DemoResult): string {
  const passed = result.checks.filter((check) => check.ok).length;
  const count = (n: number): string => Math.round(n).toLocaleString('en-US');
  const steps = result.steps.map((step) => `<tr><td>${escapeHtml(step.name)}</td><td class="n">${count(step.rows)}</td><td class="n">${step.seconds.toFixed(1)}</td><td class="n">${count(step.rows / Math.max(step.seconds, 0.001))}</td></tr>`);
  const checks = result.checks.map((check) =>
    `<tr><td class="${check.ok ? 'ok' : 'fail'}">${check.ok ? 'passed' : 'FAILED'}</td><td>${escapeHtml(check.step)}</td><td>${escapeHtml(check.name)}<br><span class="detail">${escapeHtml(check.detail)}</span></td></tr>`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Millrace demo</title><style>${style}</style></head>
<body>
<h1>Millrace demo</h1>
<p class="lead">${passed} of ${result.checks.length} checks passed in ${result.seconds.toFixed(1)} s, ${count(result.peakMemoryBytes / 1048576)} MB at most</p>
<h2>Steps</h2>
<table><thead><tr><th>step</th><th class="n">rows</th><th class="n">seconds</th><th class="n">rows/s</th></tr></thead><tbody>${steps.join('')}</tbody></table>
<h2>The pipeline</h2>
<figure>${result.pipelineSvg}</figure>
<h2>The schema's evolution</h2>
<figure>${renderTimeline(result.evolution)}</figure>
<h2>Checks</h2>
<table><thead><tr><th>result</th><th>step</th><th>check</th></tr></thead><tbody>${checks.join('')}</tbody></table>
</body></html>
`;
}
