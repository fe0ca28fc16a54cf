package dev.cairn.s3.cors;

import dev.cairn.s3.http.RequestHead;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the page of another origin wants to do: with the method and headers that a preflight
 * announces, or the method of the request itself.
 *
 * @param headers names in lower case
 */
record CorsQuestion(String origin, String method, List<String> headers) {
    static final String ORIGIN = "origin";
    static final String METHOD = "access-control-request-method";
    static final String HEADERS = "access-control-request-headers";

    CorsQuestion {
        headers = List.copyOf(headers);
    }

    /** The question of a request; null where it is not about another origin. */
    static @Nullable CorsQuestion of(RequestHead head) {
        String origin = head.headers().first(ORIGIN);
        if (origin == null) {
            return null;
        }
        String announced = head.headers().first(METHOD);
        String method = announced == null ? head.method() : announced.strip();
        List<String> names =
                head.headers().all(HEADERS).stream()
                        .flatMap(list -> Arrays.stream(list.split(",", -1)))
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .filter(name -> !name.isEmpty())
                        .toList();
        return new CorsQuestion(origin.strip(), method, names);
    }
}
