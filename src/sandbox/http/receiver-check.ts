import type { Answer } from '../../core/corridor/ask.ts';
import { isRefusal } from '../../core/domain/refusal.ts';
import { callTerms } from '../../core/webhook/attempt.ts';
import { guardedAgent } from '../../core/webhook/guard.ts';
import { signingSecret } from '../../core/wire/webhook.ts';
import { gives } from '../../http/contract/answers.ts';
import { type Call, json, refusal } from '../../http/contract/operation.ts';
import { bulk } from '../../http/shared/bulk.ts';
import { checkReceiver } from '../receiver/check.ts';
import type { Sandbox } from '../sandbox.ts';
import {
  type CheckTerms,
  checkTerms,
  ReceiverCheckInput,
  ReceiverReport,
  reportDocument,
} from '../wire/receiver-check.ts';
import { resting, type SandboxOperation } from './row.ts';

async function runCheck(call: Call, terms: CheckTerms): Promise<Answer> {
  const { closing } = call;
  const { settings, random, clock } = call.world;
  const agent = guardedAgent(settings.webhook);
  const breakOff = () => void agent.destroy();
  closing.addEventListener('abort', breakOff);
  try {
    const stranger = signingSecret(random.bytes(32, { seller_id: 0, what: 'a secret that no receiver knows' }));
    const options = { agent, stranger, terms: callTerms(call.world), now: clock.now() };
    const report = await checkReceiver({ ...terms, ...options });
    // Calls that koli broke off say nothing of the receiver.
    return closing.aborted ? resting(call) : json(reportDocument(report));
  } finally {
    closing.removeEventListener('abort', breakOff);
    await agent.destroy();
  }
}

/**
 * The call with the gate before each of its writes, since it cannot stay inside for as long as it lasts. Of a sandbox that
 * was replaced meanwhile nothing is kept in the new one: `made` is what is answered then.
 */
function writingInside(call: Call, { gate }: Sandbox, made: () => Answer | null): Call {
  const { seller_id } = call.seller;
  const age = gate.age(seller_id);
  const perform: Call['lanes']['perform'] = (ask) =>
    gate.enter(seller_id, async () => {
      const report = made();
      return report !== null && gate.age(seller_id) !== age ? report : call.lanes.perform(ask);
    });
  return { ...call, lanes: { perform, canWrite: () => call.lanes.canWrite() } };
}

export const receiverCheck = (sandbox: () => Sandbox): SandboxOperation => ({
  name: 'checkReceiver',
  method: 'POST',
  path: '/api/v1/sandbox/receiver-check',
  access: 'operator',
  summary: 'Check a webhook receiver: send it all kinds of calls and judge its answers; nothing is stored',
  body: ReceiverCheckInput,
  // It may take longer than a reset waits for calls to end.
  unguarded: true,
  answers: { 200: gives(ReceiverReport) },
  refusals: [],
  async handle(call) {
    const terms = checkTerms(call.body, call.world.settings.webhook);
    if (isRefusal(terms)) return refusal(call, terms);
    let made: Answer | null = null;
    // Calls cannot be taken back: an idempotency key gets the report of the first time.
    return bulk(
      writingInside(call, sandbox(), () => made),
      async () => {
        made = await runCheck(call, terms);
        return made;
      },
    );
  },
});
