// SPDX-License-Identifier: MIT
pragma solidity 0.8.23;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IAddressProvider} from "@gearbox-protocol/core-v3/contracts/interfaces/base/IAddressProvider.sol";
import {IContractsRegister} from "@gearbox-protocol/core-v3/contracts/interfaces/base/IContractsRegister.sol";
import {IAdapter} from "@gearbox-protocol/core-v3/contracts/interfaces/base/IAdapter.sol";
import {IPhantomToken} from "@gearbox-protocol/core-v3/contracts/interfaces/base/IPhantomToken.sol";
import {ICreditFacadeV3} from "@gearbox-protocol/core-v3/contracts/interfaces/ICreditFacadeV3.sol";
import {ICreditConfiguratorV3} from "@gearbox-protocol/core-v3/contracts/interfaces/ICreditConfiguratorV3.sol";
import {
    ICreditManagerV3,
    CollateralCalcTask,
    CollateralDebtData
} from "@gearbox-protocol/core-v3/contracts/interfaces/ICreditManagerV3.sol";
import {IPoolV3} from "@gearbox-protocol/core-v3/contracts/interfaces/IPoolV3.sol";
import {ILinearInterestRateModelV3} from
    "@gearbox-protocol/core-v3/contracts/interfaces/ILinearInterestRateModelV3.sol";
import {IPoolQuotaKeeperV3} from "@gearbox-protocol/core-v3/contracts/interfaces/IPoolQuotaKeeperV3.sol";
import {IPriceOracleV3, PriceFeedParams} from "@gearbox-protocol/core-v3/contracts/interfaces/IPriceOracleV3.sol";

interface IMarketConfiguratorFactory {
    function getMarketConfigurators() external view returns (address[] memory);
}

interface IMarketConfigurator {
    function contractsRegister() external view returns (address);
}

interface IPausable {
    function paused() external view returns (bool);
}

interface IFeed {
    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80);
}

struct Pair {
    address token0;
    address token1;
}

interface IUniswapAdapter {
    function supportedPairs() external view returns (Pair[] memory);
}

interface IUniswapRouter {
    function factory() external view returns (address);
}

interface IUniswapFactory {
    function getPair(address tokenA, address tokenB) external view returns (address);
}

interface IUniswapPair {
    function getReserves() external view returns (uint112 reserve0, uint112 reserve1, uint32 timestamp);
}

interface IBalancerAdapter {
    function supportedPoolIds() external view returns (bytes32[] memory);
    function poolStatus(bytes32 poolId) external view returns (uint8);
}

interface IBalancerVault {
    function getPool(bytes32 poolId) external view returns (address pool, uint8 specialization);
    function getPoolTokens(bytes32 poolId)
        external
        view
        returns (address[] memory tokens, uint256[] memory balances, uint256 lastChangeBlock);
}

interface IWeightedPool {
    function getNormalizedWeights() external view returns (uint256[] memory);
    function getSwapFeePercentage() external view returns (uint256);
    function totalSupply() external view returns (uint256);
}

interface IStakingAdapter {
    function stakingToken() external view returns (address);
    function rewardsToken() external view returns (address);
    function stakedPhantomToken() external view returns (address);
}

interface IStakingRewards {
    function rewardRate() external view returns (uint256);
    function periodFinish() external view returns (uint256);
    function totalSupply() external view returns (uint256);
    function earned(address account) external view returns (uint256);
}

interface IVaultAdapter {
    function vault() external view returns (address);
    function asset() external view returns (address);
}

