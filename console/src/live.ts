import { useEffect, useRef } from 'react';
import type { Status } from '../../src/core/domain/package.ts';
import { expireBy, operatorClient, reach, sellerClient } from './api.ts';
import { onSession, ownCredentials, type Session, session } from './session.ts';
import { createStore } from './store.ts';

/** A change of a package, sent by koli as it happens. */
export type Change = {
  sellerId: number;
  shipmentPackageId: number;
  orderNumber: string;
  sequence: number;
  type: string;
  status: Status;
  at: number;
};

/** `null`: changes were missed, so all data may be stale. */
type Listener = (changes: Change[] | null) => void;

export const live = createStore<'on' | 'off'>('off');

const listeners = new Set<Listener>();
/** Changes within this time are shown together. */
const gather_ms = 150;
/** koli sends a beat every 15 s. A connection that is silent for longer is dead. */
const silence_ms = 40_000;
const first_wait_ms = 500;
const longest_wait_ms = 8_000;
/** Packages remembered by their last event, because koli may report an event twice. */
const remembered = 20_000;

const newest = new Map<string, number>();
let gathered: Change[] = [];
let timer: ReturnType<typeof setTimeout> | null = null;

function tellAll(changes: Change[] | null): void {
  for (const listener of listeners) listener(changes);
}

function gather(change: Change): void {
  const key = `${change.sellerId}/${change.shipmentPackageId}`;
  if ((newest.get(key) ?? 0) >= change.sequence) return;
  if (newest.size >= remembered) newest.clear();
  newest.set(key, change.sequence);
  gathered.push(change);
  if (timer !== null) return;
  timer = setTimeout(() => {
    const changes = gathered;
    gathered = [];
    timer = null;
    tellAll(changes);
  }, gather_ms);
}

function eventsFrom({ who }: Session, last: string | null, signal: AbortSignal) {
  const query = last === null ? {} : { since: Number(last) };
  return who.kind === 'seller'
    ? sellerClient(who, who.sellerId).followOwnPackages(query, { signal })
    : operatorClient(who.token).followPackages(query, { signal });
}

/** One connection until it ends. Returns where to continue. */
async function listen(now: Session, since: string | null, stop: AbortSignal): Promise<string | null> {
  const silent = new AbortController();
  let watch = setTimeout(() => silent.abort(), silence_ms);
  const signal = AbortSignal.any([stop, silent.signal]);
  let last = since;
  try {
    for await (const { event, id, data } of eventsFrom(now, last, signal)) {
      clearTimeout(watch);
      watch = setTimeout(() => silent.abort(), silence_ms);
      live.set('on');
      // After a reset, packages start with their first event again.
      if (event === 'lost') newest.clear();
      if (event === 'package') gather(data as Change);
      // Data read before the first connection may have changed.
      if (event === 'lost' || (event === 'hello' && since === null)) tellAll(null);
      if (id !== null) last = id;
    }
  } catch (error) {
    // A broken connection is made again while the session exists.
    expireBy(error, ownCredentials(now));
  } finally {
    clearTimeout(watch);
    live.set('off');
  }
  return last;
}

async function follow(now: Session, stop: AbortSignal): Promise<void> {
  let since: string | null = null;
  let wait_ms = first_wait_ms;
  while (!stop.aborted) {
    const begun = performance.now();
    since = await listen(now, since, stop);
    // A connection that was open has ended normally. One that never opened means that koli is away.
    wait_ms =
      performance.now() - begun > 5_000 || reach.get() === 'here'
        ? first_wait_ms
        : Math.min(2 * wait_ms, longest_wait_ms);
    await new Promise((resolve) => setTimeout(resolve, wait_ms));
  }
}

/** Follows the changes while a user is signed in. */
export function startLive(): void {
  let followed: { who: string; stop: AbortController } | null = null;
  const check = () => {
    const now = session();
    const who = now === null ? null : JSON.stringify(now.who);
    if (followed?.who === who) return;
    followed?.stop.abort();
    newest.clear();
    followed = null;
    if (now === null || who === null) return;
    followed = { who, stop: new AbortController() };
    void follow(now, followed.stop.signal);
  };
  onSession(check);
  check();
}

/** Receives changes while the component is mounted. */
export function useChanges(listener: Listener): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => {
    const heard: Listener = (changes) => latest.current(changes);
    listeners.add(heard);
    return () => {
      listeners.delete(heard);
    };
  }, []);
}
