// SPDX-License-Identifier: MIT
pragma solidity 0.8.23;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice A token that whoever deployed it hands out
contract PracticeToken is ERC20 {
    error CallerIsNotOwnerException();

    address public immutable owner;
    uint8 internal immutable ownDecimals;

    constructor(string memory name_, string memory symbol_, uint8 decimals_) ERC20(name_, symbol_) {
        owner = msg.sender;
        ownDecimals = decimals_;
    }

    function decimals() public view override returns (uint8) {
        return ownDecimals;
    }

    function mint(address to, uint256 amount) external {
        if (msg.sender != owner) revert CallerIsNotOwnerException();
        _mint(to, amount);
    }
}

/// @notice A token that, like Tether's on Ethereum, lets an allowance change only from or to zero
contract ApproveFromZeroToken is PracticeToken {
    error AllowanceIsNotZeroException();

    constructor(string memory name_, string memory symbol_, uint8 decimals_) PracticeToken(name_, symbol_, decimals_) {}

    function approve(address spender, uint256 amount) public override returns (bool) {
        if (amount != 0 && allowance(msg.sender, spender) != 0) revert AllowanceIsNotZeroException();
        return super.approve(spender, amount);
    }
}
