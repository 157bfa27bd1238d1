// Completes the package in `pkg` after `cargo xtask wasm` and `tsc`: the version in the compiled core, the core as text for the entries
// that hold it, the CommonJS build, and the declarations of the ES modules.

import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

import { build } from "rolldown";

const PACKAGE = new URL("pkg/", import.meta.url);
const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));
const write = (name, content) => writeFileSync(new URL(name, PACKAGE), content);

/** A custom section of a WebAssembly file. */
function section(name, content) {
  const sized = (bytes) => Buffer.concat([Buffer.of(bytes.length), bytes]);
  // The lengths are below 128, and so one byte each.
  return Buffer.concat([Buffer.of(0), sized(Buffer.concat([sized(Buffer.from(name)), Buffer.from(content)]))]);
}

const core = Buffer.concat([readFileSync(new URL("okr_wasm_bg.wasm", PACKAGE)), section("okr_version", version)]);
write("okr_wasm_bg.wasm", core);
write("version.js", `export const VERSION = ${JSON.stringify(version)};\n`);
write("bytes.js", `export const CORE = "${gzipSync(core, { level: 9 }).toString("base64")}";\n`);

await build({
  input: ["inline", "node", "react"].map((name) => new URL(`${name}.js`, PACKAGE).pathname),
  external: /^(node:|react$)/,
  output: { dir: new URL("cjs", PACKAGE).pathname, format: "cjs", chunkFileNames: "[name].js" },
  logLevel: "warn",
});
write("cjs/package.json", '{ "type": "commonjs" }\n');

// `tsc` writes the declarations into `cjs`; the ES modules share them, so that a type is the same however it is imported.
for (const entry of ["browser", "inline", "node", "react", "workerd"]) write(`${entry}.d.ts`, `export * from "./cjs/${entry}.js";\n`);
