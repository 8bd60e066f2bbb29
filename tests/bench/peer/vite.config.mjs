import { defineConfig } from "vite";

export default defineConfig({
  // Relative to <base href>, as the console's own files are.
  base: "./",
  // The automatic JSX of esbuild is enough for a build; the React plugin adds hot reloading.
  esbuild: { jsx: "automatic" },
  build: {
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rollupOptions: {
      output: {
        // Names that the server keeps in caches: sixteen hexadecimal digits.
        hashCharacters: "hex",
        entryFileNames: "assets/[name]-[hash:16].js",
        chunkFileNames: "assets/[name]-[hash:16].js",
        assetFileNames: "assets/[name]-[hash:16][extname]",
      },
    },
  },
});
