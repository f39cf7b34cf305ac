import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics } from '../core/metrics.ts';

/** From the duration on an idle laptop to one that no client waits for. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * The counters of a node. Names end with their unit. Labels have few values: no package or address is a label, and of
 * sellers only the first few, so the number of series stays small.
 */
export function createMetrics(): Metrics {
  const register = new Registry();
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name, help, labelNames, registers: [register] });
  const histogram = <L extends string>(name: string, help: string, labelNames: L[], its = buckets) =>
    new Histogram({ name, help, labelNames, buckets: its, registers: [register] });

  const requests = counter('koli_requests_total', 'Requests answered', ['operation', 'status']);
  const request_s = histogram('koli_request_seconds', 'Until a request was answered', ['operation']);
  const batch_s = histogram('koli_batch_seconds', 'Transactions of the corridor', []);
  const batch_asks = histogram('koli_batch_asks', 'Writes that shared a transaction', [], [1, 2, 4, 8, 16, 32, 64]);
  const events = counter('koli_events_total', 'Events written', ['type']);
  const calls = counter('koli_webhook_calls_total', 'Webhook calls made', ['outcome']);
  const call_s = histogram('koli_webhook_call_seconds', 'Until a webhook call had ended', []);

  const metrics: Metrics = {
    answered(operation, status, ms) {
      requests.inc({ operation, status });
      request_s.observe({ operation }, ms / 1000);
    },
    batched(asks, ms) {
      batch_s.observe(ms / 1000);
      batch_asks.observe(asks);
    },
    happened: (type) => events.inc({ type }),
    called(outcome, ms) {
      calls.inc({ outcome });
      call_s.observe(ms / 1000);
    },
    refusedKey: wrongKeys(register),
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers: [register],
        async collect() {
          // Without its database a node still tells the rest.
          this.set(await Promise.resolve(read()).catch(() => Number.NaN));
        },
      });
    },
    gauges(name, help, label, read) {
      new Gauge({
        name,
        help,
        labelNames: [label],
        registers: [register],
        async collect() {
          this.reset();
          for (const [value, number] of await read().catch(() => new Map<string, number>()))
            this.set({ [label]: value }, number);
        },
      });
    },
    text: () => register.metrics(),
    type: Registry.PROMETHEUS_CONTENT_TYPE,
  };
  ofProcess(metrics);
  return metrics;
}

function wrongKeys(register: Registry): Metrics['refusedKey'] {
  const help = 'Requests with a wrong key, secret or token';
  const counter = new Counter({ name: 'koli_wrong_keys_total', help, labelNames: ['of'], registers: [register] });
  return (of) => counter.inc({ of });
}

function ofProcess(metrics: Metrics): void {
  metrics.gauge('process_resident_memory_bytes', 'Memory of the process', () => process.memoryUsage.rss());
  metrics.gauge('process_cpu_seconds', 'CPU that the process has used', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  metrics.gauge('process_uptime_seconds', 'Since the process began', () => process.uptime());
}
