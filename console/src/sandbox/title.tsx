import { useText } from '../language/index.ts';

/** What a scenario tells: those of the library in the language of the page, others as they were written. */
export function useTitle(): (name: string | null, title: string) => { told: string; lang: string | undefined } {
  const { titles } = useText().sandbox.stories;
  return (name, title) => {
    const own = name === null ? undefined : titles[name];
    // Whoever wrote one of his own wrote it in a language of his own.
    return { told: own ?? title, lang: name === null || own !== undefined ? undefined : 'en' };
  };
}

export function Title({ name, title }: { name: string | null; title: string }) {
  const { told, lang } = useTitle()(name, title);
  return <h3 lang={lang}>{told}</h3>;
}
