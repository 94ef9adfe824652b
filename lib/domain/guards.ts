import { WAD } from './math'

/** From here on we do not build the transaction: losing a twentieth at once is always a mistake or an attack. */
export const PRICE_IMPACT_REFUSAL_WAD = (5n * WAD) / 100n

/** Under this a collateral's fall of about 13 % liquidates: volatile assets have done that within a day. */
export const HEALTH_FACTOR_WARNING_WAD = (115n * WAD) / 100n

/**
 * Under this the product says what can be done before anything else: a fall of about 9 % liquidates, which volatile
 * assets have done within an hour.
 */
export const HEALTH_FACTOR_DANGER_WAD = (110n * WAD) / 100n

/** Under this interest and one oracle update are enough: it would open next to its own liquidation. */
export const HEALTH_FACTOR_REFUSAL_WAD = (102n * WAD) / 100n
