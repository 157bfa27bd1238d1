// What a Node program sees of the installed package.

import { init, version } from "okr-wasm";

await init();
console.log(version());
