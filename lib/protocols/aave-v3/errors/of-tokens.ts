import { type Abi, parseAbi } from 'viem'
import { type Meaning, means, ourFault, says } from './meaning'

const tooFew = means({ code: 'amount-over-balance', balance: null })
const tooLittleAllowed = means({ code: 'allowance-too-low', amounts: null })
const tokenRefused = says('A token on the way refused to be moved, as paused or blocked tokens do')

/** By the text that tokens, and what moves them, revert with. Wrapped ether and some others say nothing. */
export const meaningsOfTokens: Readonly<Record<string, Meaning>> = {
  // OpenZeppelin's, and what was made of it
  'ERC20: transfer amount exceeds balance': tooFew,
  'ERC20: burn amount exceeds balance': tooFew,
  'ERC20: transfer amount exceeds allowance': tooLittleAllowed,
  'ERC20: insufficient allowance': tooLittleAllowed,
  'ERC20: transfer to the zero address': ourFault,
  'ERC20: approve to the zero address': ourFault,
  'Pausable: paused': tokenRefused,
  'SafeERC20: low-level call failed': tokenRefused,
  'SafeERC20: ERC20 operation did not succeed': tokenRefused,
  // Maker's
  'Dai/insufficient-balance': tooFew,
  'Dai/insufficient-allowance': tooLittleAllowed,
  // Circle's
  'Blacklistable: account is blacklisted': tokenRefused,
  // how a lending pool moves them
  'GPv2: failed transfer': tokenRefused,
  'GPv2: failed transferFrom': tokenRefused,
  'GPv2: not a contract': tokenRefused,
}

/** By the name of the error that newer tokens revert with instead. */
export const meaningsOfTokenErrors: Readonly<Record<string, Meaning>> = {
  ERC20InsufficientBalance: tooFew,
  ERC20InsufficientAllowance: tooLittleAllowed,
  ERC20InvalidReceiver: ourFault,
  ERC20InvalidSpender: ourFault,
  EnforcedPause: tokenRefused,
  SafeERC20FailedOperation: tokenRefused,
}

export const tokenErrorAbi: Abi = parseAbi([
  'error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)',
  'error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)',
  'error ERC20InvalidReceiver(address receiver)',
  'error ERC20InvalidSpender(address spender)',
  'error EnforcedPause()',
  'error SafeERC20FailedOperation(address token)',
])
