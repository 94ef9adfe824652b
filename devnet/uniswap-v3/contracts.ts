const core = '@uniswap/v3-core/artifacts/contracts'
const periphery = '@uniswap/v3-periphery/artifacts/contracts'

/** Uniswap V3 as published. Contract name → JSON file. */
export const uniswapV3Shipped: Readonly<Record<string, string>> = {
  UniswapV3Factory: `${core}/UniswapV3Factory.sol/UniswapV3Factory.json`,
  UniswapV3Pool: `${core}/UniswapV3Pool.sol/UniswapV3Pool.json`,
  UniswapV3Router: `${periphery}/SwapRouter.sol/SwapRouter.json`,
  UniswapV3Quoter: `${periphery}/lens/QuoterV2.sol/QuoterV2.json`,
  UniswapV3Positions: `${periphery}/NonfungiblePositionManager.sol/NonfungiblePositionManager.json`,
}
