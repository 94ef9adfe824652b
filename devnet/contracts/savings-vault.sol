// SPDX-License-Identifier: MIT
pragma solidity 0.8.23;

import {ERC20, ERC4626, IERC20} from "@openzeppelin/contracts/token/ERC20/extensions/ERC4626.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @notice A yield-bearing vault: yield that was paid in vests second by second, so the share price only grows
contract SavingsVault is ERC4626 {
    using SafeERC20 for IERC20;

    error CallerIsNotOwnerException();

    address public immutable owner;
    uint256 public vestingAmount;
    uint256 public vestingStart;
    uint256 public vestingEnd;

    constructor(IERC20 asset_, string memory name_, string memory symbol_) ERC20(name_, symbol_) ERC4626(asset_) {
        owner = msg.sender;
    }

    /// @notice Takes `amount` from the caller, and lets it and what has not vested yet vest over `duration` seconds
    function addYield(uint256 amount, uint256 duration) external {
        if (msg.sender != owner) revert CallerIsNotOwnerException();
        vestingAmount = unvestedAmount() + amount;
        vestingStart = block.timestamp;
        vestingEnd = block.timestamp + duration;
        IERC20(asset()).safeTransferFrom(msg.sender, address(this), amount);
    }

    function unvestedAmount() public view returns (uint256) {
        if (block.timestamp >= vestingEnd) return 0;
        return vestingAmount * (vestingEnd - block.timestamp) / (vestingEnd - vestingStart);
    }

    function totalAssets() public view override returns (uint256) {
        return IERC20(asset()).balanceOf(address(this)) - unvestedAmount();
    }
}
