/** Where a verb speaks: what was asked for goes out, what is told about the work beside it. */
export type Terminal = {
  out(text: string): void;
  note(text: string): void;
  /** Somebody watches, so that a line may be written over and over. */
  live: boolean;
  /** A line that the next one replaces; for somebody who watches. */
  draw(text: string): void;
  /** Resolves when whoever runs koli asks it to end. */
  stop(): Promise<void>;
};

export const processTerminal: Terminal = {
  out: (text) => console.log(text),
  note: (text) => console.error(text),
  live: process.stderr.isTTY === true,
  draw: (text) => void process.stderr.write(`\r\x1b[2K${text}`),
  stop: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    }),
};

const width = 24;

/** How far long work is, drawn for somebody who watches; nothing is left of it at the end. */
export function progress({ live, draw }: Terminal, total: number, what: string) {
  const show = (done: number) => {
    if (!live || total === 0) return;
    const filled = Math.round((Math.min(done, total) / total) * width);
    draw(`${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${done}/${total} ${what}`);
  };
  show(0);
  return {
    show,
    end: () => {
      if (live && total > 0) draw('');
    },
  };
}
