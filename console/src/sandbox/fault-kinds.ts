import type { Text } from '../language/index.ts';
import type { NewFault } from './data.ts';

/** The most common faults. Others can be created by the API. */
export type FaultKind = keyof Text['sandbox']['faults']['kinds'];
export type FaultGroup = keyof Text['sandbox']['faults']['groups'];

export type FaultForm = {
  kind: FaultKind;
  sellerId: string;
  on: FaultGroup;
  delay_s: string;
  status: number;
  minutes: string;
  times: string;
};

export const newFault: FaultForm = {
  kind: 'refused',
  sellerId: '',
  on: '*',
  delay_s: '5',
  status: 503,
  minutes: '60',
  times: '3',
};

type Field = 'on' | 'delay_s' | 'status' | 'minutes' | 'times';

/** The fields of each kind, in their order. */
export const kinds: Record<FaultKind, readonly Field[]> = {
  slow: ['on', 'delay_s', 'times'],
  refused: ['on', 'status', 'times'],
  'dropped-before': ['on', 'times'],
  'dropped-after': ['on', 'times'],
  'list-outage': ['minutes'],
  'webhook-outage': ['minutes'],
  duplicates: ['times'],
  'late-children': ['minutes', 'times'],
  'webhooks-silent': [],
  'orders-missing': [],
  'lists-failing': [],
  'statuses-late': [],
  'inner-status-missing': [],
};

export const statuses = [429, 500, 502, 503, 504] as const;

/** Short enough that a client's retry does not delay a trial. */
const retry_after_s = 1;

/** The fault for the API. `now` is the sandbox's time. */
export function faultOf(form: FaultForm, now: number): NewFault {
  const { kind, on, delay_s, status, minutes } = form;
  const asks = kinds[kind];
  const later_ms = Number(minutes) * 60_000;
  const common = {
    ...(form.sellerId === '' ? {} : { sellerId: Number(form.sellerId) }),
    ...(asks.includes('on') && on !== '*' ? { operation: on } : {}),
    ...(asks.includes('times') && form.times !== '' ? { times: Number(form.times) } : {}),
  };
  switch (kind) {
    case 'slow':
      return { ...common, do: { outcome: 'delayed', delayMs: Number(delay_s) * 1_000 } };
    case 'refused': {
      const wait = status === 429 ? { retryAfterS: retry_after_s } : {};
      return { ...common, do: { outcome: 'refused', status, ...wait } };
    }
    case 'dropped-before':
    case 'dropped-after':
      return { ...common, do: { outcome: kind } };
    case 'list-outage':
      return { ...common, operation: 'lists', until: now + later_ms, do: { outcome: 'refused', status: 503 } };
    case 'webhook-outage':
      return { ...common, until: now + later_ms, do: { outcome: 'held-back' } };
    case 'duplicates':
      return { ...common, do: { outcome: 'duplicated' } };
    case 'late-children':
      return { ...common, operation: 'openers', do: { outcome: 'children-late', laterMs: later_ms } };
    default:
      return { ...common, incident: kind };
  }
}

/** The kind of a fault, for its name in the list. Null for other faults. */
export function kindOf(fault: Pick<NewFault, 'do' | 'operation' | 'until' | 'incident'>): FaultKind | null {
  if (fault.incident !== undefined) return fault.incident;
  switch (fault.do?.outcome) {
    case 'delayed':
      return 'slow';
    case 'refused':
      return fault.operation === 'lists' && typeof fault.until === 'number' ? 'list-outage' : 'refused';
    case 'dropped-before':
    case 'dropped-after':
      return fault.do.outcome;
    case 'held-back':
      return 'webhook-outage';
    case 'duplicated':
      return 'duplicates';
    case 'children-late':
      return 'late-children';
    default:
      return null;
  }
}
