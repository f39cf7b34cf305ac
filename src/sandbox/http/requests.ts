import { isRefusal } from '../../core/domain/refusal.ts';
import { gives } from '../../http/contract/answers.ts';
import { json, refusal } from '../../http/contract/operation.ts';
import { parseQuery } from '../../http/contract/query.ts';
import { JournalAnswer, JournalQuery } from '../wire/journal.ts';
import { type Journal, journal_limit } from './journal.ts';
import { type SandboxOperation, unguarded } from './row.ts';

export const requestOperations = (journal: () => Journal): SandboxOperation[] => [
  unguarded({
    name: 'listRequests',
    method: 'GET',
    path: '/api/v1/sandbox/requests',
    summary: `The last ${journal_limit} requests with their answers, secrets masked`,
    description:
      'So that a test can ask what its code called. Requests for health, metrics, changes as they happen and this list are ' +
      'left out. The journal is in memory: it ends with koli, and a reset keeps it.',
    query: JournalQuery,
    answers: { 200: gives(JournalAnswer) },
    refusals: [],
    async handle(call) {
      const asked = parseQuery(call.query, JournalQuery);
      if (isRefusal(asked)) return refusal(call, asked);
      const { size = 100, ...filter } = asked;
      return json({ content: journal().list(filter, size) });
    },
  }),
];
