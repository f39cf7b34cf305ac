import { ActionIcon, Drawer, Menu, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { reach, readReady } from './api.ts';
import { type Language, languageNames, setLanguage, useLanguage, useText } from './language/index.ts';
import { live } from './live.ts';
import { pages } from './pages.ts';
import { Icon } from './parts/icon.tsx';
import { keepSession, useSession } from './session.ts';
import styles from './shell.module.css';

/** The frame of every page: menu, account, and whether koli answers. */
export function Shell() {
  const text = useText();
  const session = useSession();
  const [menu, setMenu] = useState(false);
  // The router is redirecting to the sign-in page.
  if (session === null) return null;
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {text.nav.skip}
      </a>
      <header className={styles.side}>
        <div className={styles.brand}>
          <ActionIcon
            className={styles.burger}
            variant="subtle"
            color="gray"
            aria-label={text.nav.menu}
            onClick={() => setMenu(true)}
          >
            <Icon name="menu" />
          </ActionIcon>
          <Brand />
        </div>
        <div className={styles.wideMenu}>
          <Pages />
        </div>
        <div className={styles.foot}>
          <Live />
          <Account />
        </div>
      </header>
      <Drawer
        opened={menu}
        onClose={() => setMenu(false)}
        size={240}
        title={<Brand />}
        closeButtonProps={{ 'aria-label': text.common.close }}
      >
        <Pages onGo={() => setMenu(false)} />
      </Drawer>
      <div className={styles.body}>
        <Reach />
        <main id="content" className={styles.main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </div>
  );
}

const Brand = () => (
  <span className={styles.name}>
    <span className={styles.mark} aria-hidden="true">
      <Icon name="box" size={15} />
    </span>
    koli
  </span>
);

function Pages({ onGo }: { onGo?: () => void }) {
  const text = useText();
  const operator = useSession()?.who.kind === 'operator';
  const ready = useQuery({ queryKey: ['ready'], queryFn: readReady, enabled: operator });
  const may = { operator, 'sandbox-operator': operator && Boolean(ready.data) };
  return (
    <nav aria-label={text.nav.label} className={styles.nav}>
      {pages
        .filter(({ only }) => only === undefined || may[only])
        .map(({ path, name, icon }) => (
          <Link key={path} to={path} className={styles.link} onClick={onGo}>
            <Icon name={icon} />
            {text.nav[name]}
          </Link>
        ))}
    </nav>
  );
}

function Live() {
  const text = useText();
  const state = useSyncExternalStore(live.subscribe, live.get);
  return (
    <span className={styles.live} data-state={state} role="status">
      <span className={styles.pulse} aria-hidden="true" />
      {text.live[state]}
    </span>
  );
}

function Account() {
  const text = useText();
  const session = useSession();
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  if (session === null) return null;
  const { who } = session;
  const name = who.kind === 'operator' ? text.account.operator : text.account.seller(who.sellerId);
  return (
    <Menu withInitialFocusPlaceholder={false} position="top-end" width={236} trapFocus>
      <Menu.Target>
        <button type="button" className={styles.account}>
          <Icon name="person" />
          <span className={styles.who}>{name}</span>
          <Icon name="chevron" size={12} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {who.kind === 'seller' ? <Menu.Label>{who.name}</Menu.Label> : null}
        <div className={styles.choice}>
          <span id="language-label">{text.account.language}</span>
          <SegmentedControl
            fullWidth
            aria-labelledby="language-label"
            data={languageNames}
            value={language}
            onChange={(next) => setLanguage(next as Language)}
          />
        </div>
        <div className={styles.choice}>
          <span id="scheme-label">{text.account.scheme}</span>
          <SegmentedControl
            fullWidth
            aria-labelledby="scheme-label"
            data={[
              { value: 'light', label: text.account.light },
              { value: 'dark', label: text.account.dark },
              { value: 'auto', label: text.account.auto },
            ]}
            value={colorScheme}
            onChange={(next) => setColorScheme(next as 'light' | 'dark' | 'auto')}
          />
        </div>
        <Menu.Divider />
        <Menu.Item onClick={() => keepSession(null)}>{text.account.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const told_ms = 4_000;

/** A banner while koli is away, and when it is back. */
function Reach() {
  const text = useText();
  const state = useSyncExternalStore(reach.subscribe, reach.get);
  const [back, setBack] = useState(false);
  const [wasAway, setWasAway] = useState(false);
  useEffect(() => {
    if (state === 'away') {
      setWasAway(true);
      setBack(false);
      return;
    }
    if (!wasAway) return;
    setWasAway(false);
    setBack(true);
  }, [state, wasAway]);
  useEffect(() => {
    if (!back) return;
    const timer = setTimeout(() => setBack(false), told_ms);
    return () => clearTimeout(timer);
  }, [back]);
  return (
    <div role="status" className={styles.reach}>
      {state === 'away' ? (
        <p data-state="away">{text.away.banner}</p>
      ) : back ? (
        <p data-state="back">{text.away.back}</p>
      ) : null}
    </div>
  );
}
