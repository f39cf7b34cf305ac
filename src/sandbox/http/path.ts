import { Type } from 'typebox';
import type { PathParameter } from '../../http/contract/path.ts';
import { scenarioName } from '../wire/story.ts';

/** Names in the paths of the sandbox. For `addPathParameters`. */
export const sandboxPathParameters: Record<string, PathParameter> = {
  faultId: { schema: Type.String(), description: '`id` of a fault', refusal: 'fault.unknown' },
  name: {
    schema: Type.String({ pattern: '^[A-Za-z0-9._-]{1,64}$' }),
    description: 'Name of a snapshot',
    refusal: 'snapshot.unknown',
  },
  scenario: {
    schema: Type.String({ pattern: scenarioName.source }),
    description: '`name` of a scenario of the library',
    refusal: 'scenario.unknown',
  },
  runId: { schema: Type.String({ format: 'uuid' }), description: '`id` of a run', refusal: 'run.unknown' },
};
