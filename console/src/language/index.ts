import { useSyncExternalStore } from 'react';
import { createStore } from '../store.ts';
import { en, type Text } from './en.ts';
import { tr } from './tr.ts';

export type { Text };

const languages = { en, tr };
export type Language = keyof typeof languages;
export const languageNames = Object.entries(languages).map(([value, { name }]) => ({ value, label: name }));

const key = 'koli.language';

function first(): Language {
  const kept = localStorage.getItem(key);
  if (kept === 'en' || kept === 'tr') return kept;
  return navigator.language.toLowerCase().startsWith('tr') ? 'tr' : 'en';
}

const store = createStore<Language>(first());
document.documentElement.lang = store.get();

export const language = (): Language => store.get();

export function setLanguage(next: Language): void {
  localStorage.setItem(key, next);
  document.documentElement.lang = next;
  store.set(next);
}

export const useLanguage = (): Language => useSyncExternalStore(store.subscribe, store.get);
export const useText = (): Text => languages[useLanguage()];
