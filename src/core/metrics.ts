/** What one node counts about itself since it started. `app/` keeps the counters and prints them. */
export type Metrics = {
  /** A request was answered. `operation` is its name in the reference, or `none` where nothing is served. */
  answered(operation: string, status: number, ms: number): void;
  /** One transaction decided and wrote this number of asks. */
  batched(asks: number, ms: number): void;
  /** Something happened to a package: the type of an event. */
  happened(type: string): void;
  /** A webhook was called: `ok`, or why it failed. */
  called(outcome: string, ms: number): void;
  /** A caller had a wrong key, secret or token. */
  refusedKey(of: 'seller' | 'operator'): void;
  /** A value that is looked up when the metrics are read. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void;
  /** The same with one value for each value of a label: few of them, or the series become too many. */
  gauges(name: string, help: string, label: string, read: () => Promise<Map<string, number>>): void;
  /** In the text form of Prometheus, and its media type. */
  text(): Promise<string>;
  type: string;
};
