// What a failure of the database means, decided once. https://www.postgresql.org/docs/current/errcodes-appendix.html

/**
 * `again`: it passes by itself, or when the operator has mended the database; nothing was written, or it is unknown
 * whether it was (503). `collision`: others were faster; decided again, the ask is performed or refused. `defect`: a mistake
 * of koli or a damaged database, which no repetition mends (500, logged).
 */
type Sort = 'again' | 'collision' | 'defect';

/** Classes of SQLSTATE. A class that is not here is a defect. */
const sortByClass: Record<string, Sort> = {
  '08': 'again', // connection failures
  '28': 'again', // the server does not let koli in, at the moment: a password that is being changed
  '3D': 'again', // the database is gone: it is being restored
  '40': 'collision', // serialization failures and deadlocks
  '53': 'again', // disk full, out of memory, too many connections
  '57': 'again', // cancelled, shutting down, in recovery
  '58': 'again', // errors of the system under the server: I/O
};

/** Codes whose class says something else. */
const sortByCode: Record<string, Sort> = {
  '23505': 'collision', // a unique key that another transaction took meanwhile
  'reply.taken': 'collision',
  'too.late': 'again',
  '25006': 'again', // a transaction that may only read: a standby, or `default_transaction_read_only`
  '25P03': 'again', // the server ended a transaction that was idle
  '25P04': 'again', // or that was too long
  '55006': 'again', // in use
  '55P03': 'again', // a lock that is not free
  '57P04': 'again', // the database was dropped
  '72000': 'again', // a snapshot that is too old
  '40002': 'defect', // a constraint that was checked late
  '42501': 'again', // rights that the operator takes and gives
};

/** Codes of Node for a connection that cannot be had, or broke. */
const sockets = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN'],
]);

/** Codes of Node for a disk that takes no more, of the embedded database or of the folder for invoice files. */
const disks = new Set(['ENOSPC', 'EDQUOT', 'EROFS']);

/** What pg says without a code. */
const broken =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Query read timeout/;

const sqlStateOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '');

const isBroken = (error: unknown): boolean =>
  sockets.has(sqlStateOf(error)) ||
  // The socket file of a server on the same machine.
  (sqlStateOf(error) === 'ENOENT' && (error as { syscall?: string }).syscall === 'connect') ||
  broken.test(String((error as Error | null)?.message));

/** Null: not of the database. */
export function sortOf(error: unknown): Sort | null {
  if (isBroken(error) || disks.has(sqlStateOf(error))) return 'again';
  const code = sqlStateOf(error);
  const known = sortByCode[code];
  if (known !== undefined) return known;
  return /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code) ? (sortByClass[code.slice(0, 2)] ?? 'defect') : null;
}

/** No connection: what was sent on it may be done at once on another. */
export const isAway = (error: unknown): boolean =>
  isBroken(error) || /^(08...|57P0[123]|53300)$/.test(sqlStateOf(error));

/** The server did not answer in time. Other connections to it are as silent. */
export const fellSilent = (error: unknown): boolean =>
  /Query read timeout|timeout exceeded when trying to connect/.test(String((error as Error | null)?.message));
