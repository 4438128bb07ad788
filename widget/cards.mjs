// Writes src/cards.ts, the types of the cards, from the schema that the server's tests hold to: node cards.mjs

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

// from this folder, where npm runs its scripts
export const SCHEMA = "../bot/channels/cards.schema.json";
export const TYPES = "src/cards.ts";

const named = (id) => id.replace(/(^|_)(\w)/g, (_, __, letter) => letter.toUpperCase());

function type(part) {
  if (part.$ref) return named(part.$ref.split("/").pop());
  if (part.const !== undefined) return JSON.stringify(part.const);
  if (part.enum) return part.enum.map((each) => JSON.stringify(each)).join(" | ");
  if (part.type === "array") return `${type(part.items)}[]`;
  if (part.type === "integer" || part.type === "number") return "number";
  if (part.type === "string") return "string";
  throw new Error(`cards.mjs can't write the type of ${JSON.stringify(part)}; teach it to`);
}

function lines(part) {
  const needed = new Set(part.required);
  return Object.entries(part.properties).flatMap(([name, each]) => [
    ...(each.description ? [`  /** ${each.description} */`] : []),
    `  ${name}${needed.has(name) ? "" : "?"}: ${type(each)};`,
  ]);
}

/** The whole of src/cards.ts for a schema. */
export function types({ definitions, oneOf }) {
  const made = ["/** The cards, as bot/channels/cards.schema.json has them. Written by `node cards.mjs`; change the schema instead. */"];
  for (const [id, part] of Object.entries(definitions)) {
    made.push("", ...(part.description ? [`/** ${part.description} */`] : []));
    if (part.type === "object") made.push(`export interface ${named(id)} {`, ...lines(part), "}");
    else made.push(`export type ${named(id)} = ${type(part)};`);
  }
  made.push("", `export type Card = ${oneOf.map(type).join(" | ")};`, "");
  return made.join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(TYPES, types(JSON.parse(readFileSync(SCHEMA, "utf8"))));
}
