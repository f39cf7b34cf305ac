import type { Operation } from '../../../contract/operation.ts';
import { attemptReads } from './attempts.ts';
import { deliveryReads } from './deliveries.ts';
import { webhookEdits } from './edit.ts';
import { webhookReads } from './read.ts';
import { replayOperations } from './replays.ts';
import { testEvents } from './test-event.ts';

/** Webhooks beyond the marketplace's contract, each for the operator and for the seller itself. */
export const webhookControl: Operation[] = [
  ...webhookReads,
  ...webhookEdits,
  ...testEvents,
  ...deliveryReads,
  ...attemptReads,
  ...replayOperations,
];
