import type { Answer, CommandAsk } from '../../core/corridor/ask.ts';
import type { Command } from '../../core/domain/command.ts';
import type { Event } from '../../core/domain/event.ts';
import { isRefusal, type Refusal, refuse } from '../../core/domain/refusal.ts';
import { packageOfTracking } from '../../core/postgres/tracking-numbers.ts';
import { type Answers, givesNothing } from './answers.ts';
import { type Call, empty, type Operation, pathId, refusal } from './operation.ts';
import { namesIn } from './path.ts';
import { replyKey } from './write.ts';

type CommandOperation = Omit<Operation, 'handle' | 'answers'> & {
  /** The request, understood; a refusal when it cannot be meant. */
  command(call: Call): Command | Refusal | Promise<Command | Refusal>;
  /** The field of the body that names the package; absent: the path does. */
  package_in?: string;
  /** Where refusals look otherwise than everywhere. */
  refused?(call: Call, facts: Refusal, now: number): Answer;
} & CommandAnswer;

/** The answer to what happened, and what the reference says of it; empty unless stated. */
type CommandAnswer =
  | { answer(events: Event[]): Answer; answers: Answers }
  | { answer?: undefined; answers?: undefined };

/** A write on one package, named by its id or its tracking number: parse → perform → decide → commit. */
export function packageCommand({
  command,
  package_in,
  answer = () => empty(),
  answers = { 200: givesNothing() },
  refused = refusal,
  ...operation
}: CommandOperation): Operation {
  const { find, unknown, body_first } =
    package_in === undefined ? namedByPath(operation.path) : namedByBody(package_in);
  return {
    ...operation,
    answers,
    async handle(call) {
      const idempotency = replyKey(call);
      if (idempotency !== null && isRefusal(idempotency)) return refusal(call, idempotency);
      const seller_id = call.seller.seller_id || (pathId(call.params['sellerId']) ?? -1);
      const understood = await command(call);
      const told = (outcome: Refusal): Refusal => {
        if (outcome.code !== 'package.unknown' && outcome.code !== 'tracking.unknown') return outcome;
        return body_first && isRefusal(understood) ? understood : unknown(call);
      };
      return call.lanes.perform({
        kind: 'command',
        seller_id,
        ...(await find(call, seller_id)),
        command: understood,
        idempotency,
        upload: call.upload,
        render: (outcome, now) => (isRefusal(outcome) ? refused(call, told(outcome), now) : answer(outcome)),
      });
    },
  };
}

/** How a request names its package. */
type Naming = {
  find(call: Call, seller_id: number): PackageChoice | Promise<PackageChoice>;
  /** The refusal when the seller has no such package. It repeats what was sent, also where that cannot be an id. */
  unknown(call: Call): Refusal;
  /** What is wrong with the body is answered before it is known whether there is such a package. */
  body_first?: true;
};
type PackageChoice = Pick<CommandAsk, 'package_id' | 'tracking_number'>;

const namedByPath = (path: string): Naming =>
  namesIn(path).flatMap((name) => byPath[name] ?? [])[0] ?? byPath['packageId']!;

const byPath: Record<string, Naming> = {
  packageId: {
    find: ({ params }) => ({ package_id: pathId(params['packageId']) ?? -1 }),
    unknown: ({ params }) => refuse({ code: 'package.unknown', package_id: (params['packageId'] ?? '').slice(0, 64) }),
  },
  trackingNumber: {
    find: (call, seller_id) => findByNumber(call, seller_id, call.params['trackingNumber']),
    unknown: ({ params }) =>
      refuse({ code: 'tracking.unknown', tracking_number: params['trackingNumber']!.slice(0, 64) }),
  },
  cargoTrackingNumber: {
    find: (call, seller_id) => findByNumber(call, seller_id, call.params['cargoTrackingNumber']),
    unknown: ({ params }) =>
      refuse({ code: 'not.yours', field: 'trackingNumber', value: params['cargoTrackingNumber']!.slice(0, 64) }),
    body_first: true,
  },
};

/** A number that a package had before names it no more: the transaction judges that. */
async function findByNumber({ world }: Call, seller_id: number, asked: string | undefined): Promise<PackageChoice> {
  const tracking_number = pathId(asked) ?? -1;
  const package_id = (await packageOfTracking(world.db.pool, seller_id, tracking_number)) ?? -1;
  return { package_id, tracking_number };
}

function namedByBody(field: string): Naming {
  const sentIn = ({ body }: Call): unknown => (body as Record<string, unknown> | null | undefined)?.[field];
  return {
    find(call) {
      // Texts of a form are digits, as those of a path; a number of JSON is one.
      const value = sentIn(call);
      return { package_id: pathId(typeof value === 'number' ? String(value) : (value as string | undefined)) ?? -1 };
    },
    unknown: (call) => refuse({ code: 'not.yours', field, value: String(sentIn(call)).slice(0, 64) }),
    body_first: true,
  };
}
