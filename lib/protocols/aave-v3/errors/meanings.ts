import { type Meaning, ourFault, says } from './meaning'

const worthless = says(
  'A collateral that the pool no longer lends against stands in the way: withdraw that one first',
)

/** By the newer line's error, with the older line's number of the same where it has one. */
export const meanings: readonly (readonly [error: string, number: string | null, meaning: Meaning])[] = [
  ['InvalidMintAmount', '24', says('The amount is so small that the pool would count it as nothing')],
  ['InvalidBurnAmount', '25', says('The amount is so small that the pool would count it as nothing')],
  ['InvalidAmount', '26', says('The pool has less of the token than that, or would count it as nothing')],
  ['ReserveInactive', '27', says('The pool does not serve this token at the moment')],
  ['ReserveFrozen', '28', says('The pool takes no more of this token and lends no more of it')],
  ['ReservePaused', '29', says('The pool has stopped everything with this token for now')],
  ['BorrowingNotEnabled', '30', says('The pool does not lend this token')],
  [
    'NotEnoughAvailableUserBalance',
    '32',
    { code: 'amount-over-balance', severity: 'refusal', field: 'amount', balance: null },
  ],
  ['InvalidInterestRateModeSelected', '33', ourFault],
  ['CollateralBalanceIsZero', '34', { code: 'not-enough-collateral', severity: 'refusal' }],
  ['HealthFactorLowerThanLiquidationThreshold', '35', { code: 'not-enough-collateral', severity: 'refusal' }],
  ['CollateralCannotCoverNewBorrow', '36', { code: 'not-enough-collateral', severity: 'refusal' }],
  ['NoDebtOfSelectedType', '39', { code: 'debt-zero', severity: 'refusal' }],
  ['NoExplicitAmountToRepayOnBehalf', '40', ourFault],
  ['UnderlyingBalanceZero', '43', says('The account holds none of this token in the pool')],
  ['BorrowCapExceeded', '50', says('The pool’s limit on how much of this may be borrowed is reached')],
  ['SupplyCapExceeded', '51', says('The pool’s limit on how much of this may be supplied is reached')],
  ['DebtCeilingExceeded', '53', says('The pool’s limit on what is owed against this collateral is reached')],
  ['LtvValidationFailed', '57', worthless],
  ['InconsistentEModeCategory', '58', says('The position’s category does not allow this token')],
  [
    'PriceOracleSentinelCheckFailed',
    '59',
    says('The network was down, and until a while after that the pool lends nothing'),
  ],
  ['AssetNotBorrowableInIsolation', '60', says('Against this collateral the pool does not lend this token')],
  [
    'UserInIsolationModeOrLtvZero',
    '62',
    says('This token cannot count as collateral beside what the position holds'),
  ],
  ['AssetNotListed', '82', says('The pool does not know this token')],
  ['SiloedBorrowingViolation', '89', says('One of these tokens may only be owed alone in its account')],
  ['NotBorrowableInEMode', null, says('This token cannot be borrowed in the position’s category')],
  ['WithdrawToAToken', null, ourFault],
  ['SupplyToAToken', null, ourFault],
]
