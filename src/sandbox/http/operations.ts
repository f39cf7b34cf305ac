import type { Operation } from '../../http/contract/operation.ts';
import type { Sandbox } from '../sandbox.ts';
import { clockOperations } from './clock.ts';
import { orderOperations } from './orders.ts';
import { stateOperations } from './state.ts';
import { tenantOperations } from './tenants.ts';

/** The sandbox's own operations. Without a sandbox they are a table of contents only: core mode serves none of them. */
export const sandboxOperations = (sandbox: Sandbox | null): Operation[] => [
  ...orderOperations,
  ...clockOperations(() => sandbox!),
  ...stateOperations(() => sandbox!),
  ...tenantOperations(() => sandbox!),
];
