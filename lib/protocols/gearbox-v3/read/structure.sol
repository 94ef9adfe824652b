// SPDX-License-Identifier: MIT
pragma solidity 0.8.23;

/// Finds what Gearbox V3.1 consists of: markets, their tokens, the pools and stakes that they trade with. What all of that
/// is worth, owes and holds is read apart, and again and again, by `Batch`. It is never deployed: its code is placed at an
/// unused address by the state override of a single `eth_call`.
///
/// Nothing that one contract answers, or does not, takes anything else with it: what cannot be read is said in its place.
contract Structure {
    struct Token {
        address token;
        /// False where it does not tell its decimals, without which no amount of it means anything.
        bool isReadable;
        string symbol;
        string name;
        uint8 decimals;
        /// Stands for a balance that lies elsewhere: only its adapter can give it out.
        bool isPhantom;
    }

    struct UniswapPool {
        address adapter;
        address token0;
        address token1;
        address pair;
    }

    struct BalancerPool {
        address adapter;
        address vault;
        bytes32 poolId;
        address pool;
    }

    struct Staking {
        address adapter;
        address target;
        address stakingToken;
        address rewardsToken;
        address phantomToken;
    }

    struct Vault {
        address adapter;
        address vault;
        address asset;
    }

    /// What an adapter lists that its operators may add to.
    struct Listing {
        address adapter;
        /// `supportedPairs`, or else `supportedPoolIds`.
        bool isOfPairs;
        /// The hash of what it answers: another one means another structure.
        bytes32 hash;
    }

    struct Market {
        address creditManager;
        /// The call that failed, where one did without which there is no market; the rest is then empty.
        bytes32 failed;
        string name;
        address creditFacade;
        address configurator;
        address pool;
        string poolName;
        address quotaKeeper;
        address oracle;
        address underlying;
        /// Whose holders alone may open; zero where everybody may.
        address degenNFT;
        bool isExpirable;
        /// The hash of what the configurator answers to `allowedAdapters`: another one means another structure.
        bytes32 adaptersHash;
        address[] tokens;
        /// By token, as `reserveFeeds`: where the oracle takes its price from.
        address[] feeds;
        address[] reserveFeeds;
        UniswapPool[] uniswapPools;
        BalancerPool[] balancerPools;
        Listing[] listings;
        Staking[] stakings;
        Vault[] vaults;
        /// Adapters of kinds that are known, of which something could not be read.
        address[] broken;
    }

    /// Markets from `first` on, as many as the gas allows, and the tokens that are new in them.
    struct Page {
        uint256 blockNumber;
        /// How many markets there are.
        uint256 count;
        /// The next page's `first`; `count` where this is the last.
        uint256 next;
        Market[] markets;
        Token[] tokens;
        /// Where markets are listed, but could not be read.
        address[] brokenConfigurators;
    }

    uint256 private constant MAX_TEXT = 64;
    /// What one call may burn, so that one that never ends leaves the others their gas.
    uint256 private constant GAS_OF_CALL = 500_000;
    /// More tokens than a market has, and then as many as one market may bring.
    uint256 private constant ENOUGH_TOKENS = 256;
    /// Twice that: a list's length while it is filled.
    uint256 private constant LIMIT = 512;

    /// @param entry Gearbox's AddressProvider
    /// @param known Tokens that earlier pages described
    /// @param gasLimit After how much gas no further market is begun
    /// @param isOfArbSys Whether ArbSys, at its address, says which block it is
    function load(address entry, uint256 first, address[] calldata known, uint256 gasLimit, bool isOfArbSys)
        external
        view
        returns (Page memory page)
    {
        uint256 gasAtStart = gasleft();
        address[] memory managers;
        (managers, page.brokenConfigurators) = _managers(entry);
        page.blockNumber = isOfArbSys ? _word(address(0x64), "arbBlockNumber()") : block.number;
        page.count = managers.length;
        Market[] memory markets;
        Token[] memory tokens;
        // lists of nothing yet: to fill them with empty items would cost more than to read them
        assembly {
            markets := mload(0x40)
            tokens := add(add(markets, 0x20), shl(5, LIMIT))
            mstore(0x40, add(add(tokens, 0x20), shl(5, LIMIT)))
            mstore(markets, LIMIT)
            mstore(tokens, LIMIT)
        }
        uint256 found;
        uint256 described;
        while (first + found < managers.length && described <= ENOUGH_TOKENS && found < LIMIT) {
            if (found > 0 && gasAtStart - gasleft() > gasLimit) break;
            Market memory market = _market(managers[first + found]);
            markets[found++] = market;
            for (uint256 i; i < market.tokens.length; ++i) {
                if (_isKnown(market.tokens[i], known, tokens, described)) continue;
                tokens[described++] = _token(market.tokens[i]);
            }
        }
        assembly {
            mstore(markets, found)
            mstore(tokens, described)
        }
        (page.next, page.markets, page.tokens) = (first + found, markets, tokens);
    }

    // ----- markets

    function _managers(address entry) private view returns (address[] memory managers, address[] memory broken) {
        (, bytes memory data) = _call(
            entry, abi.encodeWithSignature("getAddressOrRevert(bytes32,uint256)", bytes32("MARKET_CONFIGURATOR_FACTORY"), 0)
        );
        address factory = address(uint160(_first(data)));
        (bool ok, uint256[] memory configurators) = _list(factory, "getMarketConfigurators()");
        require(ok, "no list of markets");
        broken = new address[](configurators.length);
        uint256[][] memory found = new uint256[][](configurators.length);
        uint256 count;
        uint256 failures;
        for (uint256 i; i < configurators.length; ++i) {
            address configurator = address(uint160(configurators[i]));
            (ok, found[i]) = _list(_address(configurator, "contractsRegister()"), "getCreditManagers()");
            if (!ok) broken[failures++] = configurator;
            count += found[i].length;
        }
        managers = new address[](count);
        count = 0;
        for (uint256 i; i < found.length; ++i) {
            for (uint256 j; j < found[i].length; ++j) {
                managers[count++] = address(uint160(found[i][j]));
            }
        }
        assembly {
            mstore(broken, failures)
        }
    }

    function _market(address manager) private view returns (Market memory market) {
        market.creditManager = manager;
        market.name = _text(manager, "name()");
        market.creditFacade = _of(market, manager, "creditFacade()");
        market.configurator = _of(market, manager, "creditConfigurator()");
        market.pool = _of(market, manager, "pool()");
        market.underlying = _of(market, manager, "underlying()");
        market.oracle = _of(market, manager, "priceOracle()");
        market.quotaKeeper = _of(market, manager, "poolQuotaKeeper()");
        if (market.failed != 0) return market;
        market.poolName = _text(market.pool, "name()");
        market.degenNFT = _address(market.creditFacade, "degenNFT()");
        market.isExpirable = _word(market.creditFacade, "expirable()") != 0;
        uint256 count = _word(manager, "collateralTokensCount()");
        (market.tokens, market.feeds, market.reserveFeeds) =
            (new address[](count), new address[](count), new address[](count));
        for (uint256 i; i < count; ++i) {
            address token = _addressOf(manager, "getTokenByMask(uint256)", uint256(1) << i);
            market.tokens[i] = token;
            market.feeds[i] = _addressOf(market.oracle, "priceFeeds(address)", uint160(token));
            market.reserveFeeds[i] = _addressOf(market.oracle, "reservePriceFeeds(address)", uint160(token));
        }
        if (count == 0 || market.tokens[0] != market.underlying) market.failed = "collateralTokens";
        else _readVenues(market);
    }

    function _of(Market memory market, address target, string memory signature) private view returns (address found) {
        if (market.failed != 0) return address(0);
        found = _address(target, signature);
        if (found == address(0)) market.failed = bytes32(bytes(signature));
    }

    // ----- tokens

    function _isKnown(address token, address[] calldata known, Token[] memory tokens, uint256 count)
        private
        pure
        returns (bool)
    {
        for (uint256 i; i < known.length; ++i) {
            if (known[i] == token) return true;
        }
        for (uint256 i; i < count; ++i) {
            if (tokens[i].token == token) return true;
        }
        return false;
    }

    function _token(address token) private view returns (Token memory t) {
        t.token = token;
        t.symbol = _text(token, "symbol()");
        t.name = _text(token, "name()");
        (bool ok, bytes memory data) = _call(token, abi.encodeWithSignature("decimals()"));
        uint256 decimals = ok && data.length >= 32 ? _first(data) : 256;
        (t.isReadable, t.decimals) = decimals < 78 ? (true, uint8(decimals)) : (false, 0);
        // as `CreditFacadeV3._tryWithdrawPhantomToken` tells, with its limit of gas
        (ok, data) = token.staticcall{gas: 30_000}(abi.encodeWithSignature("getPhantomTokenInfo()"));
        t.isPhantom = ok && data.length >= 64;
    }

    // ----- venues: where a market's collateral can be traded, staked or deposited

    function _readVenues(Market memory market) private view {
        (, uint256[] memory adapters) = _list(market.configurator, "allowedAdapters()");
        market.adaptersHash = _hash(market.configurator, "allowedAdapters()");
        market.broken = new address[](adapters.length);
        market.listings = new Listing[](adapters.length);
        uint256 broken;
        uint256 listings;
        for (uint256 i; i < adapters.length; ++i) {
            address adapter = address(uint160(adapters[i]));
            bytes32 kind = bytes32(_word(adapter, "contractType()"));
            bool isRead = true;
            if (kind == "ADAPTER::STAKING_REWARDS") {
                Staking memory s = _staking(adapter);
                isRead = s.target != address(0) && s.stakingToken != address(0) && s.phantomToken != address(0);
                if (isRead) market.stakings = _withStaking(market.stakings, s);
            } else if (kind == "ADAPTER::ERC4626_VAULT") {
                Vault memory v = Vault(adapter, _address(adapter, "vault()"), _address(adapter, "asset()"));
                isRead = v.vault != address(0) && v.asset != address(0);
                if (isRead) market.vaults = _withVault(market.vaults, v);
            } else if (kind == "ADAPTER::UNISWAP_V2_ROUTER") {
                isRead = _readPairs(market, adapter);
                market.listings[listings++] = Listing(adapter, true, _hash(adapter, "supportedPairs()"));
            } else if (kind == "ADAPTER::BALANCER_VAULT") {
                isRead = _readBalancer(market, adapter);
                market.listings[listings++] = Listing(adapter, false, _hash(adapter, "supportedPoolIds()"));
            }
            if (!isRead) market.broken[broken++] = adapter;
        }
        address[] memory list = market.broken;
        Listing[] memory listed = market.listings;
        assembly {
            mstore(list, broken)
            mstore(listed, listings)
        }
    }

    function _withStaking(Staking[] memory before, Staking memory one) private pure returns (Staking[] memory list) {
        list = new Staking[](before.length + 1);
        for (uint256 i; i < before.length; ++i) {
            list[i] = before[i];
        }
        list[before.length] = one;
    }

    function _withVault(Vault[] memory before, Vault memory one) private pure returns (Vault[] memory list) {
        list = new Vault[](before.length + 1);
        for (uint256 i; i < before.length; ++i) {
            list[i] = before[i];
        }
        list[before.length] = one;
    }

    function _staking(address adapter) private view returns (Staking memory s) {
        s.adapter = adapter;
        s.target = _address(adapter, "targetContract()");
        s.stakingToken = _address(adapter, "stakingToken()");
        s.rewardsToken = _address(adapter, "rewardsToken()");
        s.phantomToken = _address(adapter, "stakedPhantomToken()");
    }

    /// A market may trade through several routers; one pair after the other, as each adapter lists them.
    function _readPairs(Market memory market, address adapter) private view returns (bool) {
        (bool ok, uint256[] memory pairs) = _listOf(2, adapter, "supportedPairs()");
        address factory = _address(_address(adapter, "targetContract()"), "factory()");
        if (!ok || factory == address(0)) return false;
        UniswapPool[] memory before = market.uniswapPools;
        UniswapPool[] memory pools = new UniswapPool[](before.length + pairs.length / 2);
        for (uint256 i; i < pools.length; ++i) {
            if (i < before.length) {
                pools[i] = before[i];
                continue;
            }
            uint256 at = 2 * (i - before.length);
            (address token0, address token1) = (address(uint160(pairs[at])), address(uint160(pairs[at + 1])));
            (, bytes memory data) = _call(factory, abi.encodeWithSignature("getPair(address,address)", token0, token1));
            pools[i] = UniswapPool(adapter, token0, token1, address(uint160(_first(data))));
        }
        market.uniswapPools = pools;
        return true;
    }

    function _readBalancer(Market memory market, address adapter) private view returns (bool) {
        (bool ok, uint256[] memory ids) = _list(adapter, "supportedPoolIds()");
        address vault = _address(adapter, "targetContract()");
        if (!ok || vault == address(0)) return false;
        BalancerPool[] memory before = market.balancerPools;
        BalancerPool[] memory pools = new BalancerPool[](before.length + ids.length);
        for (uint256 i; i < pools.length; ++i) {
            if (i < before.length) {
                pools[i] = before[i];
                continue;
            }
            bytes32 id = bytes32(ids[i - before.length]);
            // a pool's id begins with its address
            pools[i] = BalancerPool(adapter, vault, id, address(bytes20(id)));
        }
        market.balancerPools = pools;
        return true;
    }

    // ----- calls that may fail

    /// What it answered; nothing where it reverted.
    function _call(address target, bytes memory call) private view returns (bool ok, bytes memory data) {
        (ok, data) = target.staticcall{gas: GAS_OF_CALL}(call);
        if (!ok) data = "";
    }

    function _hash(address target, string memory signature) private view returns (bytes32) {
        (, bytes memory data) = _call(target, abi.encodeWithSignature(signature));
        return keccak256(data);
    }

    function _first(bytes memory data) private pure returns (uint256 word) {
        if (data.length >= 32) word = abi.decode(data, (uint256));
    }

    function _word(address target, string memory signature) private view returns (uint256) {
        (bool ok, bytes memory data) = _call(target, abi.encodeWithSignature(signature));
        return ok ? _first(data) : 0;
    }

    function _address(address target, string memory signature) private view returns (address) {
        return address(uint160(_word(target, signature)));
    }

    function _addressOf(address target, string memory signature, uint256 argument) private view returns (address) {
        (, bytes memory data) = _call(target, abi.encodeWithSignature(signature, argument));
        return address(uint160(_first(data)));
    }

    function _list(address target, string memory signature) private view returns (bool, uint256[] memory) {
        return _listOf(1, target, signature);
    }

    /// The words of a list whose items take `size` words each; decoded by hand, since `abi.decode` reverts where it is none.
    function _listOf(uint256 size, address target, string memory signature)
        private
        view
        returns (bool, uint256[] memory words)
    {
        (bool ok, bytes memory data) = _call(target, abi.encodeWithSignature(signature));
        if (!ok || data.length < 64) return (false, words);
        uint256 length;
        assembly {
            length := mload(add(data, 64))
        }
        if (length > data.length) return (false, words);
        length *= size;
        if (length * 32 > data.length - 64) return (false, words);
        assembly {
            words := add(data, 64)
            mstore(words, length)
        }
        return (true, words);
    }

    // ----- untrusted text

    /// A symbol or name, whatever it answers: a string cut to 64 bytes, 32 raw bytes, or nothing.
    function _text(address target, string memory signature) private view returns (string memory) {
        (bool ok, bytes memory data) = _call(target, abi.encodeWithSignature(signature));
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
