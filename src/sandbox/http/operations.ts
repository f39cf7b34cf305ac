import { Type } from 'typebox';
import { addCommon, isMarketplace } from '../../http/contract/common.ts';
import { addChapter } from '../../http/contract/openapi.ts';
import type { Operation } from '../../http/contract/operation.ts';
import { addPathParameters } from '../../http/contract/path.ts';
import { addRefusals } from '../../http/contract/refusals.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Stories } from '../story/stories.ts';
import { clockOperations } from './clock.ts';
import { sandboxCredentials } from './credentials.ts';
import { faultOperations } from './faults.ts';
import type { Journal } from './journal.ts';
import { orderOperations } from './orders.ts';
import { sandboxPathParameters } from './path.ts';
import { receiverCheck } from './receiver-check.ts';
import { sandboxRefusals } from './refusals.ts';
import { requestOperations } from './requests.ts';
import { markedSandbox } from './row.ts';
import { runOperations } from './scenario-runs.ts';
import { scenarioOperations } from './scenarios.ts';
import { snapshotOperations } from './snapshots.ts';
import { stateOperations } from './state.ts';
import { tenantOperations } from './tenants.ts';
import { testOperations } from './test-orders.ts';
import { trafficOperations } from './traffic.ts';

addRefusals(sandboxRefusals);
addPathParameters(sandboxPathParameters);
addCommon({
  refusals: [isMarketplace, ['fault']],
  headers: [isMarketplace, ['koli-fault']],
  described: {
    'koli-fault': {
      schema: Type.String(),
      description: 'The id of the fault that changed this answer. The reference does not describe such answers.',
    },
  },
});
addChapter('Invoices and labels', {
  at: /^\/integration\/test\//,
  name: 'Test services',
  about: 'The test services of the marketplace. Sandbox only.',
});
addChapter('Own data', {
  at: /^\/api\/v1\/sandbox\b/,
  name: 'Sandbox',
  about: 'The clock, faults and state of the sandbox. Sandbox only.',
});

declare module '../../http/contract/headers.ts' {
  interface AnswerHeaderNames {
    'koli-fault': true;
  }
}

export type StartedSandbox = { sandbox: Sandbox; stories: Stories; journal: Journal };

/** The operations of the core with those of the sandbox. Without parts it is a table of contents only. */
export function withSandbox(core: Operation[], parts?: StartedSandbox): Operation[] {
  const sandbox = () => parts!.sandbox;
  const stories = () => parts!.stories;
  // In the reference the marketplace's operations come first, then the sandbox's, then koli's own.
  const own = core.findIndex(({ path }) => !path.startsWith('/integration/'));
  const before_own = [
    // The test services of the marketplace
    ...testOperations(sandbox),
    // Orders on demand, time, state, sellers for tests
    ...orderOperations(sandbox),
    ...clockOperations(sandbox),
    ...stateOperations(sandbox),
    ...snapshotOperations(sandbox),
    ...tenantOperations(sandbox),
    // Scenarios and traffic
    ...scenarioOperations(),
    ...runOperations(stories),
    ...trafficOperations(stories),
    ...requestOperations(() => parts!.journal),
  ];
  const last = [receiverCheck(sandbox), sandboxCredentials(sandbox)];
  const served = [
    ...core.slice(0, own),
    ...before_own.map(markedSandbox),
    ...core.slice(own),
    ...last.map(markedSandbox),
  ];
  return [...served, ...faultOperations(served, sandbox).map(markedSandbox)];
}
