import { defineConfig } from 'vitest/config'

const minutes = (count: number) => count * 60_000
const ignored = ['**/node_modules/**', '.next/**', '.cache/**', 'out/**']

export default defineConfig({
  test: {
    passWithNoTests: false,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [...ignored, '**/*.devnet.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'devnet',
          include: ['**/*.devnet.test.ts'],
          exclude: ignored,
          // One chain for all files: each test reverts it to a snapshot, so no two may run at once.
          globalSetup: ['devnet/vitest-global-setup.ts'],
          setupFiles: ['devnet/vitest-setup.ts'],
          fileParallelism: false,
          isolate: false,
          pool: 'forks',
          sequence: { groupOrder: 1 },
          testTimeout: minutes(2),
          // A cold start compiles every contract of the practice chain.
          hookTimeout: minutes(5),
        },
      },
    ],
  },
})
