import { describe, expect, it } from 'vitest'
import { describeLeverageMarks } from './leverage-words'

const WAD = 10n ** 18n
const peakAt = (leverageWad: bigint) => ({ leverageWad, netWad: WAD })
const none = { negativeUpToWad: null, negativeFromWad: null }

describe('leverage marks in words', () => {
  it('name the peak and where a year is a loss', () => {
    expect(describeLeverageMarks({ ...none, peak: peakAt(5n * WAD) }, 5n * WAD)).toMatch(
      /^Net APY is highest at the most leverage, 5.00x\. /,
    )
    expect(
      describeLeverageMarks({ ...none, peak: peakAt(WAD), negativeFromWad: (251n * WAD) / 100n }, 5n * WAD),
    ).toMatch(/^Net APY is highest at 1.00x; a year loses, or ends in liquidation, from 2.51x on\. /)
    expect(
      describeLeverageMarks(
        { peak: peakAt(3n * WAD), negativeUpToWad: (12n * WAD) / 10n, negativeFromWad: 6n * WAD },
        8n * WAD,
      ),
    ).toMatch(/; a year loses, or ends in liquidation, up to 1.20x and from 6.00x on\. /)
  })
})
