import localesPlugin from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Drops the older .woff twin of each bundled font: every web view we run in reads .woff2. */
function onlyWoff2(): Plugin {
  return {
    name: "only-woff2",
    enforce: "pre",
    transform(code, id) {
      if (!id.includes("@fontsource") || !id.endsWith(".css")) return null;
      return { code: code.replace(/,\s*url\([^)]*\.woff\)\s*format\(['"]woff['"]\)/g, ""), map: null };
    },
  };
}

export default defineConfig({
  base: "./",
  plugins: [
    onlyWoff2(),
    react(),
    { ...localesPlugin.vite({ locales: ["en-US", "en-GB", "ar-AE"] }), enforce: "pre" },
  ],
  build: {
    // The oldest web views we meet: WebKitGTK 2.38 and the last WebView2 for Windows 7 and 8.1.
    target: ["safari16", "chrome109"],
    // Fonts stay files: the window's policy allows fonts from 'self' only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
  server: { host: "127.0.0.1", port: 5174, strictPort: true },
  preview: { host: "127.0.0.1" },
  test: {
    environment: "jsdom",
    setupFiles: ["src/test/setup.ts"],
    css: false,
    testTimeout: 40_000,
    isolate: false, // src/test/setup.ts cleans up after each test
    maxWorkers: 2,
    chaiConfig: { truncateThreshold: 2000 }, // a failing list of faults says which; without an end a page would be written out whole
  },
});
