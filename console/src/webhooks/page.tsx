import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useText } from '../language/index.ts';
import { whole } from '../packages/filter.ts';
import { Icon } from '../parts/icon.tsx';
import { Empty, Failed, Loading } from '../parts/state.tsx';
import { TypedField } from '../parts/typed-field.tsx';
import { useSession } from '../session.ts';
import { listSellers, listWebhooks, type Webhook } from './calls.ts';
import { HookDialog } from './form.tsx';
import { Numbers, Switched, Why } from './health.tsx';
import styles from './webhooks.module.css';
import words from './words.module.css';

export default function WebhooksPage() {
  const text = useText();
  const session = useSession();
  const search = useSearch({ strict: false }) as { sellerId?: string };
  const navigate = useNavigate();
  const [creating, setCreating] = useState(false);
  if (session === null) return null;
  const { who } = session;
  const typed = search.sellerId ?? '';
  const sellerId = who.kind === 'seller' ? who.sellerId : whole(typed);
  const choose = (next: string) =>
    navigate({ to: '/webhooks', search: (next === '' ? {} : { sellerId: next }) as never, replace: true });
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{text.hooks.title}</h1>
          <p className={styles.lead}>{text.hooks.lead}</p>
        </div>
        <div className={styles.buttons}>
          <Button
            disabled={sellerId === undefined}
            leftSection={<Icon name="plus" size={14} />}
            onClick={() => setCreating(true)}
          >
            {text.hooks.create}
          </Button>
        </div>
      </header>
      {who.kind === 'operator' ? (
        <search className={styles.filters}>
          <TypedField
            label={text.list.sellerId}
            inputMode="numeric"
            value={typed}
            problemOf={(asked) => (asked !== '' && whole(asked) === undefined ? text.list.number : undefined)}
            onChange={choose}
          />
        </search>
      ) : null}
      {sellerId === undefined ? <Sellers /> : <Webhooks key={sellerId} sellerId={sellerId} />}
      {creating && sellerId !== undefined ? (
        <HookDialog sellerId={sellerId} webhook={null} onClose={() => setCreating(false)} />
      ) : null}
    </div>
  );
}

/** An operator must choose a seller. The first ones are one click away. */
function Sellers() {
  const text = useText();
  const sellers = useQuery({ queryKey: ['sellers'], queryFn: ({ signal }) => listSellers(signal) });
  return (
    <Empty title={text.hooks.whose} hint={text.hooks.whoseHint}>
      <ul className={styles.sellers}>
        {sellers.data?.content.map(({ sellerId, name }) => (
          <li key={sellerId}>
            <Link to="/webhooks" search={{ sellerId: String(sellerId) } as never}>
              {sellerId} · {name}
            </Link>
          </li>
        ))}
      </ul>
    </Empty>
  );
}

/** koli does not report health, so it is polled. */
const look_ms = 5_000;

function Webhooks({ sellerId }: { sellerId: number }) {
  const text = useText();
  const found = useQuery({
    queryKey: ['webhooks', sellerId, 'list'],
    queryFn: ({ signal }) => listWebhooks(sellerId, signal),
    refetchInterval: look_ms,
    staleTime: 0,
  });
  if (found.data === undefined)
    return found.isError ? <Failed error={found.error} retry={() => found.refetch()} /> : <Loading rows={6} />;
  if (found.data.content.length === 0) return <Empty title={text.hooks.none} hint={text.hooks.noneHint} />;
  return (
    <ul className={styles.cards} aria-label={text.hooks.title}>
      {found.data.content.map((webhook) => (
        <Card key={webhook.id} sellerId={sellerId} webhook={webhook} />
      ))}
    </ul>
  );
}

function Card({ sellerId, webhook }: { sellerId: number; webhook: Webhook }) {
  const text = useText();
  return (
    <li className={styles.card} data-webhook={webhook.id}>
      <p className={styles.cardHead}>
        <Switched status={webhook.status} />
        <Link
          to="/sellers/$sellerId/webhooks/$webhookId"
          params={{ sellerId: String(sellerId), webhookId: webhook.id } as never}
          className={styles.cardLink}
        >
          {webhook.url}
        </Link>
      </p>
      <p className={words.pale}>
        {text.hooks.authentications[webhook.authenticationType]} · {text.hooks.envelopes[webhook.envelope]} ·{' '}
        {text.hooks.profiles[webhook.profile]} · {webhook.signing.on ? text.hooks.signed : text.hooks.unsigned}
      </p>
      <Why webhook={webhook} />
      <Numbers webhook={webhook} />
    </li>
  );
}
