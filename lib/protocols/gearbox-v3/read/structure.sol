// SPDX-License-Identifier: MIT
pragma solidity 0.8.23;

/// What is asked, each by its selector: a signature's text would be many times as long in the code. What is answered is read word
/// by word.
interface Calls {
    function allowedAdapters() external;
    function arbBlockNumber() external;
    function asset() external;
    function collateralTokensCount() external;
    function contractType() external;
    function contractsRegister() external;
    function creditConfigurator() external;
    function creditFacade() external;
    function decimals() external;
    function degenNFT() external;
    function expirable() external;
    function factory() external;
    function getAddressOrRevert(bytes32,uint256) external;
    function getCreditManagers() external;
    function getMarketConfigurators() external;
    function getPair(address,address) external;
    function getPhantomTokenInfo() external;
    function getTokenByMask(uint256) external;
    function name() external;
    function pool() external;
    function poolQuotaKeeper() external;
    function priceFeeds(address) external;
    function priceOracle() external;
    function reservePriceFeeds(address) external;
    function rewardsToken() external;
    function stakedPhantomToken() external;
    function stakingToken() external;
    function supportedPairs() external;
    function supportedPoolIds() external;
    function symbol() external;
    function targetContract() external;
    function underlying() external;
    function vault() external;
}

/// Finds what Gearbox V3.1 consists of: markets, their tokens, the pools and stakes that they trade with. What all of that
/// is worth, owes and holds is read apart, and again and again, by `Batch`. It is never deployed: its code is placed at an
/// unused address by the state override of a single `eth_call`.
///
/// Nothing that one contract answers, or does not, takes anything else with it: what cannot be read is said in its place.
///
/// It answers with words, not with structures: what encodes those would be half as much code again, in every page and in every
/// read. Each piece is one of the kinds below and its words; a market's collaterals and adapters come behind it.
contract Structure {
    /// blockNumber, how many markets there are, which of them is next: as many as there are where this is all
    uint256 private constant PAGE = 0;
    /// creditManager; the selector of the call that failed, where one did without which there is no market; creditFacade,
    /// configurator, pool, quotaKeeper, oracle, underlying; whose holders alone may open, zero where everybody may; whether it is
    /// expirable; the hash of what the configurator answers to `allowedAdapters`: another one means another structure; name, and the
    /// pool's name
    uint256 private constant MARKET = 1;
    /// token; where the oracle takes its price from, and its reserve price
    uint256 private constant COLLATERAL = 2;
    /// adapter, token0, token1, pair
    uint256 private constant UNISWAP_POOL = 3;
    /// adapter, vault, id
    uint256 private constant BALANCER_POOL = 4;
    /// adapter, target, stakingToken, rewardsToken, phantomToken
    uint256 private constant STAKING = 5;
    /// adapter, vault, asset
    uint256 private constant VAULT = 6;
    /// adapter; the hash of the list of pairs, or of pools' ids, that its operators may add to: another one means another structure
    uint256 private constant LIST_OF_PAIRS = 7;
    uint256 private constant LIST_OF_POOL_IDS = 8;
    /// adapter, of a kind that is known, of which something could not be read
    uint256 private constant BROKEN_ADAPTER = 9;
    /// token; whether it tells its decimals, without which no amount of it means anything, and these; whether it stands for a balance
    /// that lies elsewhere, so that only its adapter can give it out; symbol, name
    uint256 private constant TOKEN = 10;
    /// where markets are listed, but could not be read
    uint256 private constant BROKEN_CONFIGURATOR = 11;

    struct Out {
        bytes[] pieces;
        uint256 count;
    }

    uint256 private constant MAX_TEXT = 64;
    /// What one call may burn, so that one that never ends leaves the others their gas.
    uint256 private constant GAS_OF_CALL = 500_000;
    /// More tokens than a market has, and then as many as one market may bring.
    uint256 private constant ENOUGH_TOKENS = 256;
    /// Twice that.
    uint256 private constant MOST_TOKENS = 512;
    /// What a page has fewer of.
    uint256 private constant MOST_PIECES = 2048;

    /// Answers with the words of markets from `first` on, as many as the gas allows, and of the tokens that are new in them.
    /// @param entry Gearbox's AddressProvider
    /// @param known Tokens that earlier pages described
    /// @param gasLimit After how much gas no further market is begun
    /// @param isOfArbSys Whether ArbSys, at its address, says which block it is
    function load(address entry, uint256 first, address[] calldata known, uint256 gasLimit, bool isOfArbSys)
        external
        view
    {
        uint256 gasAtStart = gasleft();
        Out memory out;
        bytes[] memory pieces;
        // a list of nothing yet: to fill it with empty items would cost more than to read them
        assembly {
            pieces := mload(0x40)
            mstore(0x40, add(add(pieces, 0x20), shl(5, MOST_PIECES)))
            mstore(pieces, MOST_PIECES)
        }
        out.pieces = pieces;
        uint256[] memory managers = _managers(out, entry);
        uint256[] memory described = new uint256[](MOST_TOKENS);
        uint256 count;
        uint256 next = first;
        for (; next < managers.length && count <= ENOUGH_TOKENS; ++next) {
            if (next > first && gasAtStart - gasleft() > gasLimit) break;
            uint256[] memory tokens = _market(out, address(uint160(managers[next])));
            for (uint256 i; i < tokens.length; ++i) {
                if (_isKnown(tokens[i], known, described, count)) continue;
                described[count++] = tokens[i];
                _token(out, address(uint160(tokens[i])));
            }
        }
        uint256 blockNumber = isOfArbSys ? _word(address(0x64), Calls.arbBlockNumber.selector) : block.number;
        _add(out, abi.encodePacked(PAGE, blockNumber, managers.length, next));
        _answer(out);
    }

    function _add(Out memory out, bytes memory piece) private pure {
        out.pieces[out.count++] = piece;
    }

    /// All pieces, one behind the other, as they are.
    function _answer(Out memory out) private pure {
        bytes[] memory pieces = out.pieces;
        uint256 count = out.count;
        assembly {
            let start := mload(0x40)
            let to := start
            for { let i := 0 } lt(i, count) { i := add(i, 1) } {
                let piece := mload(add(add(pieces, 0x20), shl(5, i)))
                let end := add(to, mload(piece))
                for {} lt(to, end) {} {
                    piece := add(piece, 0x20)
                    mstore(to, mload(piece))
                    to := add(to, 0x20)
                }
            }
            return(start, sub(to, start))
        }
    }

    // ----- markets

    function _managers(Out memory out, address entry) private view returns (uint256[] memory managers) {
        (, bytes memory data) = _call(
            entry, abi.encodeWithSelector(Calls.getAddressOrRevert.selector, bytes32("MARKET_CONFIGURATOR_FACTORY"), 0)
        );
        address factory = address(uint160(_first(data)));
        (bool ok, uint256[] memory configurators) = _list(factory, Calls.getMarketConfigurators.selector);
        require(ok, "no list of markets");
        bytes memory all;
        for (uint256 i; i < configurators.length; ++i) {
            address configurator = address(uint160(configurators[i]));
            uint256[] memory found;
            (ok, found) = _list(_address(configurator, Calls.contractsRegister.selector), Calls.getCreditManagers.selector);
            if (!ok) _add(out, abi.encodePacked(BROKEN_CONFIGURATOR, configurators[i]));
            all = abi.encodePacked(all, found);
        }
        // as many words as it has bytes
        assembly {
            managers := all
            mstore(managers, shr(5, mload(managers)))
        }
    }

    function _market(Out memory out, address manager) private view returns (uint256[] memory tokens) {
        uint256[12] memory m;
        (m[0], m[1]) = (MARKET, uint160(manager));
        m[3] = _vital(m, manager, Calls.creditFacade.selector);
        m[4] = _vital(m, manager, Calls.creditConfigurator.selector);
        m[5] = _vital(m, manager, Calls.pool.selector);
        m[8] = _vital(m, manager, Calls.underlying.selector);
        m[7] = _vital(m, manager, Calls.priceOracle.selector);
        m[6] = _vital(m, manager, Calls.poolQuotaKeeper.selector);
        tokens = new uint256[](m[2] == 0 ? _word(manager, Calls.collateralTokensCount.selector) : 0);
        for (uint256 i; i < tokens.length; ++i) {
            tokens[i] = _wordOf(manager, Calls.getTokenByMask.selector, uint256(1) << i);
        }
        if (m[2] == 0 && (tokens.length == 0 || tokens[0] != m[8])) m[2] = _left(Calls.getTokenByMask.selector);
        m[9] = _word(address(uint160(m[3])), Calls.degenNFT.selector);
        m[10] = _word(address(uint160(m[3])), Calls.expirable.selector);
        m[11] = uint256(_hash(address(uint160(m[4])), Calls.allowedAdapters.selector));
        address pool = address(uint160(m[5]));
        _add(out, abi.encodePacked(m, _text(manager, Calls.name.selector), _text(pool, Calls.name.selector)));
        for (uint256 i; i < tokens.length; ++i) {
            uint256 feed = _wordOf(address(uint160(m[7])), Calls.priceFeeds.selector, tokens[i]);
            uint256 reserveFeed = _wordOf(address(uint160(m[7])), Calls.reservePriceFeeds.selector, tokens[i]);
            _add(out, abi.encodePacked(COLLATERAL, tokens[i], feed, reserveFeed));
        }
        if (m[2] == 0) _readVenues(out, address(uint160(m[4])));
    }

    function _vital(uint256[12] memory market, address target, bytes4 selector) private view returns (uint256 found) {
        if (market[2] != 0) return 0;
        found = _word(target, selector);
        if (found == 0) market[2] = _left(selector);
    }

    function _left(bytes4 selector) private pure returns (uint256) {
        return uint256(bytes32(selector));
    }

    // ----- tokens

    function _isKnown(uint256 token, address[] calldata known, uint256[] memory described, uint256 count)
        private
        pure
        returns (bool)
    {
        for (uint256 i; i < known.length; ++i) {
            if (uint160(known[i]) == token) return true;
        }
        for (uint256 i; i < count; ++i) {
            if (described[i] == token) return true;
        }
        return false;
    }

    function _token(Out memory out, address token) private view {
        (bool ok, bytes memory data) = _ask(token, Calls.decimals.selector);
        uint256 decimals = ok && data.length >= 32 ? _first(data) : 256;
        bool isReadable = decimals < 78;
        // as `CreditFacadeV3._tryWithdrawPhantomToken` tells, with its limit of gas
        (ok, data) = token.staticcall{gas: 30_000}(abi.encodeWithSelector(Calls.getPhantomTokenInfo.selector));
        uint256[5] memory t = [TOKEN, uint160(token), isReadable ? 1 : 0, isReadable ? decimals : 0, ok && data.length >= 64 ? 1 : 0];
        _add(out, abi.encodePacked(t, _text(token, Calls.symbol.selector), _text(token, Calls.name.selector)));
    }

    // ----- venues: where a market's collateral can be traded, staked or deposited

    function _readVenues(Out memory out, address configurator) private view {
        (, uint256[] memory adapters) = _list(configurator, Calls.allowedAdapters.selector);
        for (uint256 i; i < adapters.length; ++i) {
            address adapter = address(uint160(adapters[i]));
            bytes32 kind = bytes32(_word(adapter, Calls.contractType.selector));
            bool isRead = true;
            if (kind == "ADAPTER::STAKING_REWARDS") {
                isRead = _readStaking(out, adapter);
            } else if (kind == "ADAPTER::ERC4626_VAULT") {
                (uint256 vault, uint256 asset) = (_word(adapter, Calls.vault.selector), _word(adapter, Calls.asset.selector));
                isRead = vault != 0 && asset != 0;
                if (isRead) _add(out, abi.encodePacked(VAULT, adapters[i], vault, asset));
            } else if (kind == "ADAPTER::UNISWAP_V2_ROUTER") {
                isRead = _readPairs(out, adapter);
                _add(out, abi.encodePacked(LIST_OF_PAIRS, adapters[i], _hash(adapter, Calls.supportedPairs.selector)));
            } else if (kind == "ADAPTER::BALANCER_VAULT") {
                isRead = _readBalancer(out, adapter);
                _add(out, abi.encodePacked(LIST_OF_POOL_IDS, adapters[i], _hash(adapter, Calls.supportedPoolIds.selector)));
            }
            if (!isRead) _add(out, abi.encodePacked(BROKEN_ADAPTER, adapters[i]));
        }
    }

    function _readStaking(Out memory out, address adapter) private view returns (bool isRead) {
        uint256[6] memory s = [
            STAKING,
            uint160(adapter),
            _word(adapter, Calls.targetContract.selector),
            _word(adapter, Calls.stakingToken.selector),
            _word(adapter, Calls.rewardsToken.selector),
            _word(adapter, Calls.stakedPhantomToken.selector)
        ];
        isRead = s[2] != 0 && s[3] != 0 && s[5] != 0;
        if (isRead) _add(out, abi.encodePacked(s));
    }

    /// A market may trade through several routers; one pair after the other, as each adapter lists them.
    function _readPairs(Out memory out, address adapter) private view returns (bool) {
        (bool ok, uint256[] memory pairs) = _listOf(2, adapter, Calls.supportedPairs.selector);
        address factory = _address(_address(adapter, Calls.targetContract.selector), Calls.factory.selector);
        if (!ok || factory == address(0)) return false;
        for (uint256 i; i < pairs.length; i += 2) {
            (, bytes memory data) =
                _call(factory, abi.encodeWithSelector(Calls.getPair.selector, pairs[i], pairs[i + 1]));
            _add(
                out,
                abi.encodePacked(UNISWAP_POOL, uint256(uint160(adapter)), pairs[i], pairs[i + 1], _first(data))
            );
        }
        return true;
    }

    function _readBalancer(Out memory out, address adapter) private view returns (bool) {
        (bool ok, uint256[] memory ids) = _list(adapter, Calls.supportedPoolIds.selector);
        uint256 vault = _word(adapter, Calls.targetContract.selector);
        if (!ok || vault == 0) return false;
        for (uint256 i; i < ids.length; ++i) {
            _add(out, abi.encodePacked(BALANCER_POOL, uint256(uint160(adapter)), vault, ids[i]));
        }
        return true;
    }

    // ----- calls that may fail

    /// What it answered; nothing where it reverted.
    function _call(address target, bytes memory call) private view returns (bool ok, bytes memory data) {
        (ok, data) = target.staticcall{gas: GAS_OF_CALL}(call);
        if (!ok) data = "";
    }

    function _ask(address target, bytes4 selector) private view returns (bool ok, bytes memory data) {
        return _call(target, abi.encodeWithSelector(selector));
    }

    function _hash(address target, bytes4 selector) private view returns (bytes32) {
        (, bytes memory data) = _ask(target, selector);
        return keccak256(data);
    }

    function _first(bytes memory data) private pure returns (uint256 word) {
        if (data.length >= 32) word = abi.decode(data, (uint256));
    }

    function _word(address target, bytes4 selector) private view returns (uint256) {
        (bool ok, bytes memory data) = _ask(target, selector);
        return ok ? _first(data) : 0;
    }

    function _address(address target, bytes4 selector) private view returns (address) {
        return address(uint160(_word(target, selector)));
    }

    function _wordOf(address target, bytes4 selector, uint256 argument) private view returns (uint256) {
        (, bytes memory data) = _call(target, abi.encodeWithSelector(selector, argument));
        return _first(data);
    }

    function _list(address target, bytes4 selector) private view returns (bool, uint256[] memory) {
        return _listOf(1, target, selector);
    }

    /// The words of a list whose items take `size` words each; decoded by hand, since `abi.decode` reverts where it is none.
    function _listOf(uint256 size, address target, bytes4 selector)
        private
        view
        returns (bool, uint256[] memory words)
    {
        (bool ok, bytes memory data) = _ask(target, selector);
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

    /// A symbol or name, whatever it answers, as its length and two words, of which no more than that many bytes are its own: a string
    /// cut to 64 bytes, 32 raw bytes, or nothing.
    function _text(address target, bytes4 selector) private view returns (bytes memory) {
        (, bytes memory data) = _ask(target, selector);
        // a string's place and its length stand before it
        uint256 start = data.length == 32 ? 0 : 64;
        uint256 length = data.length == 32 ? 32 : 0;
        uint256 first;
        uint256 second;
        assembly {
            if gt(mload(data), 63) { length := mload(add(data, 64)) }
        }
        if (length > data.length - (data.length < start ? data.length : start)) length = 0;
        assembly {
            let text := add(add(data, 32), start)
            first := mload(text)
            second := mload(add(text, 32))
        }
        return abi.encodePacked(length < MAX_TEXT ? length : MAX_TEXT, first, second);
    }
}
