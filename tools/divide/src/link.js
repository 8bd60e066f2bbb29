// Loads the rest of the program. The program imports this module by its name; tools/divide fills in what is in
// double braces.
import { initSync } from "./{{script}}";

let answer;
/** Asks for the rest, unless that was done already. */
export function fetchRest() {
  if (answer === undefined) {
    answer = fetch(new URL("./{{rest}}", import.meta.url), { credentials: "same-origin", redirect: "error", integrity: "{{integrity}}" });
    answer.catch(() => { answer = undefined; });
  }
  return answer;
}

let instance;
function instantiate(program) {
  if (instance === undefined) {
    instance = WebAssembly.instantiateStreaming(fetchRest(), { __wasm_split: program });
    // What failed is asked for anew at the next try.
    instance.catch(() => { instance = answer = undefined; });
  }
  return instance;
}

/** What the program calls: it tells the function at that place of the program's table whether the rest is there. */
export async function {{loader}}(callback, data) {
  const program = initSync();
  let isLoaded = true;
  try {
    await instantiate(program);
  } catch (error) {
    console.error(error);
    isLoaded = false;
  }
  program.__indirect_function_table.get(callback)(data, isLoaded);
}
