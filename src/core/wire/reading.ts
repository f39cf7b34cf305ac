import { legacyNames, withLiveNames } from './legacy.ts';

/** How a seller's documents differ from what is stored: done on reading, for those who ask for it. */
export type Reading = { legacy: boolean; sparse: boolean; live: boolean };

type ReadDocument = Record<string, unknown>;

/** What the marketplace's stage leaves out: the root's seller, and of the lines all prices and the VAT. */
export const sparseLess = {
  package: ['supplierId'],
  line: [
    'lineGrossAmount',
    'lineSellerDiscount',
    'lineTyDiscount',
    'lineTotalDiscount',
    'lineUnitPrice',
    'discountDetails',
    'vatRate',
  ],
} as const;

function sparse(document: object): object {
  const poor = without(document, sparseLess.package);
  const lines = poor['lines'] as object[] | undefined;
  if (lines !== undefined) poor['lines'] = lines.map((line) => without(line, sparseLess.line));
  return poor;
}

function without(document: object, names: readonly string[]): ReadDocument {
  const left: ReadDocument = { ...document };
  for (const name of names) delete left[name];
  return left;
}

const isPlain = ({ legacy, sparse, live }: Reading): boolean => !legacy && !sparse && !live;

function asRead(document: object, reading: Reading): string {
  const less = reading.sparse ? sparse(document) : document;
  const named = reading.live ? withLiveNames(less) : less;
  return JSON.stringify(reading.legacy ? legacyNames(named) : named);
}

/** One stored document as its seller reads it. */
export const readDocument = (document: string, reading: Reading): string =>
  isPlain(reading) ? document : asRead(JSON.parse(document), reading);

/** The same for documents joined with commas, as lists send them. */
export function readContent(content: string, reading: Reading): string {
  if (isPlain(reading)) return content;
  return JSON.parse(`[${content}]`)
    .map((document: object) => asRead(document, reading))
    .join(',');
}
