import { Plan, Readings, init } from "./node_modules/okr-wasm/pkg/browser.js";
import { score } from "./score.js";

init().then(() => (document.title = score({ Plan, Readings })));
