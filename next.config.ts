import type { NextConfig } from 'next'

const config: NextConfig = {
  output: 'export',
  // With an export, Next.js writes the pages here; its own files stay in `.next`.
  ...(process.env.FURROW_OUT_DIR ? { distDir: process.env.FURROW_OUT_DIR } : {}),
  reactStrictMode: true,
  // `npm run check` type-checks with the project's own compiler, faster than the build could.
  typescript: { ignoreBuildErrors: true },
  // Few large chunks instead of many small ones: gzip finds more to share, and each request costs headers.
  experimental: {
    turbopackChunking: { minChunkSize: 400_000, maxChunkCountPerGroup: 8, maxMergeChunkSize: 1_000_000 },
  },
  turbopack: {
    resolveAlias: {
      // The one import of a package that is left out of the install (`overrides` in package.json).
      '@reown/appkit/core': './components/wallet/rainbowkit/no-second-modal.ts',
      // Where WalletConnect is not offered its client, under a licence of its own, is no part of the build.
      ...(process.env.NEXT_PUBLIC_WALLETCONNECT_PROJECT_ID
        ? {}
        : { '@walletconnect/ethereum-provider': './components/wallet/rainbowkit/no-wallet-connect.ts' }),
    },
  },
  // Only to tell whose code ships (`npm run licences`).
  productionBrowserSourceMaps: Boolean(process.env.FURROW_SOURCE_MAPS),
  images: { unoptimized: true },
  devIndicators: false,
}

export default config
