import { isAway } from '../api.ts';
import { useText } from '../language/index.ts';
import words from './words.module.css';

/** Why an action failed. */
export function Refused({ error }: { error: Error | null }) {
  const text = useText();
  if (error === null) return null;
  return (
    <p className={words.refused} role="alert">
      {isAway(error) ? text.away.banner : `${text.act.refused}: ${error.message}`}
    </p>
  );
}
