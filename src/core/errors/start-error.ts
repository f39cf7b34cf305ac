/** The reason why koli cannot start, as one sentence for the terminal. Any other error at start is a bug. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
