import { mulDivUp, WAD } from '../math'

/** 1 − 1/leverage, rounded up. Throws below 1x. */
export function convertLeverageToLtvWad(leverageWad: bigint): bigint {
  if (leverageWad < WAD) throw new RangeError('Leverage starts at 1x')
  return mulDivUp(leverageWad - WAD, WAD, leverageWad)
}

/** 1 / (1 − loan-to-value), rounded up. Throws from 100 % on, where no leverage answers. */
export function convertLtvToLeverageWad(ltvWad: bigint): bigint {
  if (ltvWad < 0n || ltvWad >= WAD) throw new RangeError('Loan-to-value must be from 0 % to below 100 %')
  return mulDivUp(WAD, WAD, WAD - ltvWad)
}
