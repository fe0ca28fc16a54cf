package dev.cairn.server.admin;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * The place where a page ended, opaque to clients: words, of which only the last may hold any
 * character, joined by newlines and written in base64url.
 */
final class PageToken {
    private PageToken() {}

    static String of(String... words) {
        byte[] joined = String.join("\n", words).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined);
    }

    /**
     * The words of a token.
     *
     * @param count how many it must have
     * @throws AdminException InvalidArgument for anything that {@link #of} does not make
     */
    static List<String> parse(String token, int count) {
        try {
            byte[] joined = Base64.getUrlDecoder().decode(token);
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(joined)).toString();
            List<String> words = List.of(text.split("\n", count));
            if (words.size() == count) {
                return words;
            }
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            // Refused below, as every other token that is not ours.
        }
        throw foreign();
    }

    /** What a token is answered that this API has not given. */
    static AdminException foreign() {
        return AdminException.invalidArgument("token is not one that this API has given");
    }
}
