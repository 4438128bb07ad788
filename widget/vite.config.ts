import { defineConfig } from "vitest/config";

// one file that a page loads with one script tag; committed, so that serving it needs no Node
export default defineConfig({
  build: {
    lib: { entry: "src/index.ts", formats: ["iife"], name: "IlioChat", fileName: () => "ilio-chat.js" },
    outDir: "../bot/channels/static",
    emptyOutDir: false,
    target: "es2021",
    reportCompressedSize: true,
  },
  test: { environment: "happy-dom", include: ["tests/**/*.test.ts"] },
});
