// Loaded into koli by `bench/starts.ts`: notes when each phase of the start ended, and how much the process had computed by then.
import { writeFileSync } from 'node:fs';

const phases = [];
const mark = performance.mark.bind(performance);
performance.mark = (name, options) => {
  const { user, system } = process.cpuUsage();
  if (name.startsWith('koli:'))
    phases.push({ name: name.slice(5), at_ms: performance.now(), cpu_ms: (user + system) / 1_000 });
  return mark(name, options);
};
process.on('exit', () => writeFileSync(process.env.KOLI_PHASES, JSON.stringify(phases)));
