// Words that the command line and stories share.

/** Words that take a package to a status, with all steps in between. */
export const walks = {
  pay: { to: 'Created', says: 'the customer has paid' },
  pick: { to: 'Picking', says: 'the seller picks the package' },
  invoice: { to: 'Invoiced', says: 'the seller has invoiced the package' },
  ship: { to: 'Shipped', says: 'the carrier has the package' },
  arrive: { to: 'AtCollectionPoint', says: 'the package is at a collection point' },
  deliver: { to: 'Delivered', says: 'the customer has the package' },
  undeliver: { to: 'UnDelivered', says: 'the carrier could not deliver the package' },
  return: { to: 'Returned', says: 'the package came back to the seller' },
} as const;

export type Line = { lineId: number; quantity: number };

/**
 * Lines as people name them: `2` is all of the second line, `2=1` one unit of it. An id works like a position. Returns a
 * sentence if a line does not exist.
 */
export function readLines(text: string, lines: readonly Line[]): Line[] | string {
  const found: Line[] = [];
  for (const part of text.split(',')) {
    const [, name, count] = /^(\d+)(?:=(\d+))?$/.exec(part) ?? [];
    const line = lines.find((one, at) => String(at + 1) === name || String(one.lineId) === name);
    if (line === undefined)
      return `${JSON.stringify(part)} is not a line of the package, which has ${lines.length}: write 2 for its second line, 2=1 for one unit of it.`;
    found.push({ lineId: line.lineId, quantity: Number(count ?? line.quantity) });
  }
  return found;
}
