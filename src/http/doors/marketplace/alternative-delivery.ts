import { type Static, Type } from 'typebox';
import type { Command } from '../../../core/domain/command.ts';
import { invalid, type Refusal } from '../../../core/domain/refusal.ts';
import { isLink, Quantity } from '../../shared/lines.ts';
import { packageWrite } from './package-write.ts';

const digitalCode = Type.String({ minLength: 6, maxLength: 120 });

const delivery_fields = {
  isPhoneNumber: Type.Boolean(),
  trackingInfo: Type.String({ minLength: 1, maxLength: 2048 }),
  boxQuantity: Type.Optional(Quantity()),
  deci: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
};
const Body = Type.Object({
  ...delivery_fields,
  params: Type.Optional(Type.Object({ digitalCode: Type.Optional(digitalCode) })),
});
const DigitalBody = Type.Object({ ...delivery_fields, params: Type.Object({ digitalCode }) });

/** A code in `params` makes it a digital delivery, whichever of the two addresses is asked. */
function deliveryCommand(body: Static<typeof Body>): Command | Refusal {
  const { isPhoneNumber, trackingInfo, boxQuantity: box_quantity, deci, params = {} } = body;
  const digital_code = params.digitalCode;
  if (digital_code !== undefined && !isPhoneNumber) return invalid('isPhoneNumber', { rule: 'digital.phone' });
  if (isPhoneNumber ? !/^\d{10,11}$/.test(trackingInfo) : !isLink(trackingInfo))
    return invalid('trackingInfo', {
      rule: 'form',
      expected: isPhoneNumber ? { form: 'phone.number', min: 10, max: 11 } : { form: 'link', max: 2048 },
    });
  const told = { box_quantity, deci, ...(isPhoneNumber ? { phone: trackingInfo } : { link: trackingInfo }) };
  return digital_code === undefined
    ? { type: 'ship-alternatively', ...told }
    : { type: 'deliver-digitally', digital_code, ...told };
}

const refusals = ['status.not.allowed', 'digital.not.valid'] as const;

/** The seller delivers it in its own way, with a link or a phone number for the customer; or it gives a code. */
export const alternativeDelivery = [
  packageWrite({
    name: 'alternativeDelivery',
    at: 'alternative-delivery',
    rate: 'status',
    summary: 'Send a package by an alternative delivery; a digital good is delivered with its code',
    body: Body,
    refusals,
    command: deliveryCommand,
  }),
  packageWrite({
    name: 'digitalDelivery',
    at: 'alternative-delivery-digital',
    rate: 'status',
    summary: 'Deliver a digital good with its code',
    body: DigitalBody,
    refusals,
    command: deliveryCommand,
  }),
];
