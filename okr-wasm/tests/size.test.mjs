// What a web page downloads.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

/** Bytes of the code, compressed as servers send it: some 348,000, and a little more or less with another compiler. */
const MOST = 370_000;

test("the code stays small", () => {
  const code = readFileSync(new URL("../pkg/okr_wasm_bg.wasm", import.meta.url));
  const bytes = gzipSync(code, { level: 9 }).length;
  assert.ok(
    bytes <= MOST,
    `okr_wasm_bg.wasm has ${bytes} bytes by gzip, at most ${MOST} are wanted. What grew: build it with names\n` +
      "  cargo build --profile wasm -p okr-wasm --target wasm32-unknown-unknown --config 'profile.wasm.strip=false'\n" +
      "and compare its largest functions (wasm-dis of binaryen, twiggy) with those of the commit before. What helps most often:\n" +
      "`order` instead of a sort of its own, `Fields` instead of a derived `Deserialize`, generic code that hands over to code\n" +
      "that is not. Where a feature is worth its weight, raise the number here and say in the guide's page on speed what it costs.",
  );
});
