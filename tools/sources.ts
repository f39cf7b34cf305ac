import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseSync, Visitor } from 'vite';

/** A TypeScript file, read by the parser of Vite: TypeScript 7 has no stable API, and version 5 would replace its `tsc`. */
export type Source = {
  /** From the root of the repository. */
  path: string;
  text: string;
  lines: number;
  imports: Import[];
  definitions: Definition[];
  functions: { name: string; line: number; lines: number }[];
  /** Literals and the fixed parts of templates. */
  strings: { text: string; line: number }[];
  /** Names of called functions and methods, methods with a dot in front. */
  calls: string[];
};

/** `import`, `export … from`, `import()` and the types of `import('…')`. */
export type Import = { line: number; types_only: boolean } & (
  | { /** From the root of the repository. */ file: string; package?: undefined }
  | { file?: undefined; package: string }
);

/** A name of a module's own: function, class, constant or type. */
export type Definition = { name: string; line: number; exported: boolean };

/** All sources below a folder of the repository, in the order of their paths. */
export function readSources(root: string, folder: string): Source[] {
  const paths = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/(^|\/)(node_modules|dist)\//.test(path))
    .sort();
  return paths.map((path) => readSource(root, join(folder, path)));
}

function readSource(root: string, path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]!.message}`);
  const lineAt = lineFinder(text);
  const source: Source = {
    path,
    text,
    lines: lineAt(text.length) - 1,
    imports: [],
    definitions: [],
    functions: [],
    strings: [],
    calls: [],
  };
  for (const statement of program.body) source.definitions.push(...definitionsOf(statement, lineAt));

  const add = (node: { start: number; source: unknown }, types_only = false) => {
    const target = (node.source as { value?: unknown } | null)?.value;
    if (typeof target !== 'string') return;
    const where = { line: lineAt(node.start), types_only };
    if (target.startsWith('.')) source.imports.push({ ...where, file: relative('.', join(dirname(path), target)) });
    else source.imports.push({ ...where, package: target });
  };
  const measure = (name: string, { start, end }: Span) => {
    const line = lineAt(start);
    source.functions.push({ name, line, lines: lineAt(end) - line + 1 });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node, node.importKind === 'type'),
    ExportNamedDeclaration: (node) => add(node, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => add(node, node.exportKind === 'type'),
    ImportExpression: (node) => add(node),
    TSImportType: (node) => add(node, true),
    FunctionDeclaration: (node) => measure(node.id?.name ?? 'default', node),
    FunctionExpression: (node) => measure('a function', node),
    ArrowFunctionExpression: (node) => measure('a function', node),
    CallExpression: ({ callee }) => {
      if (callee.type === 'Identifier') source.calls.push(callee.name);
      if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier')
        source.calls.push(`.${callee.property.name}`);
    },
    Literal: (node) => {
      if (typeof node.value === 'string') source.strings.push({ text: node.value, line: lineAt(node.start) });
    },
    TemplateElement: (node) => source.strings.push({ text: node.value.raw, line: lineAt(node.start) }),
  }).visit(program);
  return source;
}

type Span = { start: number; end: number };
type Statement = ReturnType<typeof parseSync>['program']['body'][number];

function definitionsOf(statement: Statement, lineAt: (at: number) => number, exported = false): Definition[] {
  const named = (name: string, { start }: Span) => [{ name, line: lineAt(start), exported }];
  switch (statement.type) {
    case 'ExportNamedDeclaration':
      return statement.declaration === null ? [] : definitionsOf(statement.declaration as Statement, lineAt, true);
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return statement.id === null ? [] : named(statement.id.name, statement);
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSEnumDeclaration':
      return named(statement.id.name, statement);
    case 'VariableDeclaration':
      return statement.declarations.flatMap(({ id }) =>
        namesIn(id as unknown as Pattern).flatMap((name) => named(name, statement)),
      );
    default:
      return [];
  }
}

/** The fields of all kinds of patterns that hold further ones. */
interface Pattern extends Partial<Record<'value' | 'left' | 'argument', Pattern>> {
  type: string;
  name: string;
  properties: Pattern[];
  elements: (Pattern | null)[];
}

function namesIn(pattern: Pattern | null | undefined): string[] {
  if (pattern == null) return [];
  if (pattern.type === 'Identifier') return [pattern.name];
  if (pattern.type === 'ObjectPattern') return pattern.properties.flatMap((one) => namesIn(one.value ?? one));
  if (pattern.type === 'ArrayPattern') return pattern.elements.flatMap(namesIn);
  return namesIn(pattern.left ?? pattern.argument);
}

/** Lines are counted from 1. */
function lineFinder(text: string): (at: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (at) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= at) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
