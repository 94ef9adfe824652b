import { WAD } from '../../../../domain/math'
import { bothWays } from '../both-ways'
import type { VenueReader } from '../venue'

export const erc4626Reader: VenueReader = {
  id: 'erc4626',
  listPassages: ({ vaults }) => vaults.flatMap(({ asset, vault }, index) => bothWays(asset, vault, index)),
  listShares: ({ vaults }) =>
    vaults.map(({ vault, asset }) => ({
      token: vault,
      kind: 'vault-share',
      parts: [{ token: asset, weightWad: WAD }],
    })),
}
