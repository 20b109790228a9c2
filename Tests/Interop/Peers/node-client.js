// Node's `ws` as a client: node node-client.js URL < plan.json
globalThis.WebSocket = require("ws");
require("./meet.js");
const plan = JSON.parse(require("fs").readFileSync(0, "utf8"));
meet(process.argv[2], plan).then((report) => console.log(report));
