/** One call that reached a receiver. Ticks count what this process saw, in the order in which it saw it. */
export type Call = {
  webhook: string;
  /** `webhook-id` */
  id: string;
  /** Of all its bytes; null when the receiver did not read them. */
  hash: string | null;
  /** Of the package in the body. */
  status: string | null;
  arrived: number;
  /** What the answer can tell koli: a 2xx, another status, or nothing that it could read in time. */
  hears: 'success' | 'refusal' | 'nothing';
  manner: string;
  /** The connection ends with this answer, whoever reads it. */
  closes: boolean;
  /** When the connection ended, if this was the last call on it. */
  closed: number | null;
};

/** Something was ended without warning, between two ticks. */
export type Crash = { of: 'koli' | 'database'; from: number; to: number };

export type Evidence = {
  calls: Call[];
  crashes: Crash[];
  /** What the database says was owed: `webhook` and `id`. */
  owed: { webhook: string; id: string }[];
  /** When a delivery was known to be written down as made, in a way that no crash undoes. */
  noted: Map<string, number>;
  /** What koli had answered that it did: every webhook must have heard of it. */
  promised: { webhook: string; package_id: number; status: string }[];
};

export const keyOf = ({ webhook, id }: { webhook: string; id: string }): string => `${webhook} ${id}`;

export type Findings = { broken: string[]; tally: Record<string, number> };

/** Holds the receivers' log against what koli promises of its webhooks. Pure. */
export function judge(evidence: Evidence): Findings {
  const findings: Findings = { broken: [], tally: {} };
  const calls = evidence.calls.toSorted((a, b) => a.arrived - b.arrived);
  const byEvent = Map.groupBy(calls, keyOf);
  complete(evidence, byEvent, findings);
  for (const [key, attempts] of byEvent) {
    sameBytes(key, attempts, findings);
    repeats(key, attempts, evidence, findings);
  }
  for (const lane of Map.groupBy(calls, (call) => `${call.webhook} ${packageOf(call)}`).values())
    inOrder(lane, evidence.crashes, findings);
  return findings;
}

/** A webhook is of one seller, and a package's id is unique within it. */
const packageOf = ({ id }: Call): string => id.split('_')[2]!;
const sequenceOf = ({ id }: Call): number => Number(id.split('_')[3]);

function count({ tally }: Findings, name: string): void {
  tally[name] = (tally[name] ?? 0) + 1;
}

/** Nothing owed or promised is missing, and nothing came that was not owed. */
function complete({ owed, promised }: Evidence, byEvent: Map<string, Call[]>, findings: Findings): void {
  const expected = new Set(owed.map(keyOf));
  for (const key of expected) {
    const received = byEvent.get(key)?.some(({ hears }) => hears === 'success') === true;
    if (received) count(findings, 'received');
    else findings.broken.push(`missing: ${key}`);
  }
  for (const key of byEvent.keys()) if (!expected.has(key)) findings.broken.push(`not owed: ${key}`);
  const told = new Set([...byEvent.values()].flat().map((call) => `${call.webhook} ${packageOf(call)} ${call.status}`));
  for (const { webhook, package_id, status } of promised) {
    count(findings, 'promised');
    if (told.has(`${webhook} ${package_id} ${status}`)) continue;
    findings.broken.push(`promised and not told: ${webhook} ${package_id} ${status}`);
  }
}

/** Every attempt of an event sends the same bytes. */
function sameBytes(key: string, attempts: Call[], { broken }: Findings): void {
  const hashes = new Set(attempts.map(({ hash }) => hash).filter((hash) => hash !== null));
  if (hashes.size > 1) broken.push(`other bytes: ${key}`);
}

/** An event comes again only where koli did not hear that it came, or was not left the time to write it down. */
function repeats(key: string, attempts: Call[], { crashes, noted }: Evidence, findings: Findings): void {
  const noted_at = noted.get(key) ?? Number.POSITIVE_INFINITY;
  for (const [index, call] of attempts.entries()) {
    count(findings, call.manner);
    if (call.arrived > noted_at) findings.broken.push(`again after it was noted: ${key}`);
    const before = attempts[index - 1];
    if (before === undefined) continue;
    if (before.hears !== 'success') count(findings, `repeated after ${before.hears}`);
    else if (crashBetween(crashes, before, call)) count(findings, 'repeated after a crash');
    // koli's time was over before it read the answer: it closed the connection without using it again.
    else if (!before.closes && before.closed !== null && before.closed < call.arrived)
      count(findings, 'repeated in doubt');
    else findings.broken.push(`again without a reason: ${key}`);
  }
}

const crashBetween = (crashes: Crash[], one: Call, other: Call, of?: Crash['of']): boolean =>
  crashes.some((crash) => crash.to >= one.arrived && crash.from <= other.arrived && (of ?? crash.of) === crash.of);

/**
 * Of one package at one webhook: an event comes when those before it were heard of. Steps back are repeats, and only a
 * crash of the database can forget what was written down so that one is made.
 */
function inOrder(lane: Call[], crashes: Crash[], findings: Findings): void {
  let highest: Call | null = null;
  const heard = new Set<number>();
  for (const call of lane) {
    const sequence = sequenceOf(call);
    const top = highest === null ? 0 : sequenceOf(highest);
    if (sequence > top + 1) findings.broken.push(`out of order: ${keyOf(call)} after event ${top}`);
    if (sequence === top + 1 && top > 0 && !heard.has(top)) findings.broken.push(`too early: ${keyOf(call)}`);
    if (sequence < top) {
      if (crashBetween(crashes, highest!, call, 'database')) count(findings, 'stepped back after a crash');
      else findings.broken.push(`stepped back: ${keyOf(call)} after event ${top}`);
    }
    if (sequence > top) highest = call;
    if (call.hears === 'success') heard.add(sequence);
  }
}
