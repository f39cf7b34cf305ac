/** A person mistypes a few times; a program with an old key asks all day. */
const free = 20;
const failure_window_ms = 60_000;
const step_ms = 50;
/** Addresses remembered_addresses at once; the one that failed least recently goes first. */
const remembered_addresses = 10_000;

/**
 * How long the answer to a wrong key waits: longer with each one from an address within a minute. Right keys never wait, also
 * from the same address.
 */
export function wrongKeyDelays(longest_ms: number, now: () => number = () => performance.now()) {
  const failures = new Map<string, { count: number; since: number }>();
  return (address: string): number => {
    const before = failures.get(address);
    const is_recent = before !== undefined && now() - before.since < failure_window_ms;
    const current = is_recent ? { ...before, count: before.count + 1 } : { count: 1, since: now() };
    failures.delete(address);
    failures.set(address, current);
    if (failures.size > remembered_addresses) failures.delete(failures.keys().next().value!);
    return Math.min(longest_ms, Math.max(0, current.count - free) * step_ms);
  };
}
