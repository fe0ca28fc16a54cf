package dev.cairn.server.http;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/** How sockets are driven. */
enum Transport {
    /** Linux: fewer system calls than NIO, and sendfile straight from a file's descriptor. */
    EPOLL,
    /** Everywhere else. */
    NIO;

    private static final String EPOLL_CLASS = "io.netty.channel.epoll.Epoll";

    static Transport best() {
        return hasEpoll() && Epoll.isAvailable() ? EPOLL : NIO;
    }

    /** Whoever embeds the server may leave it out: its native library is one more to be loaded. */
    private static boolean hasEpoll() {
        try {
            return Class.forName(EPOLL_CLASS, false, Transport.class.getClassLoader()) != null;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    IoHandlerFactory handlers() {
        return this == EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    Class<? extends ServerSocketChannel> serverChannel() {
        return this == EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }
}
