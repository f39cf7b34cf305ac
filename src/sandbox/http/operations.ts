import type { Operation } from '../../http/contract/operation.ts';
import { addPathParameters } from '../../http/contract/path.ts';
import { addRefusals } from '../../http/contract/refusals.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Stories } from '../story/stories.ts';
import { clockOperations } from './clock.ts';
import { sandboxCredentials } from './credentials.ts';
import { faultOperations } from './faults.ts';
import { orderOperations } from './orders.ts';
import { sandboxPathParameters } from './path.ts';
import { receiverCheck } from './receiver-check.ts';
import { sandboxRefusals } from './refusals.ts';
import { scenarioOperations } from './scenarios.ts';
import { stateOperations } from './state.ts';
import { tenantOperations } from './tenants.ts';
import { testOperations } from './test-orders.ts';
import { trafficOperations } from './traffic.ts';

addRefusals(sandboxRefusals);
addPathParameters(sandboxPathParameters);

export type StartedSandbox = { sandbox: Sandbox; stories: Stories };

/** The operations of the core with those of the sandbox. Without parts it is a table of contents only. */
export function withSandbox(core: Operation[], parts?: StartedSandbox): Operation[] {
  const sandbox = () => parts!.sandbox;
  const stories = () => parts!.stories;
  // In the reference the marketplace's operations come first, then the sandbox's, then koli's own.
  const own = core.findIndex(({ path }) => !path.startsWith('/integration/'));
  const served = [
    ...core.slice(0, own),
    // The marketplace's test services
    ...testOperations(sandbox),
    // Orders on demand, time, state, throw-away sellers
    ...orderOperations(sandbox),
    ...clockOperations(sandbox),
    ...stateOperations(sandbox),
    ...tenantOperations(sandbox),
    // Stories of packages, and streams of them
    ...scenarioOperations(stories),
    ...trafficOperations(stories),
    ...core.slice(own),
    receiverCheck(sandbox),
    sandboxCredentials(sandbox),
  ];
  return [...served, ...faultOperations(served, sandbox)];
}
