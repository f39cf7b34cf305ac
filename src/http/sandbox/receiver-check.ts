import { checkReceiver } from '../../webhook/check.ts';
import { guardedAgent } from '../../webhook/guard.ts';
import { isProblem } from '../../wire/order.ts';
import {
  type CheckTerms,
  checkTerms,
  ReceiverCheckInput,
  ReceiverReport,
  reportDocument,
} from '../../wire/receiver-check.ts';
import { signingSecret } from '../../wire/webhook.ts';
import { gives } from '../answers.ts';
import { bulk } from '../bulk.ts';
import { type Call, json, type Operation, refusal } from '../operation.ts';
import { invalid } from '../seller/lines.ts';

async function run({ world }: Call, terms: CheckTerms) {
  const { settings, random, clock } = world;
  const agent = guardedAgent(settings.webhook);
  try {
    const stranger = signingSecret(random.bytes(32, { seller_id: 0, what: 'a secret that no receiver knows' }));
    const { timeout_ms } = settings.webhook;
    return json(reportDocument(await checkReceiver({ ...terms, agent, stranger, timeout_ms, now: clock.now() })));
  } finally {
    await agent.destroy();
  }
}

export const receiverCheck: Operation = {
  name: 'checkReceiver',
  method: 'POST',
  path: '/api/v1/sandbox/receiver-check',
  door: 'operator',
  sandbox: true,
  summary: 'Send a webhook receiver everything that it may meet, and judge its answers; nothing is kept',
  body: ReceiverCheckInput,
  // It may last longer than a reset waits, and reads nothing that a reset replaces.
  alone: true,
  answers: { 200: gives(ReceiverReport) },
  refusals: [],
  async handle(call) {
    const terms = checkTerms(call.body, call.world.settings.webhook);
    if (isProblem(terms)) return refusal(call, invalid(terms));
    // Calls cannot be taken back: an idempotency key gets the report of the first time.
    return bulk(call, () => run(call, terms));
  },
};
