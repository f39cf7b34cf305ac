import { expect, test } from 'vitest';
import { Busy, Gate } from '../../src/sandbox/gate.ts';

/** Somebody inside who leaves when told. */
function visit(gate: Gate, visitor: number | 'clock', log: string[], name: string) {
  const leave = Promise.withResolvers<void>();
  const done = gate.enter(visitor, async () => {
    log.push(`${name} in`);
    await leave.promise;
    log.push(`${name} out`);
  });
  return { leave: leave.resolve, done };
}

const turns = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

test('an exclusive caller waits for those inside, and admits no other', async () => {
  const gate = new Gate();
  const log: string[] = [];
  const inside = visit(gate, 1, log, 'first');
  const alone = gate.alone('all', async () => void log.push('alone'));
  await turns();
  const late = visit(gate, 2, log, 'late');
  await turns();
  expect(log).toEqual(['first in']);
  inside.leave();
  late.leave();
  await Promise.all([inside.done, alone, late.done]);
  expect(log).toEqual(['first in', 'first out', 'alone', 'late in', 'late out']);
});

test('exclusive with one seller, others go on; the operator may touch any', async () => {
  const gate = new Gate();
  const log: string[] = [];
  const other = visit(gate, 2, log, 'other');
  const clock = visit(gate, 'clock', log, 'clock');
  const operator = visit(gate, 0, log, 'operator');
  const alone = gate.alone(1, async () => void log.push('alone'));
  await turns();
  const next = visit(gate, 2, log, 'next');
  await turns();
  expect(log).toEqual(['other in', 'clock in', 'operator in', 'next in']);
  operator.leave();
  await alone;
  expect(log.slice(4)).toEqual(['operator out', 'alone']);
  for (const one of [other, clock, next]) one.leave();
  await Promise.all([other.done, clock.done, next.done]);
});

test('exclusive callers follow one another, also after a failure', async () => {
  const gate = new Gate();
  const log: string[] = [];
  const failing = gate.alone(1, async () => {
    log.push('one');
    throw new Error('broken');
  });
  const second = gate.alone('all', async () => void log.push('two'));
  await expect(failing).rejects.toThrow('broken');
  await second;
  await gate.enter(1, async () => void log.push('three'));
  expect(log).toEqual(['one', 'two', 'three']);
});

test('a caller inside that turns to a seller waits for the exclusive caller of that seller, not for one that waits for it', async () => {
  const gate = new Gate();
  const log: string[] = [];
  const hold = Promise.withResolvers<void>();
  const alone = gate.alone(1, () => hold.promise);
  await turns();
  const inner = gate.enter('clock', () => gate.turnTo(1, async () => void log.push('inner')));
  const all = gate.alone('all', async () => void log.push('all'));
  await turns();
  expect(log).toEqual([]);
  hold.resolve();
  await Promise.all([alone, inner, all]);
  expect(log).toEqual(['inner', 'all']);
});

test('the wait for those inside is limited', async () => {
  const gate = new Gate(1);
  const log: string[] = [];
  const inside = visit(gate, 1, log, 'stubborn');
  await expect(gate.alone(1, async () => {})).rejects.toBeInstanceOf(Busy);
  await gate.enter(1, async () => void log.push('next'));
  inside.leave();
  await inside.done;
  await gate.alone(1, async () => void log.push('alone'));
  expect(log).toEqual(['stubborn in', 'next', 'stubborn out', 'alone']);
});

test('replaced data has a new age', () => {
  const gate = new Gate();
  const before = [gate.age(1), gate.age(2)];
  gate.replaced(1);
  expect([gate.age(1), gate.age(2)]).toEqual([before[0]! + 1, before[1]]);
  gate.replaced('all');
  expect([gate.age(1), gate.age(2)]).toEqual([before[0]! + 2, before[1]! + 1]);
});
