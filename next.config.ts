import type { NextConfig } from 'next'

const config: NextConfig = {
  output: 'export',
  reactStrictMode: true,
  // `npm run check` type-checks with the project's own compiler, faster than the build could.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  devIndicators: false,
}

export default config
