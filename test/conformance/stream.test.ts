import { rows, stock } from './rows/stream.ts';
import { conformList } from './run/conform-list.ts';

conformList(['/orders/stream'], stock, rows);
