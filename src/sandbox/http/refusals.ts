import type { BrokenRule, None } from '../../core/domain/refusal.ts';
import { failure_row, koli, notFound, type RefusalRows } from '../../http/contract/refusals.ts';
import type { Fits, UnfitText } from '../../http/language/language.ts';
import { sandbox_en as en } from '../language/en.ts';
import { sandbox_tr as tr } from '../language/tr.ts';

/** What the sandbox refuses beside what core and HTTP refuse. */
type SandboxFacts = {
  'snapshot.unknown': { name: string };
  'import.invalid': { broken: BrokenRule };
  'scenario.invalid': { field: string; broken: BrokenRule };
  'scenario.unknown': { name: string; names: string[] };
  'run.unknown': { run_id: string };
  'run.limit': { limit: number };
  'traffic.limit': { limit: number };
  'state.large': { limit_mb: number };
  'fault.unknown': { fault_id: string };
  'fault.exists': { fault_id: string };
  'fault.limit': { limit: number };
  fault: { status: number };
};

type SandboxRules = {
  // Of the clock.
  'clock.back': { now_at: number };
  'clock.end': None;
  'time.none': None;
  // Of orders.
  'count.one': None;
  'line.twice': { line_id: number };
  'status.awaiting': { status: string };
  'cancelled.only': None;
  'seller.header': None;
  'seller.signed': { seller_id: number };
  'commercial.needs': None;
  'percent.sum': { other: string };
  // Of faults.
  'fault.kind': None;
  'fault.detail': { outcome: string; takes: string[] };
  'fault.no.detail': { outcome: string };
  'fault.needs': { outcome: string };
  'fault.nothing': None;
  'fault.requests.only': None;
  'fault.webhook': None;
  'fault.operation': { name: string; names: string[] };
  'fault.sequence': None;
  'fault.seed': None;
  'fault.until': None;
  'fault.incident': { incident: string };
  // Of scenarios.
  'race.two': None;
  'step.words': { names: string[] };
  'step.word': { name: string; words: string[] };
  'step.none': { words: string[] };
  // Of files.
  'export.none': None;
  'export.not': None;
  'export.newer': None;
  'export.damaged': None;
  'export.strange': { name: string };
  'export.foreign': { problem: string };
};

type SandboxForms = {
  'media.type': None;
  name: { min: number; max: number };
  'webhook.id': None;
  scenario: None;
  'scenario.name': None;
  'scenario.lines': None;
  'scenario.length': None;
  'traffic.rate': { max: number };
  'phone.ten': None;
  percent: { max: number };
};

declare module '../../core/domain/refusal.ts' {
  interface Facts extends SandboxFacts {}
  interface FieldRules extends SandboxRules {}
  interface FieldForms extends SandboxForms {}
}

const refusal_rows: RefusalRows<SandboxFacts> = {
  'import.invalid': koli(400, 'koli.import.invalid'),
  'scenario.invalid': koli(400, 'koli.scenario.invalid'),
  'fault.limit': koli(400, 'koli.fault.limit'),
  'snapshot.unknown': notFound('koli.snapshot.unknown'),
  'scenario.unknown': notFound('koli.scenario.unknown'),
  'run.unknown': notFound('koli.run.unknown'),
  'fault.unknown': notFound('koli.fault.unknown'),
  'state.large': koli(409, 'koli.state.large'),
  'run.limit': koli(409, 'koli.run.limit'),
  'traffic.limit': koli(409, 'koli.traffic.limit'),
  'fault.exists': koli(409, 'koli.fault.exists'),
  // The status is the one that the fault names.
  fault: failure_row,
};

/** What the languages of the sandbox have texts for. */
type SandboxTextNames = { facts: SandboxFacts; rules: SandboxRules; forms: SandboxForms; whys: never };
export type SandboxTexts = Fits<UnfitText<typeof en, SandboxTextNames> | UnfitText<typeof tr, SandboxTextNames>>;

/** For `addRefusals`. */
export const sandboxRefusals = { rows: refusal_rows, en, tr };
