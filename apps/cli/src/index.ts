export { MillraceCommand } from './base-command.ts';
export { errors } from './errors.ts';
export { csvLine } from './output/csv.ts';
export { describeProgress, type Progress, progressReporter } from './output/progress.ts';
export { type Cell, renderTable, type TableColumn } from './output/table.ts';
