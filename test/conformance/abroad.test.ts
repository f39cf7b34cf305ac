import { rows } from './rows/abroad.ts';
import { conform } from './run/conform.ts';

conform(rows);
