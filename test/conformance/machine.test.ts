import { rows } from './rows/machine.ts';
import { conform } from './run/conform.ts';

conform(rows);
