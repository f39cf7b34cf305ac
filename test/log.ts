import pino, { type Logger } from 'pino';
import { expect } from 'vitest';

/** A log that fails its test for every error that was not announced, and for every announced one that did not come. */
export type TestLog = Disposable & {
  log: Logger;
  /** Announces errors; each must come at least once, as a line that matches. */
  expectLogged(...patterns: RegExp[]): void;
};

export function openLog(...patterns: RegExp[]): TestLog {
  const announced = [...patterns];
  const lines: string[] = [];
  return {
    log: pino({ level: 'error' }, { write: (line) => void lines.push(line.trim()) }),
    expectLogged: (...more) => void announced.push(...more),
    [Symbol.dispose]() {
      const unannounced = lines.filter((line) => !announced.some((pattern) => pattern.test(line)));
      const missing = announced.filter((pattern) => !lines.some((line) => pattern.test(line)));
      expect({ unannounced, missing }, 'errors in the log').toEqual({ unannounced: [], missing: [] });
    },
  };
}
