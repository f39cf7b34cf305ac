import type { Answer, Request, Row } from '../format.ts';

/** The old list is closed. For tests of old code it can be opened, for good or but for minutes. The clock of these rows begins at 09:00 UTC. */

const row = (id: string, server: Record<string, string>, answer: Answer, rest: Partial<Request> = {}): Row => ({
  id: `v1/${id}`,
  given: { status: null, server },
  request: { call: 'GET S/orders', ...rest },
  answer,
});
const open: Answer = { has: { totalElements: 0, content: [] } };
const closed: Answer = { refused: 'koli.v1.closed', says: '/v2/orders' };
const off = { KOLI_V1: 'off' };
const brownout = { KOLI_V1: 'brownout' };
const v2: Partial<Request> = { call: 'GET S/v2/orders' };

export const rows: Row[] = [
  row('as-it-comes', {}, closed),
  row('on', { KOLI_V1: 'on' }, open),
  row('off', off, closed),
  row('off/nobody', off, 'authentication.error', { as: 'nobody' }),
  row('off/without-User-Agent', off, 'koli.user.agent.missing', { headers: { 'user-agent': null } }),
  row('off/stranger', off, 'koli.seller.mismatch', { as: 'stranger' }),
  row('off/query-is-not-read', off, closed, { query: 'size=0' }),
  row('off/other-methods', off, { refused: 'koli.method', headers: { allow: 'GET, HEAD' } }, { call: 'POST S/orders' }),
  row('off/V2-stays', off, open, v2),
  row('off/stream-stays', off, { has: { size: 0, content: [] } }, { call: 'GET S/orders/stream' }),
  row('brownout/09:00', brownout, open),
  row('brownout/11:59:59.999', brownout, open, { at: '{start+3h-1ms}' }),
  row('brownout/12:00', brownout, closed, { at: '{start+3h}' }),
  row('brownout/12:00:01/V2-stays', brownout, open, { ...v2, at: '{start+3h+1s}' }),
  row('brownout/12:00:02/nobody', brownout, 'authentication.error', { as: 'nobody', at: '{start+3h+2s}' }),
  row('brownout/12:09:59.999', brownout, closed, { at: '{start+190m-1ms}' }),
  row('brownout/12:10', brownout, open, { at: '{start+190m}' }),
  row('brownout/18:00', brownout, closed, { at: '{start+9h}' }),
  row('brownout/18:10', brownout, open, { at: '{start+550m}' }),
  row('brownout/06:00', brownout, closed, { at: '{start+21h}' }),
  row('brownout/06:10', brownout, open, { at: '{start+1270m}' }),
];
