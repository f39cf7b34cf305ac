import { endWithParent } from './cli/parent.ts';
import { run } from './cli/program.ts';

endWithParent(process.env);
process.exitCode = await run(process.argv, process.env);
