import { createToken, type IToken, type TokenType } from 'chevrotain';

/** What a token is, apart from its text. */
export type TokenKind = 'word' | 'name' | 'string' | 'number' | 'binary' | 'variable' | 'stage' | 'file' | 'symbol' | 'end';

const types: { readonly [K in TokenKind]: TokenType } = {
  word: createToken({ name: 'word' }),
  name: createToken({ name: 'name' }),
  string: createToken({ name: 'string' }),
  number: createToken({ name: 'number' }),
  binary: createToken({ name: 'binary' }),
  variable: createToken({ name: 'variable' }),
  stage: createToken({ name: 'stage' }),
  file: createToken({ name: 'file' }),
  symbol: createToken({ name: 'symbol' }),
  end: createToken({ name: 'end' }),
};

export const tokenTypes: readonly TokenType[] = Object.values(types);

/** A Chevrotain token that also knows its keyword. A class, so that all tokens share one shape. */
export class Token implements IToken {
  readonly kind: TokenKind;
  /** The upper-case word, or the symbol; empty for everything else, so that one comparison tells keywords and symbols. */
  readonly text: string;
  /** The word as written, or the value of a string, quoted name or number. */
  readonly image: string;
  readonly startOffset: number;
  /** Exclusive, unlike Chevrotain's own lexer's. */
  readonly endOffset: number;

  constructor(kind: TokenKind, text: string, image: string, start: number, end: number) {
    this.kind = kind;
    this.text = text;
    this.image = image;
    this.startOffset = start;
    this.endOffset = end;
  }

  get tokenType(): TokenType {
    return types[this.kind];
  }

  get tokenTypeIdx(): number {
    return this.tokenType.tokenTypeIdx ?? 0;
  }
}
