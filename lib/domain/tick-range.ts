/** The prices that can be: 1.0001 to the power of these. */
export const MIN_TICK = -887_272
export const MAX_TICK = 887_272
