import { useText } from '../language/index.ts';
import { PackageLink } from '../package/facts.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import styles from './stories.module.css';
import type { RunStep } from './stories.ts';

/** A step, before or after it ran. */
type Step = Pick<RunStep, 'step' | 'words'> & Partial<RunStep>;

type Props = { steps: readonly Step[]; label: string; sellerId?: number | null };

/** `refused` is an expectation, not part of the step. */
const refusal = /, refused: ([^,{}[\]]+)$/;

/** The steps with their results. The list is the same before, during and after a run. */
export const Steps = ({ steps, label, sellerId = null }: Props) => (
  <ol className="bare" aria-label={label}>
    {steps.map((step, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: their places are their names
      <OneStep key={at} step={step} number={at + 1} sellerId={sellerId} />
    ))}
  </ol>
);

/** The part of the state that the mark does not show. */
const spoken: RunStep['state'][] = ['running', 'stopped'];

const icons: Partial<Record<RunStep['state'], IconName>> = { passed: 'check', failed: 'cross', stopped: 'minus' };

function OneStep({ step, number, sellerId }: { step: Step; number: number; sellerId: number | null }) {
  const words = useText().sandbox.stories;
  const { state = 'waiting' } = step;
  const icon = icons[state];
  const [, refused] = refusal.exec(step.words) ?? [];
  return (
    <li
      className={styles.step}
      data-state={step.state ?? 'planned'}
      aria-current={state === 'running' ? 'step' : undefined}
    >
      <span className={styles.mark} aria-hidden="true">
        {icon === undefined ? number : <Icon name={icon} size={12} />}
      </span>
      <div className={styles.told}>
        <p className={styles.does}>
          {words.words[step.step as keyof typeof words.words] ?? step.step}
          {step.state === undefined ? null : (
            <span className={spoken.includes(state) ? styles.tag : 'hidden'} data-state={state}>
              {words.stepStates[state]}
            </span>
          )}
          {state === 'failed' ? null : <code className={styles.words}>{step.words}</code>}
          {refused === undefined ? null : <span className={styles.tag}>{words.refused(refused)}</span>}
        </p>
        <Outcome step={step} sellerId={sellerId} />
      </div>
    </li>
  );
}

function Outcome({ step, sellerId }: { step: Step; sellerId: number | null }) {
  const words = useText().sandbox.stories;
  const { state, says = null, won = null, packages = [] } = step;
  if (says === null) return null;
  return (
    <>
      {state === 'failed' ? <Failure words={step.words} says={says} /> : null}
      {won === null ? null : (
        <p className={styles.won}>
          {words.won} <code>{won}</code>
        </p>
      )}
      <p className={styles.came}>
        {state === 'failed' ? null : <span lang="en">{says}</span>}
        {packages.map(({ name, shipmentPackageId: id }) => (
          <span key={name} className={styles.chip}>
            <code>{name}</code> {sellerId === null ? id : <PackageLink sellerId={sellerId} id={id} />}
          </span>
        ))}
      </p>
    </>
  );
}

function Failure({ words: written, says }: { words: string; says: string }) {
  const words = useText().sandbox.stories;
  return (
    <dl className={styles.failure}>
      <dt>{words.wanted}</dt>
      <dd>
        <code>{written}</code>
      </dd>
      <dt>{words.found}</dt>
      <dd lang="en">{says}</dd>
    </dl>
  );
}
