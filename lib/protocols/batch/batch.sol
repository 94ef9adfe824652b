// SPDX-License-Identifier: MIT
pragma solidity 0.8.23;

/// Makes many calls in one, in one block, and answers with what each of them said, or with why it reverted. It is never
/// deployed: its code is placed at an unused address by the state override of a single `eth_call` or `eth_simulateV1`.
///
/// Both ways are packed, since both travel with every read. `batch.ts` writes the one and reads the other.
///
/// In: the number of words (2 bytes), more by 0x8000 where ArbSys says which block it is; each word: its length (1 byte),
/// its bytes; then operations until the end. A `ref` is a word's number, in 1 byte where there are at most 256 of them, else
/// in 2.
///   n             target ref, selector ref, n argument refs: calls, n < 16
///   n | 0x10      the same, answered by the hash of what it said
///   0x20          owner ref: the balance of the chain's own coin
///   0x21          target ref, d (1 byte): makes that word what the last call's last word was, less d; 0 if it failed
///
/// Out: block number and time as words (length, bytes); then for each operation but the last kind: the number of words and
/// 1 more (1 byte; 255 and the number in 2 bytes where it is that or more) and the words; or 0, the length (1 byte) and the
/// first bytes of the revert's data.
contract Batch {
    fallback() external {
        assembly {
            // what one call may burn, so that one that never ends leaves the others their gas
            let gasOfCall := 4000000

            function writeWord(at, word) -> next {
                // most are small
                if lt(word, 0x100) {
                    mstore8(at, gt(word, 0))
                    mstore8(add(at, 1), word)
                    next := add(add(at, 1), gt(word, 0))
                    leave
                }
                // written out: as a loop over halves it would be a tenth less code, and every read 6 % more gas
                let rest := word
                let length := 0
                if gt(rest, 0xffffffffffffffffffffffffffffffff) {
                    length := 16
                    rest := shr(128, rest)
                }
                if gt(rest, 0xffffffffffffffff) {
                    length := add(length, 8)
                    rest := shr(64, rest)
                }
                if gt(rest, 0xffffffff) {
                    length := add(length, 4)
                    rest := shr(32, rest)
                }
                if gt(rest, 0xffff) {
                    length := add(length, 2)
                    rest := shr(16, rest)
                }
                if gt(rest, 0xff) {
                    length := add(length, 1)
                    rest := shr(8, rest)
                }
                if rest { length := add(length, 1) }
                mstore8(at, length)
                // a length of 0 shifts all of it out
                mstore(add(at, 1), shl(sub(256, shl(3, length)), word))
                next := add(add(at, 1), length)
            }

            let count := shr(240, calldataload(0))
            let block_ := number()
            if gt(count, 0x7fff) {
                // `arbBlockNumber()` at its address; the call is evaluated first
                mstore(0, shl(224, 0xa3b1b31d))
                if iszero(and(gt(returndatasize(), 0x1f), staticcall(gas(), 0x64, 0, 4, 0, 0x20))) { revert(0, 0) }
                block_ := mload(0)
                count := and(count, 0x7fff)
            }
            let width := add(1, gt(count, 256))
            let shift := sub(256, shl(3, width))
            // words lie behind what a call is put together in
            let start := add(0x400, shl(5, count))
            let at := 2
            for { let position := 0x400 } lt(position, start) { position := add(position, 0x20) } {
                let length := byte(0, calldataload(at))
                mstore(position, shr(sub(256, shl(3, length)), calldataload(add(at, 1))))
                at := add(add(at, 1), length)
            }

            let end := writeWord(writeWord(start, block_), timestamp())
            let last := 0
            for {} lt(at, calldatasize()) {} {
                let kind := byte(0, calldataload(at))
                let target := add(0x400, shl(5, shr(shift, calldataload(add(at, 1)))))
                at := add(add(at, 1), width)
                switch kind
                case 0x20 {
                    last := balance(mload(target))
                    mstore8(end, 2)
                    end := writeWord(add(end, 1), last)
                }
                case 0x21 {
                    let less := byte(0, calldataload(at))
                    at := add(at, 1)
                    mstore(target, mul(sub(last, less), iszero(lt(last, less))))
                }
                default {
                    mstore(0, shl(224, mload(add(0x400, shl(5, shr(shift, calldataload(at)))))))
                    at := add(at, width)
                    let size := 4
                    for { count := and(kind, 0x0f) } count { count := sub(count, 1) } {
                        mstore(size, mload(add(0x400, shl(5, shr(shift, calldataload(at))))))
                        at := add(at, width)
                        size := add(size, 0x20)
                    }
                    last := 0
                    switch staticcall(gasOfCall, mload(target), 0, size, 0, 0)
                    case 0 {
                        size := returndatasize()
                        if gt(size, 0xa4) { size := 0xa4 }
                        mstore8(end, 0)
                        mstore8(add(end, 1), size)
                        returndatacopy(add(end, 2), 0, size)
                        end := add(add(end, 2), size)
                    }
                    default {
                        // written over from the front: a word with its length is longer by one byte than a word
                        count := shr(5, returndatasize())
                        let source := add(add(end, 0x80), count)
                        returndatacopy(source, 0, returndatasize())
                        if and(kind, 0x10) {
                            mstore(source, keccak256(source, returndatasize()))
                            count := 1
                        }
                        switch lt(count, 254)
                        case 0 {
                            mstore8(end, 255)
                            mstore(add(end, 1), shl(240, count))
                            end := add(end, 3)
                        }
                        default {
                            mstore8(end, add(count, 1))
                            end := add(end, 1)
                        }
                        for {} count { count := sub(count, 1) } {
                            last := mload(source)
                            end := writeWord(end, last)
                            source := add(source, 0x20)
                        }
                    }
                }
            }
            return(start, sub(end, start))
        }
    }
}
