import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from '../../http/contract/operation.ts';
import type { Around, Host } from '../../http/server/host.ts';
import type { Gate } from '../gate.ts';
import type { Sandbox } from '../sandbox.ts';
import { meant_for } from '../story/api.ts';
import { type Struck, underFaults } from './faulty.ts';
import { type StartedSandbox, withSandbox } from './operations.ts';
import { isUnguarded, resting } from './row.ts';

/** What surrounds the calls of a sandbox: its gate, its resets and its faults. */
export function sandboxHost(parts: StartedSandbox): Host {
  const { sandbox } = parts;
  return {
    table: (core) => withSandbox(core, parts),
    enter: (seller_id) => around(sandbox, seller_id === null ? 0 : sandbox.gate.age(seller_id)),
    answered: (exchange) => parts.journal.record(exchange),
    // A move of the clock may wait for receivers that do not answer, one after another.
    closing: () => sandbox.moves.end(),
  };
}

/** `age`: of the caller's data when it was recognised. */
const around =
  (sandbox: Sandbox, age: number): Around =>
  async (call) => {
    const { operation, seller, closing } = call;
    const inside = () => passed(sandbox, age, call);
    const is_free = isUnguarded(operation) || operation.access === 'open';
    const { reply, delay_ms } = await (is_free ? inside() : sandbox.gate.enter(seller.seller_id, inside));
    // The answer waits, not the work, which is done even if the caller gives up. A reset does not wait for the answer.
    if (delay_ms) await sleep(delay_ms, null, { signal: closing }).catch(() => {});
    return reply;
  };

/** A caller that came in before a reset may know a seller that is another one now, or gone. */
async function passed({ gate, virtual }: Sandbox, age: number, call: Call): Promise<Struck> {
  const { operation, seller, headers } = call;
  const is_seller = operation.access === 'seller' || operation.access === 'self';
  if (is_seller && age !== gate.age(seller.seller_id)) return { reply: resting(call) };
  if (isOvertaken(headers[meant_for], gate)) return { reply: resting(call) };
  return underFaults(call, virtual.faults);
}

/** A call of a scenario or of traffic, meant for data that a reset has replaced. */
function isOvertaken(meant: string | string[] | undefined, gate: Gate): boolean {
  const [seller_id, age] = String(meant ?? '')
    .split('/')
    .map(Number);
  return age !== undefined && age !== gate.age(seller_id!);
}
