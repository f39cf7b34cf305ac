import type { Auth } from './auth.ts';
import type { Operation } from './operation.ts';
import { operatorWrites } from './operator/writes.ts';
import { testOperations } from './sandbox/test-orders.ts';
import { cancelItems } from './seller/cancel-items.ts';
import { splitOperations } from './seller/split-package.ts';
import { updatePackage } from './seller/update-package.ts';

/** Everything that is served, and where: the table of contents. */
export const routes = (auth: Auth): Operation[] => [
  // The seller's side
  updatePackage,
  cancelItems,
  ...splitOperations,
  // The operator's side
  ...operatorWrites(auth),
  // The marketplace's test services, in the sandbox
  ...testOperations,
];
