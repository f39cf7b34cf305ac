import { useText } from '../language/index.ts';

/** The title of a scenario: translated for the library, as written for others. */
export function useTitle(): (name: string | null, title: string) => { told: string; lang: string | undefined } {
  const { titles } = useText().sandbox.stories;
  return (name, title) => {
    const own = name === null ? undefined : titles[name];
    // A user's own scenario may be in any language.
    return { told: own ?? title, lang: name === null || own !== undefined ? undefined : 'en' };
  };
}

export function Title({ name, title }: { name: string | null; title: string }) {
  const { told, lang } = useTitle()(name, title);
  return <h3 lang={lang}>{told}</h3>;
}
