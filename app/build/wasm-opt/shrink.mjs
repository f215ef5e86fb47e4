// Shrinks every file named, in place, as `wasm-opt -Oz` does; one start of the optimiser for all of them.
// A build has hundreds of small files, and starting it takes longer than shrinking one.

import fs from "node:fs";
import binaryen from "binaryen";

// What the program uses beyond the first version of WebAssembly; the parts do not say it themselves.
const { BulkMemory, BulkMemoryOpt, Multivalue, MutableGlobals, NontrappingFPToInt, ReferenceTypes, SignExt, CallIndirectOverlong } =
  binaryen.Features;
const features =
  BulkMemory | BulkMemoryOpt | Multivalue | MutableGlobals | NontrappingFPToInt | ReferenceTypes | SignExt | CallIndirectOverlong;

binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(2);
binaryen.setOptimizeStackIR(true);
binaryen.setDebugInfo(false);
for (const file of process.argv.slice(2)) {
  const module = binaryen.readBinary(fs.readFileSync(file), features);
  module.optimize();
  if (!module.validate()) throw new Error(`${file}: not valid after shrinking`);
  fs.writeFileSync(file, module.emitBinary());
  module.dispose();
}
