import { type Static, Type } from 'typebox';
import type { Command } from '../../../core/domain/command.ts';
import { type Refusal, refuse } from '../../../core/domain/refusal.ts';
import { kurusFromWire } from '../../../core/wire/money.ts';
import { amount } from '../../../core/wire/order-input.ts';
import { packageCommand } from '../../contract/command.ts';
import { firstRepeated, Id, Quantity } from '../../shared/lines.ts';
import { packageWrite } from './package-write.ts';

const setBoxInfo = packageWrite({
  name: 'setBoxInfo',
  at: 'box-info',
  rate: 'cancel',
  summary: 'Set the number of boxes of a package and their volume weight',
  refusals: ['status.not.allowed', 'not.applicable'],
  body: Type.Object({ boxQuantity: Quantity(), deci: Type.Optional(Type.Number({ exclusiveMinimum: 0 })) }),
  command: ({ boxQuantity, deci }) => ({ type: 'set-box-info', box_quantity: boxQuantity, deci }),
});

const deliverByService = packageCommand({
  name: 'deliverByService',
  method: 'PUT',
  path: '/integration/order/sellers/:sellerId/shipment-packages/:packageId/delivered-by-service',
  access: 'seller',
  rate: 'cancel',
  summary: 'Mark a package as delivered by an authorised service',
  refusals: ['status.not.allowed', 'not.applicable'],
  command: () => ({ type: 'set-service-delivery' }),
});

const setWarehouse = packageWrite({
  name: 'setWarehouse',
  at: 'warehouse',
  rate: 'status',
  summary: 'Set the warehouse from which a package leaves',
  refusals: ['not.applicable'],
  body: Type.Object({ warehouseId: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }) }),
  command: ({ warehouseId }) => ({ type: 'set-warehouse', warehouse_id: warehouseId }),
});

const extendDeliveryDate = packageWrite({
  name: 'extendDeliveryDate',
  at: 'extended-agreed-delivery-date',
  rate: 'cancel',
  summary: 'Move the agreed delivery date by one to three days, once',
  refusals: ['status.not.allowed', 'not.applicable'],
  body: Type.Object({ extendedDayCount: Type.Enum([1, 2, 3]) }),
  command: ({ extendedDayCount }) => ({ type: 'extend-date', days: extendedDayCount }),
});

const Costs = Type.Array(Type.Object({ orderLineId: Id(), laborCostPerItem: amount() }), {
  minItems: 1,
  maxItems: 200,
});

const setLaborCosts = packageWrite({
  name: 'setLaborCosts',
  at: 'labor-costs',
  summary: 'Set the labour cost per item of lines',
  refusals: ['status.not.allowed', 'line.repeated', 'line.unknown', 'labor.too.high'],
  body: Costs,
  command: laborCosts,
});

function laborCosts(lines: Static<typeof Costs>): Command | Refusal {
  const repeated = firstRepeated(lines.map((line) => line.orderLineId));
  if (repeated !== undefined) return refuse({ code: 'line.repeated', line_id: repeated });
  const costs = lines.map((line) => ({ line_id: line.orderLineId, cost_kurus: kurusFromWire(line.laborCostPerItem)! }));
  return { type: 'set-labor-costs', costs };
}

export const deliveryDetails = [setBoxInfo, deliverByService, setWarehouse, extendDeliveryDate, setLaborCosts];
