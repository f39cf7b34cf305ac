import type { Schema, SellerClient } from '@koli/client';

type Package = Schema<'Package'>;

export type Desk = {
  /** Handles all new packages once: picks them, and cancels what is not on the shelf. */
  round(): Promise<{ packed: number[]; cancelled: number[] }>;
};

/** "Stock Out" in the marketplace's list of reasons. */
const stock_out = 500;

/** A packing desk: picks new packages from a shelf. */
export function createDesk(
  seller: Pick<SellerClient, 'each' | 'updatePackage' | 'cancelItems'>,
  shelf: Map<string, number>,
): Desk {
  const missing = ({ lines }: Package) =>
    lines.flatMap(({ lineId, barcode, quantity }) => {
      const short = quantity - Math.min(quantity, shelf.get(barcode) ?? 0);
      return short > 0 ? [{ lineId, quantity: short }] : [];
    });

  async function pack(found: Package): Promise<void> {
    await seller.updatePackage(found.shipmentPackageId, { status: 'Picking' });
    for (const { barcode, quantity } of found.lines) shelf.set(barcode, (shelf.get(barcode) ?? 0) - quantity);
  }

  return {
    async round() {
      const packed: number[] = [];
      const cancelled: number[] = [];
      for await (const found of seller.each.listOrdersV2({ status: ['Created'] })) {
        const lines = missing(found);
        if (lines.length > 0) {
          // The rest becomes a package with a new id, which the next round finds.
          await seller.cancelItems(found.shipmentPackageId, { lines, reasonId: stock_out });
          cancelled.push(found.shipmentPackageId);
        } else {
          await pack(found);
          packed.push(found.shipmentPackageId);
        }
      }
      return { packed, cancelled };
    },
  };
}
