export type { Clock } from './clock.ts';
export { type Koli, type KoliOptions, type NewSeller, type OrderWish, startKoli } from './koli.ts';
export type { Received, Receiver, ReceiverOptions } from './receiver.ts';
export type { PlayedScenario, ScenarioOptions } from './scenario.ts';
