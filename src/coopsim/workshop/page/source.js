// Where numbers come from. In the exported file this name leads to source-file.js instead.
export { openSource } from "./source-server.js";
