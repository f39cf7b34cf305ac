import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.layer.css';
import './style.css';
import './looks.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { isAway } from './api.ts';
import { startLive } from './live.ts';
import { router } from './router.tsx';
import { onSession, session } from './session.ts';
import { theme } from './theme.ts';

// Styles created at run time carry the nonce of the page.
const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
Object.assign(globalThis, { __webpack_nonce__: nonce });

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      // Retries while koli is away. A refusal is not retried.
      retry: (_count, error) => isAway(error),
      retryDelay: (count) => Math.min(500 * 2 ** count, 5_000),
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

const signedIn = () => JSON.stringify(session()?.who ?? null);
let before = signedIn();
onSession(() => {
  const now = signedIn();
  if (now === before) return;
  before = now;
  // Clears the data for the next user.
  queries.clear();
  void router.invalidate();
});

startLive();

createRoot(document.getElementById('root')!).render(
  <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </MantineProvider>,
);
