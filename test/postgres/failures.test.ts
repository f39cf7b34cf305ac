import { expect, test } from 'vitest';
import { sortOf } from '../../src/core/postgres/failures.ts';

const failure = (code: string, message = 'as the server says it') => Object.assign(new Error(message), { code });

test.each([
  ['again', '08006 connection failure', '08003 connection does not exist', '28P01 wrong password', '3D000 no database'],
  ['again', '25006 read only', '25P03 idle for too long', '53000 no resources', '53100 disk full', '53200 no memory'],
  ['again', '53300 too many connections', '55P03 no lock', '57014 cancelled', '57P01 shutdown', '57P03 starting'],
  ['again', '58030 I/O', '72000 old snapshot', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN', 'ENOSPC'],
  ['collision', '40001 serialization', '40P01 deadlock', '23505 unique', 'reply.taken'],
  ['defect', '22012 division by zero', '22021 bad character', '23502 null', '23503 foreign key', '23514 check'],
  ['defect', '0A000 not supported', '25P02 aborted', '26000 no such statement', '34000 no cursor', '42601 syntax'],
  ['defect', '42P01 no such table', '42703 no such column', '54001 too complex', 'XX000 internal', 'XX001 corrupted'],
] as const)('%s: %s and others', (sort, ...names) => {
  for (const name of names) expect([name, sortOf(failure(name.split(' ')[0]!))]).toEqual([name, sort]);
});

test.each(['Connection terminated unexpectedly', 'timeout exceeded when trying to connect', 'Query read timeout'])(
  'a connection that broke: %s',
  (message) => expect(sortOf(new Error(message))).toBe('again'),
);

test('other errors are not of the database', () => {
  for (const error of [new TypeError('x is undefined'), failure('ERR_INVALID_ARG_TYPE'), failure('EISDIR'), null])
    expect(sortOf(error)).toBeNull();
});
