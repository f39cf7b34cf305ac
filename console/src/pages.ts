import type { ComponentType } from 'react';
import type { Text } from './language/index.ts';
import type { IconName } from './parts/icon.tsx';

/** A page of the menu. Its texts are in `language/`, its component in a folder of its own. */
type Page = {
  path: `/${string}`;
  name: keyof Pick<Text['nav'], 'packages' | 'webhooks' | 'sandbox' | 'laws'>;
  icon: IconName;
  /** Absent: for everybody. */
  only?: 'operator' | 'sandbox-operator';
  load(): Promise<{ default: ComponentType }>;
};

export const pages: Page[] = [
  { path: '/packages', name: 'packages', icon: 'box', load: () => import('./packages/page.tsx') },
  { path: '/webhooks', name: 'webhooks', icon: 'hook', load: () => import('./webhooks/page.tsx') },
  {
    path: '/sandbox',
    name: 'sandbox',
    icon: 'flask',
    only: 'sandbox-operator',
    load: () => import('./sandbox/page.tsx'),
  },
  { path: '/laws', name: 'laws', icon: 'scales', only: 'operator', load: () => import('./laws/page.tsx') },
];
