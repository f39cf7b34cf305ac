/** What a carrier reports of a package, and the command that follows. */
const carrierSteps = {
  Shipped: 'ship',
  AtCollectionPoint: 'arrive',
  Delivered: 'deliver',
  UnDelivered: 'undeliver',
  Returned: 'return',
} as const;
export type CarrierStatus = keyof typeof carrierSteps;
export const carrierStatuses = Object.keys(carrierSteps) as CarrierStatus[];
export const carrierCommand = (status: CarrierStatus): { type: (typeof carrierSteps)[CarrierStatus] } => ({
  type: carrierSteps[status],
});
