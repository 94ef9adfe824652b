// SPDX-License-Identifier: MIT
pragma solidity 0.8.23;

import {AlwaysFreshPriceFeed} from "./practice-price-feeds.sol";
import {PracticeToken} from "./practice-tokens.sol";

/// @notice Stands for wrapped staked ether (Lido's, ether.fi's), whose packages hold no contract to deploy: what one of it
///         is worth in ether grows second by second, by the same part of its first rate each year
contract StakedEtherStandIn is PracticeToken {
    uint256 public immutable firstRate;
    uint256 public immutable yearlyGrowthBps;
    uint256 public immutable start;

    constructor(string memory name_, string memory symbol_, uint256 firstRate_, uint256 yearlyGrowthBps_)
        PracticeToken(name_, symbol_, 18)
    {
        firstRate = firstRate_;
        yearlyGrowthBps = yearlyGrowthBps_;
        start = block.timestamp;
    }

    /// @notice Ether for one whole token, with 18 decimals; what ether.fi's token answers
    function getRate() public view returns (uint256) {
        return firstRate + firstRate * yearlyGrowthBps * (block.timestamp - start) / (10_000 * 365 days);
    }

    /// @notice The same, as Lido's token answers it
    function stEthPerToken() external view returns (uint256) {
        return getRate();
    }
}

/// @notice What a token's own rate says it is worth, as Aave prices staked ether: the market's price of it is not asked. Stands
///         for the adapter that caps such rates there, which no package holds: what grows faster than is believed counts for less
contract RatePriceFeed is AlwaysFreshPriceFeed {
    bytes32 public constant override contractType = "PRICE_FEED::PRACTICE_RATE";
    string public constant override description = "Rate of a staked token x ETH / USD";

    StakedEtherStandIn public immutable token;
    AlwaysFreshPriceFeed public immutable baseFeed;
    /// @notice The growth a year that is believed, in basis points of the first rate
    uint256 public constant getMaxYearlyGrowthRatePercent = 968;
    uint256 internal immutable firstRate;
    uint256 internal immutable start;

    constructor(StakedEtherStandIn token_, AlwaysFreshPriceFeed baseFeed_) {
        token = token_;
        baseFeed = baseFeed_;
        firstRate = token_.firstRate();
        start = token_.start();
    }

    function price() public view override returns (uint256) {
        uint256 rate = token.getRate();
        uint256 most =
            firstRate + firstRate * getMaxYearlyGrowthRatePercent * (block.timestamp - start) / (10_000 * 365 days);
        return (rate < most ? rate : most) * baseFeed.price() / 1e18;
    }
}
