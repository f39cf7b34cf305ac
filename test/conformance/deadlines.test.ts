import { rows } from './rows/deadlines.ts';
import { conform } from './run/conform.ts';

conform(rows);
