// SPDX-License-Identifier: MIT
pragma solidity 0.8.23;

import {IPriceFeed} from "@gearbox-protocol/core-v3/contracts/interfaces/base/IPriceFeed.sol";
import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @dev A feed in Chainlink's shape that is never stale: each answer is of the block in which it is asked for.
abstract contract AlwaysFreshPriceFeed is IPriceFeed {
    uint256 public constant override version = 3_10;
    uint8 public constant override decimals = 8;
    bool public constant override skipPriceCheck = false;

    function latestRoundData() external view override returns (uint80, int256, uint256, uint256, uint80) {
        return (1, int256(price()), block.timestamp, block.timestamp, 1);
    }

    /// @notice The same answer alone, as Aave's oracle asks for it
    function latestAnswer() external view returns (int256) {
        return int256(price());
    }

    function serialize() external view virtual override returns (bytes memory) {
        return "";
    }

    /// @notice USD per whole token, with 8 decimals
    function price() public view virtual returns (uint256);
}

/// @notice A price that whoever deployed the feed sets
contract SettablePriceFeed is AlwaysFreshPriceFeed {
    error CallerIsNotOwnerException();
    error PriceIsZeroException();

    bytes32 public constant override contractType = "PRICE_FEED::PRACTICE";

    address public immutable owner;
    string public override description;
    uint256 internal currentPrice;

    constructor(string memory description_, uint256 price_) {
        owner = msg.sender;
        description = description_;
        currentPrice = price_;
    }

    function price() public view override returns (uint256) {
        return currentPrice;
    }

    function setPrice(uint256 price_) external {
        if (msg.sender != owner) revert CallerIsNotOwnerException();
        if (price_ == 0) revert PriceIsZeroException();
        currentPrice = price_;
    }
}

interface IWeightedPool {
    function getInvariant() external view returns (uint256);
    function totalSupply() external view returns (uint256);
}

/// @notice Fair value of a Balancer V2 50/50 pool's share: 2 · invariant · √(price0 · price1) / supply.
///         Reserves enter only through their product, which a swap cannot push down.
contract EqualWeightsPoolPriceFeed is AlwaysFreshPriceFeed {
    bytes32 public constant override contractType = "PRICE_FEED::BALANCER_WEIGHTED";
    string public constant override description = "Share of a Balancer V2 50/50 pool / USD";

    IWeightedPool public immutable pool;
    AlwaysFreshPriceFeed public immutable feed0;
    AlwaysFreshPriceFeed public immutable feed1;

    constructor(IWeightedPool pool_, AlwaysFreshPriceFeed feed0_, AlwaysFreshPriceFeed feed1_) {
        pool = pool_;
        feed0 = feed0_;
        feed1 = feed1_;
    }

    function price() public view override returns (uint256) {
        // 8 more decimals inside the root, so that it keeps 8 more digits than the answer.
        uint256 rootWith16Decimals = Math.sqrt(feed0.price() * feed1.price() * 1e16);
        return 2 * pool.getInvariant() * rootWith16Decimals / pool.totalSupply() / 1e8;
    }
}

/// @notice Price of an ERC-4626 share: what it redeems for, at its asset's price
contract VaultSharePriceFeed is AlwaysFreshPriceFeed {
    bytes32 public constant override contractType = "PRICE_FEED::ERC4626";
    string public constant override description = "ERC-4626 share / USD";

    IERC4626 public immutable vault;
    AlwaysFreshPriceFeed public immutable assetFeed;

    constructor(IERC4626 vault_, AlwaysFreshPriceFeed assetFeed_) {
        vault = vault_;
        assetFeed = assetFeed_;
    }

    function price() public view override returns (uint256) {
        // Share and asset have 18 decimals each.
        return vault.convertToAssets(1e18) * assetFeed.price() / 1e18;
    }
}
