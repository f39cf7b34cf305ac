import { isAway } from '../api.ts';
import { useText } from '../language/index.ts';
import styles from './webhooks.module.css';

/** Why something was not done; nothing while all is well. */
export function Refused({ error }: { error: Error | null }) {
  const text = useText();
  if (error === null) return null;
  return (
    <p className={styles.refused} role="alert">
      {isAway(error) ? text.away.banner : `${text.act.refused}: ${error.message}`}
    </p>
  );
}
