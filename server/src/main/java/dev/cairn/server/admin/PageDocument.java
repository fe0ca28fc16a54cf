package dev.cairn.server.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param nextToken the parameter {@code token} of the next page; null on the last
 */
record PageDocument<T>(List<T> items, @Nullable String nextToken) {
    PageDocument {
        items = List.copyOf(items);
    }
}
