// Validates YAML as editors do: parsed by the package `yaml` (YAML 1.2), checked by Ajv in strict mode.
// Reads {schema, files: [[name, definition, text], …]} as JSON from stdin, and writes {name: [complaint, …]}.
import { readFileSync } from "node:fs";

import Ajv2020 from "ajv/dist/2020.js";
import { parse } from "yaml";

const { schema, files } = JSON.parse(readFileSync(0, "utf8"));
const ajv = new Ajv2020.default({ strict: true, allErrors: true });
ajv.addSchema(schema, "dossier");

const complaints = Object.fromEntries(
  files.map(([name, definition, text]) => {
    const validate = ajv.getSchema(definition ? `dossier#/$defs/${definition}` : "dossier");
    const valid = validate(parse(text));
    return [name, valid ? [] : validate.errors.map((error) => `${error.instancePath} ${error.message}`)];
  }),
);
process.stdout.write(JSON.stringify(complaints));
