import { Button, FileButton, Textarea } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { Document, isCollection, isMap, isSeq, LineCounter, parseDocument } from 'yaml';
import { isRefused } from '../api.ts';
import { useText } from '../language/index.ts';
import { Failed, Loading } from '../parts/state.tsx';
import { useWork } from '../parts/work.tsx';
import { Start } from './start.tsx';
import styles from './stories.module.css';
import { blank, keepScenario, type Run, useScenario } from './stories.ts';

type Props = {
  /** The scenario of the library to start with. */
  from: string;
  onStarted(run: Run): void;
};

const beginning = `title: One of two mugs is out of stock
steps:
  - webhook: { answers: 200 }
  - order: { lines: [{ barcode: MUG, quantity: 2 }] }
  - cancel: { lines: '1=1', reason: 500 }
  - expect: { status: Cancelled, units: [1] }
  - expect: { package: rest, status: Created, units: [1], heard: [Created] }
`;

/** koli's limit for a scenario. */
const most_characters = 128 << 10;

/** The user's own scenario in YAML or JSON: written, pasted or opened. */
export default function Own({ from, onStarted }: Props) {
  const known = useScenario(from === blank ? null : from);
  const scenario = known.data?.scenario;
  const first = useMemo(
    () => (from === blank ? beginning : scenario === undefined ? undefined : writtenAs(scenario)),
    [from, scenario],
  );
  if (first !== undefined) return <Editor from={from} first={first} onStarted={onStarted} />;
  return known.isError ? <Failed error={known.error} retry={() => known.refetch()} /> : <Loading rows={8} />;
}

/** Formatted like the library: one step per line. */
function writtenAs(scenario: object): string {
  const document = new Document(scenario);
  const steps = document.get('steps');
  for (const step of isSeq(steps) ? steps.items : [])
    for (const { value } of isMap(step) ? step.items : []) if (isCollection(value)) value.flow = true;
  return document.toString({ lineWidth: 0 });
}

type Place = { line: number; from: number; to: number };
type Read = {
  scenario: object | null;
  problem: string | null;
  place: Place | null;
  placeOf(field: string): Place | null;
};

/** The parsed text: its value, its syntax error, and the lines of its fields. */
function read(text: string): Read {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (from: number, to: number): Place => ({ line: lines.linePos(from).line, from, to });
  const [broken] = document.errors;
  if (broken !== undefined)
    return { scenario: null, problem: broken.message, place: at(...broken.pos), placeOf: () => null };
  const scenario = objectIn(document);
  /** The line of a field, or of the nearest enclosing one that exists. */
  function placeOf(field: string): Place | null {
    const path = field.split(/[.[\]]+/).filter((part) => part !== '');
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
      if (node?.range) return at(node.range[0], node.range[1]);
    }
    return null;
  }
  return { scenario, problem: null, place: null, placeOf };
}

function objectIn(document: ReturnType<typeof parseDocument>): object | null {
  try {
    const value: unknown = document.toJS();
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    // Aliases that refer to each other endlessly.
    return null;
  }
}

const draftKey = (from: string): string => `koli.story.${from}`;

function Editor({ from, first, onStarted }: Props & { first: string }) {
  const text = useText();
  const words = text.sandbox.stories;
  const [written, setWritten] = useState(() => sessionStorage.getItem(draftKey(from)) ?? first);
  const area = useRef<HTMLTextAreaElement>(null);
  const forget = useRef<() => void>(null);
  const sent = useRef('');
  const { scenario, problem, place, placeOf } = useMemo(() => read(written), [written]);
  const work = useWork<Run>((run) => {
    keepScenario(run.id, scenario!);
    return onStarted(run);
  });

  function write(next: string): void {
    setWritten(next);
    try {
      sessionStorage.setItem(draftKey(from), next);
    } catch {
      // The browser's storage is full. The text stays while the page is open.
    }
  }

  async function open(file: File | null): Promise<void> {
    // Lets the user open the same file again.
    forget.current?.();
    if (file !== null) write((await file.slice(0, most_characters).text()).slice(0, most_characters));
  }

  function show({ from, to }: Place): void {
    area.current?.focus();
    area.current?.setSelectionRange(from, to);
  }

  // The text is locked meanwhile, so that koli's answer matches it.
  if (work.isPending) sent.current = written;
  const { error } = work;
  const refused = isRefused(error) && error.key === 'koli.scenario.invalid' && sent.current === written;
  // koli's message begins with the field.
  const where = refused ? placeOf(error.message.split(' ')[0]!) : place;
  const wrong = problem ?? (scenario === null && written.trim() !== '' ? words.noObject : null);
  return (
    <>
      <header className={styles.top}>
        <h3>{words.own}</h3>
        <p className="pale">{words.ownHint}</p>
      </header>
      <Start
        work={work}
        scenario={scenario}
        beside={
          <>
            {written === first ? null : (
              <Button variant="subtle" color="gray" onClick={() => write(first)}>
                {words.asItWas}
              </Button>
            )}
            <FileButton
              resetRef={forget}
              accept=".yaml,.yml,.json"
              inputProps={{ 'aria-label': words.file }}
              onChange={open}
            >
              {(props) => (
                <Button variant="default" {...props}>
                  {words.open}
                </Button>
              )}
            </FileButton>
          </>
        }
      >
        <Textarea
          ref={area}
          label={words.text}
          classNames={{ input: styles.text }}
          autosize
          minRows={10}
          maxRows={24}
          maxLength={most_characters}
          readOnly={work.isPending}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          wrap="off"
          value={written}
          error={where !== null || wrong !== null}
          onChange={(event) => write(event.currentTarget.value)}
        />
        <div role="status">
          {wrong === null && where === null ? null : (
            <p className={styles.wrong}>
              {where === null ? null : (
                <button type="button" className={styles.place} onClick={() => show(where)}>
                  {words.line(where.line)}
                </button>
              )}
              {wrong === null ? (
                <code>{lineAt(written, where!)}</code>
              ) : (
                <span lang={problem === null ? undefined : 'en'}>{wrong}</span>
              )}
            </p>
          )}
        </div>
      </Start>
    </>
  );
}

const lineAt = (text: string, { line }: Place): string => text.split('\n')[line - 1]!.trim();
