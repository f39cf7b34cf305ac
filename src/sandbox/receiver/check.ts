import {
  type AttemptOutcome,
  attempt,
  type CallTarget,
  type CallTerms,
  type ErrorClass,
} from '../../core/webhook/attempt.ts';
import { bodyOf } from '../../core/webhook/body.ts';
import type { GuardedAgent } from '../../core/webhook/guard.ts';
import { readDocument } from '../../core/wire/reading.ts';
import type { CaseResult, CaseVerdict, Report } from '../wire/receiver-check.ts';
import { inventTale, type Tale, type TaleEvent } from './tale.ts';

// Is a receiver ready for what koli, and the marketplace, will send it? Cases are data, and the check folds over them.

type Judgement = { verdict: CaseVerdict; advice: string };

/** One call: an event with a body made of it, and who signs. */
type CheckCall = { id: string; body: string; wrong_credentials?: true; secrets: string[] };

type CheckStage = {
  tale: Tale;
  /** A package of the size that koli's limits allow. */
  large: () => TaleEvent;
  /** Other packages, by number. */
  other: (index: number) => Tale;
  /** Signing secrets of the receiver, none if it has none; and one that it does not know. */
  secrets: string[];
  stranger: string;
};

type Case = {
  name: string;
  title: string;
  /** Only where the receiver has a signing secret. */
  signed?: true;
  calls(stage: CheckStage): CheckCall[];
  /** All calls are made at once. */
  together?: true;
  /** `all` holds the outcomes of the cases before as well. */
  judge(own: AttemptOutcome[], all: AttemptOutcome[], timeout_ms: number): Judgement;
};

const fine: Judgement = { verdict: 'ok', advice: '' };

/** Why no answer of any use came: the same in every case. */
const causes: Record<ErrorClass, string> = {
  timeout: 'no answer came in time: answer first, and do the work afterwards',
  'address-refused': 'its address may not be called from here: KOLI_WEBHOOK_ALLOWED_NETWORKS allows private networks',
  dns: 'its name does not resolve: correct the address, or its name server',
  tls: 'its certificate is not trusted for this name: renew it, and send the intermediate ones along',
  network: 'nobody answers there, or the connection was closed without an answer: is the receiver running?',
  body: 'the body could not be made',
};

function causeOf({ status, error_class }: AttemptOutcome): string | null {
  if (error_class !== null) return causes[error_class];
  if (status! >= 300 && status! < 400) return 'redirects are never followed: register the address that it leads to';
  if (status === 401 || status === 403)
    return 'it refuses these credentials or this signature: give the check the ones that it expects';
  if (status === 404 || status === 405) return 'nothing receives POST at this address: correct the address';
  return null;
}

const accepts =
  (advice: string, verdict: CaseVerdict = 'fail'): Case['judge'] =>
  (own) => {
    const bad = own.find(({ ok }) => !ok);
    return bad === undefined ? fine : { verdict, advice: causeOf(bad) ?? advice };
  };

const refuses =
  (advice: string): Case['judge'] =>
  ([own]) => {
    const { ok, status, error_class } = own!;
    if (ok) return { verdict: 'fail', advice };
    if (error_class !== null) return { verdict: 'fail', advice: causes[error_class] };
    if (status === 401 || status === 403) return fine;
    return { verdict: 'warning', advice: `it refuses with ${status}: 401 would say why` };
  };

const flat = ({ id, document }: TaleEvent, { secrets }: CheckStage): CheckCall => ({ id, body: document, secrets });

/** The same event with its document changed as others may change it. */
function withChange({ id, document }: TaleEvent, stage: CheckStage, change: (body: PackageJson) => void): CheckCall {
  const body = JSON.parse(document) as PackageJson;
  change(body);
  return { id, body: JSON.stringify(body), secrets: stage.secrets };
}
// biome-ignore lint/suspicious/noExplicitAny: a document whose fields are to be wrong
type PackageJson = Record<string, any>;

/** As many calls as one webhook gets at once. */
const burst_size = 8;

