import manifest from '../../package.json' with { type: 'json' };

/** What koli says about itself. */
export const programOf = (mode: string) => ({ version: manifest.version, description: manifest.description, mode });
