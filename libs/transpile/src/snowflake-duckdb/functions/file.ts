import type { FunctionRecord } from './record.ts';
import { refused } from './unsupported.ts';

const stage = 'it asks for a stage, which only a server keeps';
const file = 'there is no FILE type';

/** https://docs.snowflake.com/en/sql-reference/functions-file */
export const files: readonly FunctionRecord[] = refused('file', [
  { reason: stage, names: 'GET_STAGE_LOCATION GET_RELATIVE_PATH GET_ABSOLUTE_PATH GET_PRESIGNED_URL BUILD_SCOPED_FILE_URL BUILD_STAGE_FILE_URL' },
  { reason: file, names: `TO_FILE TRY_TO_FILE FL_GET_CONTENT_TYPE FL_GET_ETAG FL_GET_FILE_TYPE FL_GET_LAST_MODIFIED FL_GET_RELATIVE_PATH FL_GET_SCOPED_FILE_URL FL_GET_SIZE FL_GET_STAGE FL_GET_STAGE_FILE_URL
    FL_IS_AUDIO FL_IS_COMPRESSED FL_IS_DOCUMENT FL_IS_IMAGE FL_IS_VIDEO` },
]);
