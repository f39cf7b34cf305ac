// Words for packages, as people write them on the command line and in scenarios.

/** Words that take packages to a status, by all the steps between. */
export const walks = {
  pay: { to: 'Created', says: 'the customer has paid' },
  pick: { to: 'Picking', says: 'the seller picks it' },
  invoice: { to: 'Invoiced', says: 'the seller has invoiced it' },
  ship: { to: 'Shipped', says: 'the carrier has it' },
  arrive: { to: 'AtCollectionPoint', says: 'it lies at a collection point' },
  deliver: { to: 'Delivered', says: 'the customer has it' },
  undeliver: { to: 'UnDelivered', says: 'the carrier could not deliver it' },
  return: { to: 'Returned', says: 'it came back to the seller' },
} as const;

export type Line = { lineId: number; quantity: number };

/**
 * Lines as a person names them: `2` is all of the second line, `2=1` one unit of it; an id does as well as a place. What
 * is wrong is told in a sentence.
 */
export function linesOf(text: string, lines: readonly Line[]): Line[] | string {
  const found: Line[] = [];
  for (const part of text.split(',')) {
    const [, name, count] = /^(\d+)(?:=(\d+))?$/.exec(part) ?? [];
    const line = lines.find((one, at) => String(at + 1) === name || String(one.lineId) === name);
    if (line === undefined)
      return `${JSON.stringify(part)} is no line of the package: write 2 for its second line, 2=1 for one unit of it. It has ${lines.length}.`;
    found.push({ lineId: line.lineId, quantity: Number(count ?? line.quantity) });
  }
  return found;
}
