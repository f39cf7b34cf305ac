import { useEffect, useState } from 'react';
import { curlOf, type Doors } from '../api.ts';
import { useText } from '../language/index.ts';
import styles from './code.module.css';
import { Code } from './code.tsx';

/** The request that an operator's call would send, while its form is filled. `of` says what it hangs on. */
export function OperatorCurl({
  of,
  call,
}: {
  of: unknown;
  call(operator: ReturnType<Doors['operator']>): Promise<unknown>;
}) {
  const text = useText();
  const [curl, setCurl] = useState('');
  const written = JSON.stringify(of);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the call is another at each drawing, what it sends is not
  useEffect(() => {
    let stale = false;
    void curlOf('operator', (doors) => call(doors.operator())).then((next) => stale || setCurl(next));
    return () => {
      stale = true;
    };
  }, [written]);
  return (
    <div className={styles.framed}>
      <Code text={curl} label={text.common.curl} closed />
    </div>
  );
}
