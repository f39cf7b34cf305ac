import { readFile } from 'node:fs/promises';
import { assets } from '../../assets/assets.ts';
import { barcode_layout, type Label, label_dots, labelTexts, margin_dots } from './label.ts';

const font = 'label';
const black = '000000';
type Bwip = typeof import('bwip-js/node');
let loaded: Promise<Bwip> | undefined;

/** With letters of Turkey, Europe and its neighbours. Loaded for the first label: it is the largest library of koli. */
const loadBwip = (): Promise<Bwip> => {
  loaded ??= Promise.all([import('bwip-js/node'), readFile(assets.font)]).then(([{ default: bwip }, file]) => {
    bwip.loadFont(font, file);
    return bwip;
  });
  return loaded;
};

/** The label of one box as a PNG, for people to look at: the same texts at the same places as on paper. */
export async function drawLabel(label: Label, box: number): Promise<Buffer> {
  const bwip = await loadBwip();
  const drawing = bwip.drawingZlibPng();
  const padding = { paddingleft: 0, paddingright: 0, paddingtop: 0, paddingbottom: 0 };
  drawing.setopts!({ bcid: '', text: '', backgroundcolor: 'ffffff', ...padding });
  drawing.init(label_dots, label_dots);
  for (const bar of bars(bwip, String(label.tracking_number))) drawing.polygon(bar);
  drawing.fill(black);
  for (const { top_dots, size_dots, text } of labelTexts(label, box)) {
    // Signs beyond the edge would come in again on the other side.
    let shown = text;
    while (drawing.measure(shown, font, size_dots, size_dots).width > label_dots - 2 * margin_dots)
      shown = shown.slice(0, -1);
    const look = { name: font, width: size_dots, height: size_dots, dx: 0 };
    drawing.text(margin_dots, top_dots + size_dots, shown, black, look);
  }
  return drawing.end();
}

type Corner = [number, number];

/** Rectangles of a CODE128: its widths tell bar and gap in turn. */
function bars(bwip: Bwip, text: string): Corner[][] {
  const [symbol] = bwip.raw({ bcid: 'code128', text }) as { sbs: number[] }[];
  const top = barcode_layout.top_dots;
  const bottom = top + barcode_layout.height_dots;
  let right = margin_dots;
  return symbol!.sbs.flatMap((modules, index) => {
    const left = right;
    right += modules * barcode_layout.module_dots;
    const corners: Corner[] = [
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
    ];
    return index % 2 === 0 ? [corners] : [];
  });
}
