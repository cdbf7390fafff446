/** What stands between two columns in the text that is searched: a sign that no text has. */
export const columnMark = '\u001F';
