import type { Flags } from '../app/config.ts';
import { durationFrom, jsonFrom, numberFrom, timeFrom } from './text.ts';

/** The options of a verb, read by their name in camel case. */
export class Options {
  readonly #flags: Flags;
  constructor(flags: Flags) {
    this.#flags = flags;
  }

  text(name: string): string | undefined {
    const value = this.#flags[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** An option that takes several values. */
  list(name: string): string[] | undefined {
    return this.#flags[name] as unknown as string[] | undefined;
  }

  isOn(name: string): boolean {
    return this.#flags[name] === true;
  }

  /** For fields that are either true or left out. */
  trueOrAbsent(name: string): true | undefined {
    return this.isOn(name) || undefined;
  }

  number(name: string): number | undefined {
    return this.#read(name, (text) => numberFrom(text, flagOf(name)));
  }

  /** At least 1. */
  limit(name: string, fallback: number): number {
    return this.#read(name, (text) => numberFrom(text, flagOf(name), 1)) ?? fallback;
  }

  length(name: string): number | undefined {
    return this.#read(name, durationFrom);
  }

  moment(name: string, now: number): number | undefined {
    return this.#read(name, (text) => timeFrom(text, now));
  }

  async json(name: string): Promise<Record<string, unknown> | undefined> {
    return this.#read(name, (text) => jsonFrom(text, flagOf(name)));
  }

  #read<T>(name: string, read: (text: string) => T): T | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : read(text);
  }
}

/** `paymentDelay` is typed as `--payment-delay`. */
const flagOf = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
