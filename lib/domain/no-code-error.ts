/** A call was answered with nothing at all, as a node does that put no code where the call went. */
export class NoCodeError extends Error {
  override readonly name = 'NoCodeError'
  constructor() {
    super('The node answered a call with nothing')
  }
}