export const cases: Case[] = [
  {
    name: 'flat',
    title: 'a package as koli sends it',
    calls: (stage) => [flat(stage.tale.created, stage)],
    judge: accepts('a plain package must be answered with 2xx: its own log says what went wrong'),
  },
  {
    name: 'page',
    title: 'the package in a page: {"content": [package]}',
    calls: ({ tale, secrets }) => {
      const { id, document } = tale.picking;
      return [{ id, body: bodyOf(document, { envelope: 'page', legacy: false, sparse: false, live: false }), secrets }];
    },
    judge: accepts('the marketplace documents this shape, and a setting of koli sends it: accept both', 'warning'),
  },
  {
    name: 'awaiting',
    title: 'a package that awaits payment, its customer masked',
    calls: (stage) => [flat(stage.other(0).awaiting, stage)],
    judge: accepts('masked names and ids of 0 are no error: the same package comes again when it is paid'),
  },
  {
    name: 'cancelled',
    title: 'a partial cancel: the cancelled unit, and a new package for the rest',
    calls: (stage) => [flat(stage.tale.cancelled, stage), flat(stage.tale.remainder, stage)],
    judge: accepts('a package may be born of another one (originPackageIds) and need no order of its own'),
  },
  {
    name: 'sparse',
    title: "a body of the marketplace's stage: no supplierId, no line prices, no VAT",
    calls: ({ other, secrets }) => {
      const { id, document } = other(1).created;
      return [{ id, body: readDocument(document, { legacy: false, sparse: true, live: false }), secrets }];
    },
    judge: accepts('on the stage these fields are missing: take them as unknown', 'warning'),
  },
  {
    name: 'duplicate',
    title: 'the same event twice, byte for byte',
    calls: (stage) => {
      const call = flat(stage.other(2).created, stage);
      return [call, call];
    },
    judge: accepts('a repeat wants a 2xx like the first: else it comes again for an hour. webhook-id tells it'),
  },
  {
    name: 'out-of-order',
    title: 'an older event after a newer one, as after a replay',
    calls: (stage) => {
      const tale = stage.other(3);
      return [flat(tale.picking, stage), flat(tale.created, stage)];
    },
    judge: accepts('what is older than what it knows (lastModifiedDate) is to be answered with 2xx and left alone'),
  },
  {
    name: 'unknown-field',
    title: 'fields that nobody has announced, at every level',
    calls: (stage) => [
      withChange(stage.other(4).created, stage, (body) => {
        for (const place of [body, body['lines'][0], body['shipmentAddress']])
          Object.assign(place, { koliUnknownText: 'x', koliUnknownList: [{}], koliUnknownNull: null });
      }),
    ],
    judge: accepts('new fields come without notice: ignore what it does not know'),
  },
  {
    name: 'unknown-status',
    title: 'a status that is in no list',
    calls: (stage) => [
      withChange(stage.other(5).created, stage, (body) => {
        body['status'] = 'KoliUnknown';
        body['shipmentPackageStatus'] = 'KoliUnknown';
      }),
    ],
    judge: accepts('new statuses come without notice: answer 2xx and keep the package as it is'),
  },
  {
    name: 'large',
    title: 'a package of 200 lines',
    calls: (stage) => [flat(stage.large(), stage)],
    judge: accepts('bodies reach 220 kB: raise its limit (many frameworks begin at 100 kB)', 'warning'),
  },
  {
    name: 'burst',
    title: `${burst_size} packages at once`,
    together: true,
    calls: (stage) => Array.from({ length: burst_size }, (_, index) => flat(stage.other(6 + index).created, stage)),
    judge: accepts(`a webhook gets up to ${burst_size} calls at once: answer them all`),
  },
  {
    name: 'wrong-credentials',
    title: 'somebody else: a wrong key or password',
    calls: (stage) => [{ ...flat(stage.tale.created, stage), wrong_credentials: true }],
    judge: refuses('it lets anybody in: compare the key or password, and answer 401'),
  },
  {
    name: 'unsigned',
    title: 'without a signature, as the marketplace sends',
    signed: true,
    calls: (stage) => [{ ...flat(stage.tale.created, stage), secrets: [] }],
    judge: accepts('the marketplace signs nothing: do not require a signature where it calls as well', 'warning'),
  },
  {
    name: 'wrong-signature',
    title: 'signed by somebody else',
    signed: true,
    calls: (stage) => [{ ...flat(stage.tale.created, stage), secrets: [stage.stranger] }],
    judge: refuses('it does not look at the signature: verify it over the raw bytes, and answer 401'),
  },
  {
    name: 'two-signatures',
    title: 'a rotation of the secret: two signatures, one of them known',
    signed: true,
    calls: (stage) => [{ ...flat(stage.tale.created, stage), secrets: [stage.stranger, ...stage.secrets] }],
    judge: accepts('one valid signature of several is enough: during a rotation two are sent for a day'),
  },
  {
    name: 'slow',
    title: 'every answer came in half the time that there is',
    calls: () => [],
    judge: (_, all, timeout_ms) => {
      const slowest_ms = Math.max(...all.map(({ duration_ms }) => duration_ms));
      if (slowest_ms < timeout_ms / 2) return fine;
      const advice = `${slowest_ms} of ${timeout_ms} ms were used: answer first, work afterwards`;
      return { verdict: 'warning', advice };
    },
  },
  {
    name: 'redirect',
    title: 'no answer sent the caller elsewhere',
    calls: () => [],
    judge: (_, all) => {
      const away = all.find(({ status }) => status !== null && status >= 300 && status < 400);
      return away === undefined ? fine : { verdict: 'fail', advice: causeOf(away)! };
    },
  },
];

