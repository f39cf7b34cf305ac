/** Where koli answers, without a slash at the end. The built files are in `console/assets/` below it. */
export const base = (import.meta.env.DEV ? location.origin : new URL('../..', import.meta.url).href).replace(/\/$/, '');
