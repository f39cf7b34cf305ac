/** Server-sent events of an answer, one after another, as they come. */
export async function* eventsOf(answer: Response): AsyncGenerator<{ event: string; id: string; data: string }> {
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (rest + value).split('\n\n');
      rest = blocks.pop()!;
      for (const block of blocks) yield fieldsOf(block);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function fieldsOf(block: string): { event: string; id: string; data: string } {
  const fields = { event: 'message', id: '', data: '' };
  for (const line of block.split('\n')) {
    const colon = line.indexOf(': ');
    const name = line.slice(0, colon);
    if (name === 'event' || name === 'id' || name === 'data') fields[name] = line.slice(colon + 2);
  }
  return fields;
}
