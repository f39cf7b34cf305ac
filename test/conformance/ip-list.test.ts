import { rows } from './rows/ip-list.ts';
import { conform } from './run/conform.ts';

conform(rows);
