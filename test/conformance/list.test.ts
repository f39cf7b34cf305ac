import { rows, stock } from './rows/list.ts';
import { conformList } from './run/conform-list.ts';

conformList(['/v2/orders', '/orders'], stock, rows);
