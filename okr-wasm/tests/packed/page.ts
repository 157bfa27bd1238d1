// What a page sees of the installed package.

import { init, version } from "okr-wasm";

await init();
document.title = version();
