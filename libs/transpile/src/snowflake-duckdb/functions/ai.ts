import type { FunctionRecord } from './record.ts';
import { refused } from './unsupported.ts';

const model = 'it needs a language model that runs in Snowflake';
const agent = 'it needs an agent, a search service or a training run of Snowflake Cortex';

/** https://docs.snowflake.com/en/sql-reference/functions-ai */
export const artificial: readonly FunctionRecord[] = [
  ...refused('ai', [{ reason: model, names: `AI_CLASSIFY AI_COMPLETE AI_COUNT_TOKENS AI_EMBED AI_EXTRACT AI_FILTER AI_FUNCTION_EVALUATION AI_FUNCTION_OPTIMIZATION AI_MULTI_EMBED AI_PARSE_DOCUMENT AI_REDACT AI_SENTIMENT
    AI_SIMILARITY AI_SUMMARIZE AI_TRANSCRIBE AI_TRANSLATE` }]),
  ...refused('ai', [
    { reason: model, names: `CLASSIFY_TEXT COMPLETE EMBED_TEXT_768=embed_text-snowflake-cortex EMBED_TEXT_1024 ENTITY_SENTIMENT EXTRACT_ANSWER PARSE_DOCUMENT SENTIMENT SUMMARIZE TRANSLATE COUNT_TOKENS TRY_COMPLETE` },
    { reason: agent, names: 'AGENT_RUN DATA_AGENT_RUN THREAD_MESSAGES FINETUNE SEARCH_PREVIEW' },
    { reason: 'the rules by which Snowflake splits a text are not published', names: 'SPLIT_TEXT_MARKDOWN_HEADER SPLIT_TEXT_RECURSIVE_CHARACTER' },
  ], 'SNOWFLAKE.CORTEX.', '*-snowflake-cortex'),
];
