import { rows } from './rows/split.ts';
import { conform } from './run/conform.ts';

conform(rows);
