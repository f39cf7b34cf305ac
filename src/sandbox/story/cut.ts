/** Why something was ended before its end; told in a sentence, too. */
export class Cut<R extends string> extends Error {
  readonly reason: R;
  constructor(reason: R, sentence: string) {
    super(sentence);
    this.reason = reason;
  }
}
