import { defineConfig, type Plugin } from "vite";

/** Grows with each release whose script is another one; see signup/editions.txt. */
const edition = 2;

/** Says at the beginning of the script which edition it is, after all else was done to it. */
const banner: Plugin = {
  name: "edition",
  enforce: "post",
  generateBundle(_, bundle) {
    for (const part of Object.values(bundle))
      if (part.type === "chunk") part.code = `/*! Daykit sign-up script, edition ${edition} */${part.code}`;
  },
};

/** One small script for the public page; "--mode tests" makes the one that browser tests drive. */
export default defineConfig(({ mode }) => ({
  root: "signup",
  publicDir: false,
  plugins: mode === "tests" ? [] : [banner],
  build: {
    // The oldest phones that it runs on; older ones keep the form that works without a script.
    target: ["safari14", "chrome80", "firefox102"],
    lib: {
      entry: mode === "tests" ? "test/driven.ts" : "src/main.ts",
      formats: ["iife"],
      name: "daykit",
      fileName: () => (mode === "tests" ? "driven.js" : "signup.js"),
    },
    outDir: mode === "tests" ? "../.fake-dist/signup" : "dist",
    emptyOutDir: false,
  },
}));
