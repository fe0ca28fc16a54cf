package dev.cairn.server.http;

import io.netty.buffer.ByteBufAllocator;

/**
 * What all connections of a front end share.
 *
 * @param arriving bytes of bodies that wait to be read
 * @param leaving bytes of answers that wait to be sent
 */
record Resources(
        HttpSettings settings,
        RequestIds requestIds,
        ResponseHeads heads,
        ByteBudget arriving,
        ByteBudget leaving,
        ByteBufAllocator allocator) {}
