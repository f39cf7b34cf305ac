import { type TSchema, Type } from 'typebox';
import type { RefusalCode } from '../../core/domain/refusal.ts';

const id = () => Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

export type PathParameter = { schema: TSchema; description: string; refusal?: RefusalCode };

/** Names that stand in paths, and the refusal for one that means nothing. Only these may be used in an operation's path. */
export const pathParameters: Record<string, PathParameter> = {
  sellerId: { schema: id(), description: 'The seller. A caller with a seller key must use the id of that seller.' },
  packageId: { schema: id(), description: '`shipmentPackageId` of a package', refusal: 'package.unknown' },
  trackingNumber: {
    schema: id(),
    description: '`cargoTrackingNumber` that the package has at present',
    refusal: 'tracking.unknown',
  },
  cargoTrackingNumber: {
    schema: id(),
    description: '`cargoTrackingNumber` that the package has at present',
    refusal: 'not.yours',
  },
  webhookId: {
    schema: Type.String({ format: 'uuid' }),
    description: '`id` of a webhook of the seller',
    refusal: 'webhook.unknown',
  },
  eventId: {
    schema: Type.String(),
    description: '`eventId` of a delivery: the `webhook-id` of its calls',
    refusal: 'delivery.unknown',
  },
  replayId: { schema: Type.String({ format: 'uuid' }), description: '`id` of a replay', refusal: 'replay.unknown' },
  orderNumber: { schema: Type.String(), description: '`orderNumber` of an order', refusal: 'order.unknown' },
  lineId: { schema: id(), description: '`lineId` of a line of the package', refusal: 'warranty.unknown' },
  countryCode: { schema: Type.String(), description: '`code` of a country, two letters' },
  cityCode: { schema: Type.String(), description: '`id` of a city' },
  apiKey: { schema: Type.String(), description: 'An API key of the seller', refusal: 'key.unknown' },
};

/** Adds the names in the paths of a ring. */
export const addPathParameters = (names: Record<string, PathParameter>): void =>
  void Object.assign(pathParameters, names);

/** The names in a path, in its order. */
export const namesIn = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
