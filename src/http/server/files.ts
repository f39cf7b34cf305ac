import { STATUS_CODES } from 'node:http';
import statics, { type FastifyStaticOptions } from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

type Folder = { at: string; root: string; headers: Record<string, string>; options?: Partial<FastifyStaticOptions> };

/** Serves the files of a folder. What the folder does not hold or may not give is answered by the status alone. */
export function serveFiles(app: FastifyInstance, { at, root, headers, options }: Folder): void {
  app.register(
    async (scope) => {
      scope.setNotFoundHandler((_request, reply) => answerStatus(reply, 404));
      scope.setErrorHandler((error: Refusing, _request, reply) => {
        const { statusCode = 500 } = error;
        if (statusCode >= 500) throw error;
        return answerStatus(reply, statusCode, error.headers);
      });
      await scope.register(statics, {
        root,
        prefix: '/',
        decorateReply: false,
        index: false,
        setHeaders: (response) => {
          response.headers(headers);
        },
        ...options,
      });
    },
    { prefix: at },
  );
}

/** What the plugin throws: its status, and for a range the header that tells the size. */
type Refusing = Error & { statusCode?: number; headers?: Record<string, string> };

const answerStatus = (reply: FastifyReply, status: number, headers: Record<string, string> = {}): FastifyReply =>
  reply.code(status).headers(headers).type('text/plain; charset=utf-8').send(STATUS_CODES[status]);
