// What a web page downloads.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

/** The most bytes of code, compressed by gzip: 3 % above the 855,000 that it has. Compilers differ by less than that. */
const LIMIT = 885_000;

test("the code stays small", () => {
  const code = readFileSync(new URL("../pkg/okr_wasm_bg.wasm", import.meta.url));
  const bytes = gzipSync(code, { level: 9 }).length;
  assert.ok(
    bytes <= LIMIT,
    `okr_wasm_bg.wasm must have at most ${LIMIT} bytes compressed by gzip, found ${bytes}. To see what grew, build it with names,\n` +
      "  cargo build --profile wasm -p okr-wasm --target wasm32-unknown-unknown --config 'profile.wasm.strip=false'\n" +
      "and compare its largest functions (twiggy, or wasm-dis of binaryen) with those of the last commit. If a feature is worth\n" +
      "its size, raise the limit here and update the guide's page on speed.",
  );
});
