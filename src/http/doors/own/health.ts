import { setTimeout as sleep } from 'node:timers/promises';
import { Type } from 'typebox';
import { gives, givesFile } from '../../contract/answers.ts';
import { type Call, json, type Operation, refusal } from '../../contract/operation.ts';

// For orchestrators, load balancers and Prometheus.

/** Shorter than a probe usually waits. */
const patience_ms = 2_000;

const Health = Type.Object(
  {
    status: Type.Literal('ok'),
    version: Type.String(),
    mode: Type.Enum(['sandbox', 'core']),
    database: Type.Enum(['pglite', 'postgres'], { description: 'Embedded, or a server' }),
  },
  { title: 'Health', description: 'The node is well' },
);

const well = ({ world: { program, db } }: Call) => ({
  status: 'ok',
  version: program.version,
  mode: program.mode,
  database: db.kind,
});

function notReady(call: Call) {
  const answer = refusal(call, { code: 'unavailable' });
  return { ...answer, headers: { ...answer.headers, 'retry-after': '1' } };
}

export const healthOperations: Operation[] = [
  {
    name: 'readLiveness',
    method: 'GET',
    path: '/api/v1/health/live',
    access: 'open',
    summary: 'Check that the process answers, without the database',
    answers: { 200: gives(Health) },
    refusals: [],
    handle: async (call) => json(well(call)),
  },
  {
    name: 'readReadiness',
    method: 'GET',
    path: '/api/v1/health/ready',
    access: 'open',
    summary: `Whether the database answers within ${patience_ms / 1000} seconds and the node is not stopping; else 503, and requests had better go elsewhere`,
    answers: { 200: gives(Health) },
    refusals: ['unavailable'],
    async handle(call) {
      if (call.draining.aborted) return notReady(call);
      const late = sleep(patience_ms, false, { ref: false });
      const isReady = async () => (await call.world.db.isAnswering()) && (await call.lanes.canWrite());
      if (!(await Promise.race([isReady(), late]))) return notReady(call);
      return json(well(call));
    },
  },
  {
    name: 'readMetrics',
    method: 'GET',
    path: '/api/v1/metrics',
    access: 'operator',
    summary: 'What this node counts of itself since it started, in the text form of Prometheus',
    answers: { 200: givesFile('text/plain', 'Metrics, one a line') },
    refusals: [],
    handle: async ({ world }) => ({
      status: 200,
      headers: { 'content-type': world.metrics.type },
      body: await world.metrics.text(),
    }),
  },
];
