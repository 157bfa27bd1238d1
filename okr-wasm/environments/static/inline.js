import { Plan, Readings, init } from "./node_modules/okr-wasm/pkg/inline.js";
import { score } from "./score.js";

init().then(() => (document.title = score({ Plan, Readings })));
