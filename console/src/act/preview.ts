import type { Command } from '../../../src/core/domain/command.ts';
import { decide } from '../../../src/core/domain/decide.ts';
import { evolve } from '../../../src/core/domain/evolve.ts';
import { defaultLimits } from '../../../src/core/domain/limits.ts';
import { totals } from '../../../src/core/domain/money.ts';
import type { OrderLine } from '../../../src/core/domain/order.ts';
import type { Package } from '../../../src/core/domain/package.ts';
import { isRefusal, type Refusal } from '../../../src/core/domain/refusal.ts';
import type { Supply } from '../../../src/core/domain/supply.ts';

type Outcome = Refusal | Package[];

/** The result of a command, by the server's own rules. New packages have no id yet. */
export function outcomeOf(current: Package, lines: OrderLine[], command: Command): Outcome {
  let opened = 0;
  const supply: Supply = {
    now: current.modified_at,
    limits: defaultLimits,
    packageId: () => -++opened,
    lineId: () => 0,
    trackingSerial: () => 0,
    isTracked: () => false,
    isLinked: () => false,
    details: () => ({}),
  };
  const events = decide({ current, lines, command, supply });
  if (isRefusal(events)) return events;
  const packages = new Map<number, Package>([[current.package_id, current]]);
  for (const event of events) packages.set(event.package_id, evolve(packages.get(event.package_id) ?? null, event));
  return [...packages.values()];
}

export function priceOf(lines: OrderLine[], { lines: held }: Package): number {
  const sum = totals(lines, held);
  return (sum.gross_kurus - sum.seller_kurus - sum.platform_kurus) / 100;
}
