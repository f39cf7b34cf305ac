/** Where a verb prints: its result with `out`, remarks and errors with `note`. */
export type Terminal = {
  out(text: string): void;
  note(text: string): void;
  /** Whether a person watches, so that a line can be drawn repeatedly. */
  live: boolean;
  /** Draws a line that the next one replaces; for a live terminal. */
  draw(text: string): void;
  /** Resolves at Ctrl-C or SIGTERM. */
  stop(): Promise<void>;
};

export const processTerminal: Terminal = {
  out: (text) => console.log(text),
  note: (text) => console.error(text),
  live: process.stderr.isTTY === true,
  draw: (text) => void process.stderr.write(`\r\x1b[2K${text}`),
  stop: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
    }),
};

const width = 24;

/** A progress bar on a live terminal. It disappears at the end. */
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
