import { columnMark } from './column-mark.ts';

const delimiters = String.raw`[\s\[\];<>(){}|!,'"*&?+/:=@.$%\\_-]`;
const betweenWords = new RegExp(`${delimiters}+`);
let segmenter: Intl.Segmenter | undefined;

/** The words of a text in lower case: by a list of delimiters, or by Unicode's rules of segmentation. */
function wordsOf(text: string, analyzer: string): readonly string[] {
  const lower = text.toLowerCase();
  if (analyzer !== 'UNICODE_ANALYZER') return lower.split(betweenWords).filter((word) => word !== '');
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
  return [...segmenter.segment(lower)].flatMap(({ segment, isWordLike }) => (isWordLike === true ? [segment] : []));
}

/** Whether the text stands in another as it is, delimiters and all, with a delimiter or an end on either side. */
function standsIn(column: string, query: string): boolean {
  const edge = new RegExp(`^${delimiters}$`);
  const escaped = query.toLowerCase().replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
  const before = edge.test(query.charAt(0)) ? '' : `(?<=^|${delimiters})`;
  const after = edge.test(query.charAt(query.length - 1)) ? '' : `(?=$|${delimiters})`;
  return new RegExp(before + escaped + after).test(column.toLowerCase());
}

/**
 * Whether columns hold one of the words of a search string (OR), or one column all of them (AND), in a row (PHRASE), or as they are (EXACT).
 *
 * @param text the columns, with `columnMark` between them.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions/search
 */
export function searchTokens(text: string, query: string, analyzer: string, mode: string): boolean {
  const columns = text.split(columnMark);
  if (analyzer === 'NO_OP_ANALYZER') return columns.includes(query);
  if (mode === 'EXACT') return columns.some((column) => standsIn(column, query));
  const wanted = wordsOf(query, analyzer);
  return columns.some((column) => {
    const words = wordsOf(column, analyzer);
    const found = new Set(words);
    switch (mode) {
      case 'AND': return wanted.every((word) => found.has(word));
      case 'PHRASE': return ` ${words.join(' ')} `.includes(` ${wanted.join(' ')} `);
      default: return wanted.some((word) => found.has(word));
    }
  });
}
