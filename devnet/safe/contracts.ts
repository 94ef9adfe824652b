const artifacts = '@safe-global/safe-contracts/build/artifacts/contracts'

/** Safe 1.4.1 as published. Contract name → JSON file. */
export const safeShipped: Readonly<Record<string, string>> = {
  Safe: `${artifacts}/Safe.sol/Safe.json`,
  SafeL2: `${artifacts}/SafeL2.sol/SafeL2.json`,
  SafeProxyFactory: `${artifacts}/proxies/SafeProxyFactory.sol/SafeProxyFactory.json`,
  MultiSend: `${artifacts}/libraries/MultiSend.sol/MultiSend.json`,
  MultiSendCallOnly: `${artifacts}/libraries/MultiSendCallOnly.sol/MultiSendCallOnly.json`,
  CompatibilityFallbackHandler: `${artifacts}/handler/CompatibilityFallbackHandler.sol/CompatibilityFallbackHandler.json`,
}
