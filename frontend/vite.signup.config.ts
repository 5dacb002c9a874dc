import { defineConfig } from "vite";

/** One small script for the public page; "--mode tests" makes the one that browser tests drive. */
export default defineConfig(({ mode }) => ({
  root: "signup",
  publicDir: false,
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
