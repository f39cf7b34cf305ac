/** What the project says of itself: version, description. */
export { default as manifest } from '../../package.json' with { type: 'json' };