/// Reads everything that Furrow shows of Gearbox V3.1 in one call. It is never deployed: its code is
/// placed at an unused address by the state override of a single `eth_call` or `eth_simulateV1`.
contract Lens {
    struct Token {
        address token;
        string symbol;
        string name;
        uint8 decimals;
        /// USD with 8 decimals; 0 where the oracle has no usable price.
        uint256 price;
        /// The lower of the price and its reserve feed's, as the protocol counts after trades and withdrawals; 0 without
        /// a reserve feed.
        uint256 safePrice;
        /// False where the oracle refuses to say the safe price, so that nothing that asks for it passes.
        bool hasSafePrice;
        address feed;
        uint256 feedUpdatedAt;
        uint256 feedStaleness;
        uint16 liquidationThreshold;
        bool isForbidden;
        /// Stands for a balance that lies elsewhere: only its adapter can give it out.
        bool isPhantom;
        uint16 quotaRate;
        uint16 quotaIncreaseFee;
        uint256 quotaTotal;
        uint256 quotaLimit;
        uint256 walletBalance;
        uint256 walletAllowance;
    }

    struct UniswapPool {
        address adapter;
        address token0;
        address token1;
        uint256 reserve0;
        uint256 reserve1;
    }

    struct BalancerPool {
        address adapter;
        bytes32 poolId;
        address pool;
        uint8 status;
        address[] tokens;
        uint256[] balances;
        uint256[] weights;
        uint256 swapFee;
        uint256 supply;
    }

    struct Staking {
        address adapter;
        address target;
        address stakingToken;
        address rewardsToken;
        address phantomToken;
        uint256 rewardRate;
        uint256 periodFinish;
        uint256 supply;
    }

    struct Vault {
        address adapter;
        address vault;
        address asset;
        uint256 assetsPerShare;
        uint256 maxDeposit;
    }

    struct Market {
        address creditManager;
        address creditFacade;
        address pool;
        string name;
        address underlying;
        /// Stops everything that is done with accounts. The pool's pause is its lenders' alone: see `Pool`.
        bool isFacadePaused;
        /// Stops everything but closing.
        bool isExpired;
        /// Opening takes an invitation that the owner has not got.
        bool isPermissioned;
        uint8 maxDebtPerBlockMultiplier;
        /// How many collaterals beside the underlying may count at once.
        uint8 maxEnabledTokens;
        uint16 feeInterest;
        uint128 minDebt;
        uint128 maxDebt;
        uint256 maxQuota;
        uint256 borrowable;
        uint256 availableLiquidity;
        uint256 expectedLiquidity;
        uint256 totalBorrowed;
        uint256 baseInterestRate;
        uint256 supplyRate;
        Token[] tokens;
        UniswapPool[] uniswapPools;
        BalancerPool[] balancerPools;
        Staking[] stakings;
        Vault[] vaults;
    }

    /// What lending needs of a pool beyond what its markets say; a pool of several markets is here once.
    struct Pool {
        address pool;
        string name;
        bool isPaused;
        uint16 withdrawFee;
        uint256 totalShares;
        /// What quotas bring the lenders a year, in the underlying.
        uint256 quotaRevenue;
        /// U1, U2, base, slope 1, slope 2, slope 3 in basis points; empty where the model is not the linear one.
        uint16[] rateModel;
        uint256 ownerShares;
        uint256 walletAllowance;
    }

    struct Account {
        address creditManager;
        address account;
        address owner;
        uint256 principal;
        uint256 totalDebt;
        /// False where a price is missing: the three USD figures are then 0 and `isLiquidatable` unknown.
        bool isPriced;
        uint256 totalDebtUsd;
        uint256 totalValueUsd;
        uint256 weightedValueUsd;
        bool isLiquidatable;
        uint256 enabledTokensMask;
        uint256 lastDebtUpdate;
        uint256[] balances;
        uint256[] quotas;
        uint256[] earned;
    }

    struct Snapshot {
        uint256 blockNumber;
        uint256 timestamp;
        uint256 nativeBalance;
        Market[] markets;
        Pool[] pools;
        Account[] accounts;
    }

    uint256 private constant MAX_TEXT = 64;

    /// @param entry Gearbox's AddressProvider
    /// @param owner whose wallet and credit accounts to read; zero for none
    function load(address entry, address owner) external view returns (Snapshot memory snapshot) {
        address[] memory managers = _managers(entry);
        snapshot.blockNumber = block.number;
        snapshot.timestamp = block.timestamp;
        snapshot.nativeBalance = owner == address(0) ? 0 : owner.balance;
        snapshot.markets = new Market[](managers.length);
        for (uint256 i; i < managers.length; ++i) {
            snapshot.markets[i] = _market(ICreditManagerV3(managers[i]), owner);
        }
        snapshot.pools = _pools(snapshot.markets, owner);
        if (owner != address(0)) snapshot.accounts = _accounts(snapshot.markets, owner);
    }

    /// Who owns a credit account of any of the entry's credit managers; zero where it is none of theirs or closed.
    function ownerOf(address entry, address account) external view returns (address) {
        address[] memory managers = _managers(entry);
        for (uint256 i; i < managers.length; ++i) {
            try ICreditManagerV3(managers[i]).getBorrowerOrRevert(account) returns (address borrower) {
                return borrower;
            } catch {}
        }
        return address(0);
    }

    /// What each vault's share is worth in its asset, in the block this runs in.
    function shareValues(address[] calldata vaults) external view returns (uint256 timestamp, uint256[] memory values) {
        timestamp = block.timestamp;
        values = new uint256[](vaults.length);
        for (uint256 i; i < vaults.length; ++i) {
            values[i] = _assetsPerShare(vaults[i]);
        }
    }

    // ----- markets

    function _managers(address entry) private view returns (address[] memory managers) {
        address factory = IAddressProvider(entry).getAddressOrRevert("MARKET_CONFIGURATOR_FACTORY", 0);
        address[] memory configurators = IMarketConfiguratorFactory(factory).getMarketConfigurators();
        address[][] memory found = new address[][](configurators.length);
        uint256 count;
        for (uint256 i; i < configurators.length; ++i) {
            found[i] =
                IContractsRegister(IMarketConfigurator(configurators[i]).contractsRegister()).getCreditManagers();
            count += found[i].length;
        }
        managers = new address[](count);
        count = 0;
        for (uint256 i; i < found.length; ++i) {
            for (uint256 j; j < found[i].length; ++j) {
                managers[count++] = found[i][j];
            }
        }
    }

    function _market(ICreditManagerV3 manager, address owner) private view returns (Market memory market) {
        ICreditFacadeV3 facade = ICreditFacadeV3(manager.creditFacade());
        IPoolV3 pool = IPoolV3(manager.pool());
        market.creditManager = address(manager);
        market.creditFacade = address(facade);
        market.pool = address(pool);
        market.name = manager.name();
        market.underlying = manager.underlying();
        market.isFacadePaused = IPausable(address(facade)).paused();
        market.isExpired = _isExpired(facade);
        market.isPermissioned = !_isInvited(facade.degenNFT(), owner);
        market.maxDebtPerBlockMultiplier = facade.maxDebtPerBlockMultiplier();
        market.maxEnabledTokens = manager.maxEnabledTokens();
        (market.feeInterest,,,,) = manager.fees();
        (market.minDebt, market.maxDebt) = facade.debtLimits();
        market.maxQuota = facade.maxQuotaMultiplier() * market.maxDebt;
        market.borrowable = pool.creditManagerBorrowable(address(manager));
        market.availableLiquidity = pool.availableLiquidity();
        market.expectedLiquidity = pool.expectedLiquidity();
        market.totalBorrowed = pool.totalBorrowed();
        market.baseInterestRate = pool.baseInterestRate();
        market.supplyRate = pool.supplyRate();
        market.tokens = _tokens(manager, facade.forbiddenTokenMask(), owner);
        _readVenues(market, ICreditConfiguratorV3(manager.creditConfigurator()).allowedAdapters());
    }

    /// As `CreditFacadeV3._isExpired`: a date of 0 is none.
    function _isExpired(ICreditFacadeV3 facade) private view returns (bool) {
        if (!facade.expirable()) return false;
        uint256 date = facade.expirationDate();
        return date != 0 && block.timestamp >= date;
    }

    /// Whether the owner holds what a facade burns for each opening; a market without such tokens invites everybody.
    function _isInvited(address degenNFT, address owner) private view returns (bool) {
        if (degenNFT == address(0)) return true;
        (bool ok, bytes memory data) = degenNFT.staticcall(abi.encodeCall(IERC20.balanceOf, (owner)));
        return ok && data.length >= 32 && owner != address(0) && abi.decode(data, (uint256)) != 0;
    }

    function _tokens(ICreditManagerV3 manager, uint256 forbiddenMask, address owner)
        private
        view
        returns (Token[] memory tokens)
    {
        IPriceOracleV3 oracle = IPriceOracleV3(manager.priceOracle());
        IPoolQuotaKeeperV3 keeper = IPoolQuotaKeeperV3(manager.poolQuotaKeeper());
        uint256 count = manager.collateralTokensCount();
        tokens = new Token[](count);
        for (uint256 i; i < count; ++i) {
            Token memory t = tokens[i];
            (t.token, t.liquidationThreshold) = manager.collateralTokenByMask(1 << i);
            t.isForbidden = forbiddenMask & (1 << i) != 0;
            t.isPhantom = _isPhantom(t.token);
            t.symbol = _text(t.token, IERC20Metadata.symbol.selector);
            t.name = _text(t.token, IERC20Metadata.name.selector);
            t.decimals = IERC20Metadata(t.token).decimals();
            _readPrice(t, oracle);
            if (i != 0) {
                (t.quotaRate,, t.quotaIncreaseFee, t.quotaTotal, t.quotaLimit,) = keeper.getTokenQuotaParams(t.token);
            }
            if (owner != address(0)) {
                t.walletBalance = IERC20Metadata(t.token).balanceOf(owner);
                // phantom tokens, which stand for a staked balance, have no allowances
                try IERC20Metadata(t.token).allowance(owner, address(manager)) returns (uint256 amount) {
                    t.walletAllowance = amount;
                } catch {}
            }
        }
    }

    /// As `CreditFacadeV3._tryWithdrawPhantomToken` tells, with its limit of gas.
    function _isPhantom(address token) private view returns (bool) {
        bytes memory call = abi.encodeCall(IPhantomToken.getPhantomTokenInfo, ());
        (bool ok, bytes memory data) = token.staticcall{gas: 30_000}(call);
        return ok && data.length >= 64;
    }

    function _readPrice(Token memory t, IPriceOracleV3 oracle) private view {
        try oracle.getPrice(t.token) returns (uint256 price) {
            t.price = price;
        } catch {}
        try oracle.getSafePrice(t.token) returns (uint256 price) {
            (t.safePrice, t.hasSafePrice) = (price, true);
        } catch {}
        PriceFeedParams memory params = oracle.priceFeedParams(t.token);
        t.feed = params.priceFeed;
        t.feedStaleness = params.skipCheck ? 0 : params.stalenessPeriod;
        if (t.feed == address(0)) return;
        try IFeed(t.feed).latestRoundData() returns (uint80, int256, uint256, uint256 updatedAt, uint80) {
            t.feedUpdatedAt = updatedAt;
        } catch {}
    }

    // ----- venues: where a market's collateral can be traded, staked or deposited

    function _readVenues(Market memory market, address[] memory adapters) private view {
        uint256 n = adapters.length;
        bytes32[] memory types = new bytes32[](n);
        uint256 stakings;
        uint256 vaults;
        uint256 uniswapPools;
        uint256 balancerPools;
        for (uint256 i; i < n; ++i) {
            try IAdapter(adapters[i]).contractType() returns (bytes32 kind) {
                types[i] = kind;
            } catch {}
            if (types[i] == "ADAPTER::STAKING_REWARDS") ++stakings;
            else if (types[i] == "ADAPTER::ERC4626_VAULT") ++vaults;
            else if (types[i] == "ADAPTER::UNISWAP_V2_ROUTER") {
                uniswapPools += IUniswapAdapter(adapters[i]).supportedPairs().length;
            } else if (types[i] == "ADAPTER::BALANCER_VAULT") {
                balancerPools += IBalancerAdapter(adapters[i]).supportedPoolIds().length;
            }
        }
        market.stakings = new Staking[](stakings);
        market.vaults = new Vault[](vaults);
        market.uniswapPools = new UniswapPool[](uniswapPools);
        market.balancerPools = new BalancerPool[](balancerPools);
        for (uint256 i = n; i > 0; --i) {
            address adapter = adapters[i - 1];
            bytes32 kind = types[i - 1];
            if (kind == "ADAPTER::STAKING_REWARDS") market.stakings[--stakings] = _staking(adapter);
            else if (kind == "ADAPTER::ERC4626_VAULT") market.vaults[--vaults] = _vault(adapter);
            else if (kind == "ADAPTER::UNISWAP_V2_ROUTER") uniswapPools = _fillUniswap(market, adapter, uniswapPools);
            else if (kind == "ADAPTER::BALANCER_VAULT") balancerPools = _fillBalancer(market, adapter, balancerPools);
        }
    }

    function _fillUniswap(Market memory market, address adapter, uint256 end) private view returns (uint256) {
        Pair[] memory pairs = IUniswapAdapter(adapter).supportedPairs();
        address factory = IUniswapRouter(IAdapter(adapter).targetContract()).factory();
        for (uint256 i; i < pairs.length; ++i) {
            UniswapPool memory pool = market.uniswapPools[--end];
            pool.adapter = adapter;
            (pool.token0, pool.token1) = (pairs[i].token0, pairs[i].token1);
            address pair = IUniswapFactory(factory).getPair(pool.token0, pool.token1);
            if (pair != address(0)) (pool.reserve0, pool.reserve1,) = IUniswapPair(pair).getReserves();
        }
        return end;
    }

    function _fillBalancer(Market memory market, address adapter, uint256 end) private view returns (uint256) {
        bytes32[] memory ids = IBalancerAdapter(adapter).supportedPoolIds();
        IBalancerVault vault = IBalancerVault(IAdapter(adapter).targetContract());
        for (uint256 i; i < ids.length; ++i) {
            BalancerPool memory pool = market.balancerPools[--end];
            pool.adapter = adapter;
            pool.poolId = ids[i];
            pool.status = IBalancerAdapter(adapter).poolStatus(ids[i]);
            (pool.pool,) = vault.getPool(ids[i]);
            (pool.tokens, pool.balances,) = vault.getPoolTokens(ids[i]);
            pool.supply = IWeightedPool(pool.pool).totalSupply();
            pool.swapFee = IWeightedPool(pool.pool).getSwapFeePercentage();
            // stable pools have no weights: an empty list says that this is not a weighted pool
            try IWeightedPool(pool.pool).getNormalizedWeights() returns (uint256[] memory weights) {
                pool.weights = weights;
            } catch {}
        }
        return end;
    }

    function _staking(address adapter) private view returns (Staking memory s) {
        s.adapter = adapter;
        s.target = IAdapter(adapter).targetContract();
        s.stakingToken = IStakingAdapter(adapter).stakingToken();
        s.rewardsToken = IStakingAdapter(adapter).rewardsToken();
        s.phantomToken = IStakingAdapter(adapter).stakedPhantomToken();
        s.rewardRate = IStakingRewards(s.target).rewardRate();
        s.periodFinish = IStakingRewards(s.target).periodFinish();
        s.supply = IStakingRewards(s.target).totalSupply();
    }

    function _vault(address adapter) private view returns (Vault memory v) {
        v.adapter = adapter;
        v.vault = IVaultAdapter(adapter).vault();
        v.asset = IVaultAdapter(adapter).asset();
        v.assetsPerShare = _assetsPerShare(v.vault);
        v.maxDeposit = IERC4626(v.vault).maxDeposit(address(this));
    }

    /// In RAY-scaled shares, so that small steps show in assets of few decimals too.
    function _assetsPerShare(address vault) private view returns (uint256) {
        return IERC4626(vault).convertToAssets(1e27);
    }

    // ----- pools

    function _pools(Market[] memory markets, address owner) private view returns (Pool[] memory pools) {
        pools = new Pool[](markets.length);
        uint256 count;
        for (uint256 i; i < markets.length; ++i) {
            bool isKnown;
            for (uint256 j; j < i; ++j) {
                if (markets[j].pool == markets[i].pool) isKnown = true;
            }
            if (!isKnown) pools[count++] = _pool(IPoolV3(markets[i].pool), owner);
        }
        assembly {
            mstore(pools, count)
        }
    }

    function _pool(IPoolV3 pool, address owner) private view returns (Pool memory p) {
        p.pool = address(pool);
        p.name = _text(p.pool, IERC20Metadata.name.selector);
        p.isPaused = IPausable(p.pool).paused();
        p.withdrawFee = pool.withdrawFee();
        p.totalShares = pool.totalSupply();
        p.quotaRevenue = pool.quotaRevenue();
        try ILinearInterestRateModelV3(pool.interestRateModel()).getModelParameters() returns (
            uint16 u1, uint16 u2, uint16 base, uint16 slope1, uint16 slope2, uint16 slope3
        ) {
            p.rateModel = new uint16[](6);
            (p.rateModel[0], p.rateModel[1], p.rateModel[2]) = (u1, u2, base);
            (p.rateModel[3], p.rateModel[4], p.rateModel[5]) = (slope1, slope2, slope3);
        } catch {}
        if (owner != address(0)) {
            p.ownerShares = pool.balanceOf(owner);
            p.walletAllowance = IERC20Metadata(pool.asset()).allowance(owner, p.pool);
        }
    }

    // ----- accounts

    function _accounts(Market[] memory markets, address owner) private view returns (Account[] memory accounts) {
        address[][] memory all = new address[][](markets.length);
        uint256 count;
        for (uint256 i; i < markets.length; ++i) {
            ICreditManagerV3 manager = ICreditManagerV3(markets[i].creditManager);
            all[i] = manager.creditAccounts();
            for (uint256 j; j < all[i].length; ++j) {
                if (manager.getBorrowerOrRevert(all[i][j]) == owner) ++count;
                else all[i][j] = address(0);
            }
        }
        accounts = new Account[](count);
        count = 0;
        for (uint256 i; i < markets.length; ++i) {
            for (uint256 j; j < all[i].length; ++j) {
                if (all[i][j] != address(0)) accounts[count++] = _account(markets[i], all[i][j], owner);
            }
        }
    }

    function _account(Market memory market, address account, address owner) private view returns (Account memory a) {
        ICreditManagerV3 manager = ICreditManagerV3(market.creditManager);
        a.creditManager = market.creditManager;
        a.account = account;
        a.owner = owner;
        (,,,, a.enabledTokensMask,, a.lastDebtUpdate,) = manager.creditAccountInfo(account);

        CollateralDebtData memory cdd;
        try manager.calcDebtAndCollateral(account, CollateralCalcTask.DEBT_COLLATERAL) returns (
            CollateralDebtData memory priced
        ) {
            cdd = priced;
            a.isPriced = true;
            a.totalDebtUsd = cdd.totalDebtUSD;
            a.totalValueUsd = cdd.totalValueUSD;
            a.weightedValueUsd = cdd.twvUSD;
            a.isLiquidatable = cdd.twvUSD < cdd.totalDebtUSD;
        } catch {
            cdd = manager.calcDebtAndCollateral(account, CollateralCalcTask.DEBT_ONLY);
        }
        a.principal = cdd.debt;
        a.totalDebt = cdd.debt + cdd.accruedInterest + cdd.accruedFees;

        IPoolQuotaKeeperV3 keeper = IPoolQuotaKeeperV3(manager.poolQuotaKeeper());
        a.balances = new uint256[](market.tokens.length);
        a.quotas = new uint256[](market.tokens.length);
        for (uint256 i; i < market.tokens.length; ++i) {
            a.balances[i] = IERC20Metadata(market.tokens[i].token).balanceOf(account);
            if (i != 0) (a.quotas[i],) = keeper.getQuota(account, market.tokens[i].token);
        }
        a.earned = new uint256[](market.stakings.length);
        for (uint256 i; i < market.stakings.length; ++i) {
            a.earned[i] = IStakingRewards(market.stakings[i].target).earned(account);
        }
    }

    // ----- untrusted text

    /// A token's symbol or name, whatever it answers: a string cut to 64 bytes, 32 raw bytes, or nothing.
    function _text(address token, bytes4 selector) private view returns (string memory) {
        (bool ok, bytes memory data) = token.staticcall(abi.encodeWithSelector(selector));
        if (!ok || data.length < 32) return "";
        bytes memory text;
        if (data.length == 32) {
            text = data;
        } else {
            uint256 length;
            assembly {
                length := mload(add(data, 64))
            }
            if (data.length < 64 || length > data.length - 64) return "";
            text = new bytes(length > MAX_TEXT ? MAX_TEXT : length);
            for (uint256 i; i < text.length; ++i) {
                text[i] = data[64 + i];
            }
        }
        return string(text);
    }
}
