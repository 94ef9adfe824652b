// SPDX-License-Identifier: MIT
pragma solidity 0.8.23;

import {IACL} from "@gearbox-protocol/core-v3/contracts/interfaces/base/IACL.sol";
import {IAddressProvider} from "@gearbox-protocol/core-v3/contracts/interfaces/base/IAddressProvider.sol";
import {IContractsRegister} from "@gearbox-protocol/core-v3/contracts/interfaces/base/IContractsRegister.sol";
import {IPriceFeedStore, PriceUpdate} from "@gearbox-protocol/core-v3/contracts/interfaces/base/IPriceFeedStore.sol";
import {IUpdatablePriceFeed} from "@gearbox-protocol/core-v3/contracts/interfaces/base/IPriceFeed.sol";

/// @title What Gearbox's governance contracts answer on a live chain, in one contract
/// @notice Plays the address provider, market configurator factory, market configurator, contracts register, access
///         list and price feed store, whose sources are not published as a package. Development only: one owner may
///         do everything.
contract PracticeRegistry is IAddressProvider, IContractsRegister, IACL, IPriceFeedStore {
    error AddressNotFoundException(bytes32 key, uint256 version);
    error CallerIsNotOwnerException();

    address public immutable owner;
    address public immutable treasury;

    address[] internal pools;
    address[] internal managers;
    mapping(address => bool) public override isPool;
    mapping(address => bool) public override isCreditManager;

    modifier ownerOnly() {
        if (msg.sender != owner) revert CallerIsNotOwnerException();
        _;
    }

    constructor(address owner_, address treasury_) {
        owner = owner_;
        treasury = treasury_;
    }

    // ---------------- //
    // ADDRESS PROVIDER //
    // ---------------- //

    function getAddressOrRevert(bytes32 key, uint256 version) external view override returns (address) {
        if (version == 0) {
            if (key == "INSTANCE_MANAGER_PROXY") return owner;
            if (key == "TREASURY") return treasury;
            if (key == "MARKET_CONFIGURATOR_FACTORY" || key == "PRICE_FEED_STORE" || key == "ADDRESS_PROVIDER") {
                return address(this);
            }
        }
        revert AddressNotFoundException(key, version);
    }

    // --------------------------------- //
    // MARKET CONFIGURATORS AND REGISTER //
    // --------------------------------- //

    function getMarketConfigurators() external view returns (address[] memory configurators) {
        configurators = new address[](1);
        configurators[0] = address(this);
    }

    function isMarketConfigurator(address account) external view returns (bool) {
        return account == address(this);
    }

    function curatorName() external pure returns (string memory) {
        return "Practice markets";
    }

    function addressProvider() external view returns (address) {
        return address(this);
    }

    function acl() external view returns (address) {
        return address(this);
    }

    function contractsRegister() external view returns (address) {
        return address(this);
    }

    function getPools() external view override returns (address[] memory) {
        return pools;
    }

    function getCreditManagers() external view override returns (address[] memory) {
        return managers;
    }

    function addPool(address pool) external ownerOnly {
        isPool[pool] = true;
        pools.push(pool);
    }

    function addCreditManager(address creditManager) external ownerOnly {
        isCreditManager[creditManager] = true;
        managers.push(creditManager);
    }

    // ----------- //
    // ACCESS LIST //
    // ----------- //

    function isConfigurator(address account) external view override returns (bool) {
        return account == owner;
    }

    function hasRole(bytes32, address account) external view override returns (bool) {
        return account == owner;
    }

    // ---------------- //
    // PRICE FEED STORE //
    // ---------------- //

    function getStalenessPeriod(address) external pure override returns (uint32) {
        return 1 days;
    }

    function updatePrices(PriceUpdate[] calldata updates) external override {
        for (uint256 i; i < updates.length; ++i) {
            IUpdatablePriceFeed(updates[i].priceFeed).updatePrice(updates[i].data);
        }
    }
}
