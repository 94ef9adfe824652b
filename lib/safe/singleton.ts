/** What a Safe's proxy answers itself, whatever code lies behind it: what does not answer is not there. */
export const SINGLETON = 'masterCopy()'
