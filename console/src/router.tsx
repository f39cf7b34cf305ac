import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { base } from './base.ts';
import { pages } from './pages.ts';
import { Broken, NotFound } from './parts/state.tsx';
import { session } from './session.ts';
import { Shell } from './shell.tsx';
import { SignIn } from './sign-in.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: Broken });

const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: SignIn });

/** All pages that need a session. After signing in, the user returns to the page. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  beforeLoad: ({ location }) => {
    if (session() === null) throw redirect({ to: '/sign-in', search: { next: location.href } });
  },
});

const start = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/packages', replace: true });
  },
});

const listed = pages.map(({ path, load }) =>
  createRoute({ getParentRoute: () => shell, path, component: lazyRouteComponent(load) }),
);

const onePackage = createRoute({
  getParentRoute: () => shell,
  path: '/sellers/$sellerId/packages/$packageId',
  component: lazyRouteComponent(() => import('./package/page.tsx')),
});

const oneWebhook = createRoute({
  getParentRoute: () => shell,
  path: '/sellers/$sellerId/webhooks/$webhookId',
  component: lazyRouteComponent(() => import('./webhooks/webhook.tsx')),
});

/** Filters in the address are readable: `?status=Created,Picking`. */
const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));

function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text.replaceAll('%2C', ',')}`;
}

export const router = createRouter({
  routeTree: root.addChildren([signIn, shell.addChildren([start, ...listed, onePackage, oneWebhook])]),
  basepath: `${new URL(base).pathname.replace(/\/$/, '')}/console`,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: Broken,
  scrollRestoration: true,
});
