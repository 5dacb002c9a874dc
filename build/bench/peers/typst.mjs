// Compiles a Typst file: node typst.mjs MAIN.typ FONTS OUT.pdf
import { writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";

const [, , main, fonts, out] = process.argv;
const compiler = NodeCompiler.create({ workspace: dirname(main), fontArgs: [{ fontPaths: [fonts] }] });
writeFileSync(out, compiler.pdf({ mainFilePath: main }));
