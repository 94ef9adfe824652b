import type { Passage } from './venue'

/** The pool that a passage leads through. Throws for one of another market. */
export function poolOf<Pool>(pools: readonly Pool[], { index }: Passage): Pool {
  const pool = pools[index]
  if (pool === undefined) throw new Error('A route names a pool that its market does not have')
  return pool
}

/** The list with that pool changed. */
export function changePool<Pool>(
  pools: readonly Pool[],
  { index }: Passage,
  change: (pool: Pool) => Pool,
): readonly Pool[] {
  return pools.map((pool, i) => (i === index ? change(pool) : pool))
}
