/** Marks a JSON string that is no string: one letter says what it is, the text follows (docs/adr/0004). U stands for `undefined`. */
export const tagMark = '\uE000';
