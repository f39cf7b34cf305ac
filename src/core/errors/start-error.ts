/** Why koli cannot start, in one sentence for whoever started it. Everything else that is thrown is a bug. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