type CheckOptions = {
  agent: GuardedAgent;
  to: CallTarget;
  /** Of Standard Webhooks; empty when the receiver has none. */
  secrets: string[];
  /** A secret that the receiver cannot know. */
  stranger: string;
  seller_id: number;
  terms: CallTerms;
  now: number;
};

/** After so many calls without any answer the rest is not tried: it would take minutes, and tell the same. */
const silences_most = 3;

/** Sends everything that a receiver may meet, and judges what it answers. */
export async function checkReceiver(options: CheckOptions): Promise<Report> {
  const stage = stageOf(options);
  const all: AttemptOutcome[] = [];
  const results: CaseResult[] = [];
  for (const one of cases.filter(({ signed }) => signed !== true || options.secrets.length > 0)) {
    const silences = all.filter(({ status }) => status === null).length;
    const is_away = all.length > 0 && all[0]!.status === null;
    if (is_away || silences >= silences_most) {
      results.push(resultOf(one, [], { verdict: 'skipped', advice: '' }));
      continue;
    }
    const own = await makeCalls(one, stage, options);
    all.push(...own);
    results.push(resultOf(one, own, one.judge(own, all, options.terms.timeout_ms)));
  }
  const worst = (['fail', 'warning', 'ok'] as const).find((each) => results.some(({ verdict }) => verdict === each));
  return { url: options.to.url, verdict: worst!, reached: all.some(({ status }) => status !== null), cases: results };
}

async function makeCalls(one: Case, stage: CheckStage, { agent, to, terms }: CheckOptions): Promise<AttemptOutcome[]> {
  const make = ({ wrong_credentials, ...message }: CheckCall) => {
    const as = wrong_credentials === undefined ? to : { ...to, secret: `not-${to.secret}` };
    return attempt(agent, as, { ...message, mark: 'koli-test' }, terms);
  };
  const calls = one.calls(stage);
  if (one.together) return Promise.all(calls.map(make));
  const outcomes: AttemptOutcome[] = [];
  for (const call of calls) outcomes.push(await make(call));
  return outcomes;
}

/** Ids grow with the time, so that a second check tells the receiver nothing that it knows; koli's own begin above. */
const ids_below = 3_400_000_000;

function stageOf({ secrets, stranger, seller_id, now }: CheckOptions): CheckStage {
  const first = (now % (ids_below / 100)) * 100 + 1;
  const tale = (index: number, size = {}) => inventTale({ seller_id, package_id: first + 2 * index, now, ...size });
  return {
    tale: tale(0),
    large: () => tale(1, { lines: 200, units: 2 }).created,
    other: (index) => tale(2 + index),
    secrets,
    stranger,
  };
}

function resultOf({ name, title }: Case, own: AttemptOutcome[], judgement: Judgement): CaseResult {
  const bad = own.find(({ ok }) => !ok);
  return {
    name,
    title,
    ...judgement,
    statuses: own.map(({ status }) => status),
    error_class: bad?.error_class ?? null,
    duration_ms: own.length === 0 ? null : Math.max(...own.map(({ duration_ms }) => duration_ms)),
    answer: bad?.excerpt ?? '',
  };
}
