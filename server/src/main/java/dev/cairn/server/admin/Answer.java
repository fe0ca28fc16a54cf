package dev.cairn.server.admin;

/** What a route answers with status 200. */
sealed interface Answer {
    /** A record that becomes JSON. */
    record Document(Object value) implements Answer {}

    /** Text that is sent as it is. */
    record Text(String contentType, String text) implements Answer {}
}
