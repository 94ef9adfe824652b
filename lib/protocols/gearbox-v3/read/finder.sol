// SPDX-License-Identifier: MIT
pragma solidity 0.8.23;

interface ICreditAccounts {
    function creditAccounts(uint256 offset, uint256 limit) external view returns (address[] memory);
    function getBorrowerOrRevert(address creditAccount) external view returns (address);
}

/// Walks everybody's credit accounts for those of one owner, page by page, where a node does not tell who opened what. It is
/// never deployed: its code is placed at an unused address by the state override of a single `eth_call`.
contract Finder {
    uint256 private constant CHUNK = 64;

    /// From account `offset` of manager number `index` on, until the gas is used up; `next` is `managers.length` at the end.
    /// @return found Accounts of the owner
    /// @return foundIn Their managers' numbers
    function find(address[] calldata managers, address owner, uint256 index, uint256 offset, uint256 gasLimit)
        external
        view
        returns (address[] memory found, uint256[] memory foundIn, uint256 next, uint256 nextOffset)
    {
        uint256 gasAtStart = gasleft();
        found = new address[](256);
        foundIn = new uint256[](256);
        uint256 count;
        while (index < managers.length && count <= found.length - CHUNK && gasAtStart - gasleft() < gasLimit) {
            address[] memory accounts = _chunk(ICreditAccounts(managers[index]), offset);
            for (uint256 i; i < accounts.length; ++i) {
                if (ICreditAccounts(managers[index]).getBorrowerOrRevert(accounts[i]) != owner) continue;
                (found[count], foundIn[count]) = (accounts[i], index);
                ++count;
            }
            if (accounts.length == CHUNK) offset += CHUNK;
            else (index, offset) = (index + 1, 0);
        }
        (next, nextOffset) = (index, offset);
        assembly {
            mstore(found, count)
            mstore(foundIn, count)
        }
    }

    function _chunk(ICreditAccounts manager, uint256 offset) private view returns (address[] memory accounts) {
        try manager.creditAccounts(offset, CHUNK) returns (address[] memory chunk) {
            accounts = chunk;
        } catch {}
    }
}
